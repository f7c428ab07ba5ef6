"""The rule `unused-component`: what nobody refers to is forgotten, or was meant to be used."""

from __future__ import annotations

from collections.abc import Iterator

from ..source import Document, Node
from ..source.object_types import SCHEMA
from .conventions import KEY
from .rule import Fault, Subject
from .walk import Visit, down, entries, listed, walk


def unused_components(subject: Subject) -> Iterator[Fault]:
    """Every component is reached from an operation, a security requirement or the conventions."""
    if subject.references_dangle or not subject.operations:
        return  # a component may be what the broken reference was meant for; or this is a library
    used = _used(subject)
    for section, components in entries(subject.document.root.get("components")):
        for name, component in entries(components):
            if not {component.address, component.resolve().address} & used:
                message = f"nothing uses {section}/{name}: refer to it or remove it"
                yield Fault(component.key_location, message)


def _used(subject: Subject) -> set[object]:
    visits = {visit.node.address: visit for visit in _reached(subject.document, subject.version)}
    reached: set[object] = set(visits)
    names = {name for visit in visits.values() for name in _schemes(visit.node)}
    names |= {*_schemes(subject.document.root), *subject.conventions.security}
    for name, scheme in _section(subject.document, "securitySchemes"):
        if name in names:
            reached |= {scheme.address, scheme.resolve().address}
    return reached


def _schemes(node: Node) -> Iterator[str]:
    """The security schemes that an operation, or the document, names."""
    for requirement in listed(node.get("security")):
        yield from (name for name, _ in requirement.items())


def _section(document: Document, section: str) -> Iterator[tuple[str, Node]]:
    components = document.root.get("components")
    if components is not None:
        yield from entries(components.get(section))


def _reached(document: Document, version: str) -> Iterator[Visit]:
    """Everything that can be reached without beginning at a component."""
    starts = [(node, "paths") for node in (document.root.get("paths"),) if node is not None]
    webhooks = document.root.get("webhooks")
    if webhooks is not None:
        starts += [(webhook, "path-item") for _, webhook in webhooks.items()]
    conventions = document.root.get(KEY)
    envelope = conventions.get("errors") if conventions is not None else None
    if envelope is not None and "envelope" in envelope:
        starts.append((down(envelope, ("envelope",)), SCHEMA))
    # A child of a discriminated schema is reached by the name in a value, not by a reference.
    heirs = [
        (component, base)
        for _, component in _section(document, "schemas")
        for base in _bases(component)
    ]
    while True:
        visits = list(walk(starts, version))
        seen = {visit.node.address for visit in visits}
        found = [heir for heir, base in heirs if heir.address not in seen and base.address in seen]
        if not found:
            return iter(visits)
        starts += [(heir, SCHEMA) for heir in found]


def _bases(schema: Node) -> Iterator[Node]:
    """The discriminated schemas that a schema extends."""
    for part in listed(schema.resolve().get("allOf")):
        if "discriminator" in part.resolve():
            yield part.resolve()

"""The rule `unused-component`: every component is used."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Final

from generator.lint.rule import Subject, Violation
from generator.lint.walk import Visit, down, entries, walk
from generator.openapi import Address, Document, Node
from generator.openapi.conventions import KEY
from generator.openapi.inheritance import bases, discriminator_of
from generator.openapi.object_types import SCHEMA
from generator.openapi.operations import listed

_DEPTH: Final = 3  # keys of a pointer to a component: `components`, the section, the name


def unused_components(subject: Subject) -> Iterator[Violation]:
    """Every component is used by an operation, a security requirement or the conventions."""
    if not subject.operations:
        return  # the document is a library
    used = _used(subject)
    inside = {(file, pointer[:_DEPTH]) for file, pointer in used}
    for section, components in entries(subject.document.root.get("components")):
        for name, component in entries(components):
            if component.address not in inside and component.resolve().address not in used:
                message = f"nothing uses {section}/{name}: refer to it or remove it"
                yield Violation(component.key_location, message)


def _used(subject: Subject) -> set[Address]:
    visits = {visit.node.address: visit for visit in _reached(subject.document, subject.version)}
    reached = set(visits)
    names = {name for visit in visits.values() for name in _schemes(visit.node)}
    names |= {*_schemes(subject.document.root), *subject.conventions.security}
    for name, scheme in _section(subject.document, "securitySchemes"):
        if name in names:
            reached |= {scheme.address, scheme.resolve().address}
    return reached


def _schemes(node: Node) -> Iterator[str]:
    """The names of security schemes in the requirements of an operation or of the document."""
    for requirement in listed(node.get("security")):
        yield from (name for name, _ in requirement.items())


def _section(document: Document, section: str) -> Iterator[tuple[str, Node]]:
    components = document.root.get("components")
    if components is not None:
        yield from entries(components.get(section))


def _reached(document: Document, version: str) -> Iterator[Visit]:
    """All objects that are reachable without starting at a component."""
    starts = [(node, "paths") for node in (document.root.get("paths"),) if node is not None]
    webhooks = document.root.get("webhooks")
    if webhooks is not None:
        starts += [(webhook, "path-item") for _, webhook in webhooks.items()]
    conventions = document.root.get(KEY)
    envelope = conventions.get("errors") if conventions is not None else None
    if envelope is not None and "envelope" in envelope:
        starts.append((down(envelope, ("envelope",)), SCHEMA))
    schemas, subtypes = dict(_section(document, "schemas")), _subtypes(document)
    seen: set[tuple[Address, str]] = set()
    while starts:
        visits = list(walk(starts, version, seen=seen))
        yield from visits
        # A discriminator selects these by name, without a reference.
        selected = [
            schema
            for visit in visits
            if visit.object_type == SCHEMA
            for schema in (*subtypes.get(visit.node.address, ()), *_mapped(visit.node, schemas))
        ]
        starts = [(schema, SCHEMA) for schema in selected]


def _subtypes(document: Document) -> dict[Address, list[Node]]:
    """The components that extend a schema with its own or an inherited discriminator, by the schema's address."""
    extending: dict[Address, list[Node]] = defaultdict(list)
    waiting = []
    for _, component in _section(document, "schemas"):
        for base in map(Node.resolve, bases(component.resolve())):
            extending[base.address].append(component)
            waiting += [base.address] if discriminator_of(base) is not None else []
    result: dict[Address, list[Node]] = {}
    while waiting:
        address = waiting.pop()
        if address not in result:
            result[address] = extending.get(address, [])
            waiting += [subtype.resolve().address for subtype in result[address]]
    return result


def _mapped(schema: Node, components: Mapping[str, Node]) -> Iterator[Node]:
    """The schemas that the mapping of a discriminator selects, by references or by the names of components."""
    discriminator = schema.get("discriminator")
    mapping = discriminator.get("mapping") if discriminator is not None else None
    if mapping is None:
        return
    for key, entry in mapping.items():
        target = mapping.mapped(key) or components.get(str(entry.value))
        if target is not None:
            yield target

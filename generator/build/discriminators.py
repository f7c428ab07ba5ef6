"""Discriminators: what a document says of them, and the subtypes that it leaves to be found."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from generator.build.drafts import Place
from generator.build.keywords import branches
from generator.build.types import bare
from generator.model import Discriminator, Named, Type, Union
from generator.source import Address, Node

if TYPE_CHECKING:
    from generator.build.schemas import Schemas


def said(
    schemas: Schemas, node: Node, options: Sequence[Node], members: Sequence[Type]
) -> Discriminator | None:
    """The discriminator with the values that the document maps; implicit ones follow when all models are known."""
    told = node.get("discriminator")
    if told is None or not told.text("propertyName"):
        return None
    known: dict[object, Type] = {}
    for option, member in zip(options, members, strict=True):
        target = schemas.destination(option)
        known[target.address] = known[_in_file(target)] = member
        if option.reference is not None:
            known[str(option.reference.value)] = member
    pairs = []
    for value, entry in _mapping(told):
        name = _member(schemas, known, entry)
        if name is not None:
            pairs.append((value, name))
    otherwise = told.get("defaultMapping")
    default = _member(schemas, known, otherwise) if otherwise is not None else None
    return Discriminator(told.text("propertyName"), tuple(pairs), default)


def mapped_subtypes(schemas: Schemas, node: Node, options: Sequence[Node]) -> list[Node]:
    """What a mapping selects beside the alternatives, and extends one of them: an alternative, too."""
    told = node.get("discriminator")
    listed = {schemas.destination(option).address for option in options}
    found: dict[Address, Node] = {}
    for _, entry in _mapping(told) if told is not None else ():
        target = _target(schemas, entry)
        if target is not None and target.address not in listed:
            found[target.address] = target
    if not found:
        return []
    extending = {
        child.address for address in listed for _, child in subtypes(schemas).get(address, ())
    }
    return [target for address, target in found.items() if address in extending]


def _member(schemas: Schemas, known: dict[object, Type], entry: Node) -> str | None:
    """The name of the alternative that an entry of the mapping means."""
    target = _target(schemas, entry)
    member = known.get(str(entry.value)) or known.get(_referred(entry))
    member = member or (known.get(target.address) if target else None)
    found = bare(member) if member is not None else None
    if isinstance(found, Named):
        return found.name
    message = f"{entry.value!r} is no model among the alternatives, so nothing selects it"
    schemas.context.warn(entry, "conflicting-constraints", message)
    return None


def _in_file(node: Node) -> str:
    return f"{node.file}#{''.join(f'/{key}' for key in node.pointer)}"


def _referred(entry: Node) -> str:
    """What an entry means that is a reference relative to its file."""
    path, _, fragment = str(entry.value).partition("#")
    file = posixpath.normpath(posixpath.join(posixpath.dirname(entry.file), path))
    return f"{file if path else entry.file}#{fragment}"


def _mapping(discriminator: Node) -> Iterator[tuple[str, Node]]:
    mapping = discriminator.get("mapping")
    yield from mapping.items() if mapping is not None else ()


def _target(schemas: Schemas, entry: Node) -> Node | None:
    """The schema that a mapping's value means: a component's name, or a reference."""
    text = str(entry.value)
    name = text.rsplit("/", 1)[-1]
    stem = name.rsplit(".", 1)[0] if name.endswith((".yaml", ".yml", ".json")) else name
    found = schemas.names.components.get(text) or schemas.names.components.get(
        name.replace("~1", "/")
    )
    found = found or schemas.names.components.get(stem)
    return schemas.destination(found) if found is not None else None


def of_subtypes(schemas: Schemas, node: Node, place: Place) -> Type | None:
    """A component with a discriminator and no alternatives, which others extend: it stands for any of them.

    Its own properties become a model of their own where a value can be just that.
    """
    said = node.get("discriminator")
    if (
        said is None
        or not said.text("propertyName")
        or branches(node, "oneOf")
        or branches(node, "anyOf")
    ):
        return None
    mapped = [
        (value, target)
        for value, e in _mapping(said)
        if (target := _target(schemas, e)) is not None
    ]
    children = mapped or subtypes(schemas).get(node.address, [])
    if not [child for _, child in children if child.address != node.address]:
        return None
    pairs = []
    if not mapped or any(child.address == node.address for _, child in children):
        own = Place(schemas.names.claim(place.name + "Base"), place.module, owned=True)
        base = schemas.shape(node, own)
        if not isinstance(base, Named):
            return None
        value = next(
            (v for v, child in mapped if child.address == node.address), schemas.names.wire(node)
        )
        pairs.append((value, base))
    for value, child in children:
        if child.address != node.address and isinstance(named := schemas.named(child), Named):
            pairs.append((value, named))
    mapping = tuple((value, named.name) for value, named in pairs)
    return Union(
        tuple(dict.fromkeys(named for _, named in pairs)),
        Discriminator(said.text("propertyName"), mapping),
    )


def subtypes(schemas: Schemas) -> dict[Address, list[tuple[str, Node]]]:
    """For each schema the components that extend it by `allOf`, directly or not, as (component name, schema)."""
    if schemas.known_subtypes is None:
        extended = {
            wire: schemas.destination(node) for wire, node in schemas.names.components.items()
        }
        parents = {node.address: _bases(schemas, node) for node in extended.values()}
        found: dict[Address, list[tuple[str, Node]]] = {}
        for wire, node in extended.items():
            for ancestor in _ancestors(node.address, parents):
                found.setdefault(ancestor, []).append((wire, node))
        schemas.known_subtypes = found
    return schemas.known_subtypes


def _bases(schemas: Schemas, node: Node) -> list[Address]:
    return [
        schemas.destination(b).address for b in branches(node, "allOf") if b.reference is not None
    ]


def _ancestors(address: Address, parents: dict[Address, list[Address]]) -> set[Address]:
    found: set[Address] = set()
    waiting = list(parents.get(address, ()))
    while waiting:
        parent = waiting.pop()
        if parent not in found:
            found.add(parent)
            waiting.extend(parents.get(parent, ()))
    return found - {address}

"""Discriminators: what a document says of them, and the subtypes that it leaves to be found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from generator.ir.types import Discriminator, Named, Type, Union
from generator.ir.walk import non_null
from generator.openapi import Address, Node
from generator.parser.drafts import NameHint
from generator.parser.schemas.keywords import branches

if TYPE_CHECKING:
    from generator.parser.schemas.schemas import Schemas


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
        known[target.address] = member
        if option.reference is not None:
            known[str(option.reference.value)] = member
    pairs = []
    for value, entry, meant in _mapping(schemas, told):
        name = _member(schemas, known, entry, meant)
        if name is not None:
            pairs.append((value, name))
    otherwise = told.get("defaultMapping")
    default = None
    if otherwise is not None:
        default = _member(schemas, known, otherwise, _meant(schemas, told, "defaultMapping"))
    return Discriminator(told.text("propertyName"), tuple(pairs), default)


def mapped_subtypes(schemas: Schemas, node: Node, options: Sequence[Node]) -> list[Node]:
    """What a mapping selects beside the alternatives, and extends one of them: an alternative, too."""
    told = node.get("discriminator")
    listed = {schemas.destination(option).address for option in options}
    found: dict[Address, Node] = {}
    for _, _, target in _mapping(schemas, told) if told is not None else ():
        if target is not None and target.address not in listed:
            found[target.address] = target
    if not found:
        return []
    extending = {
        child.address for address in listed for _, child in subtypes(schemas).get(address, ())
    }
    return [target for address, target in found.items() if address in extending]


def _member(
    schemas: Schemas, known: dict[object, Type], entry: Node, target: Node | None
) -> str | None:
    """The name of the alternative that an entry of the mapping means."""
    member = known.get(str(entry.value)) or (known.get(target.address) if target else None)
    found = non_null(member) if member is not None else None
    if isinstance(found, Named):
        return found.name
    message = f"{entry.value!r} is no model among the alternatives, so nothing selects it"
    schemas.context.warn(entry, "conflicting-constraints", message)
    return None


def _mapping(schemas: Schemas, discriminator: Node) -> Iterator[tuple[str, Node, Node | None]]:
    """The entries of a mapping, each with the schema that it means: a component's name, or a reference."""
    mapping = discriminator.get("mapping")
    if mapping is None:
        return
    for value, entry in mapping.items():
        yield value, entry, _meant(schemas, mapping, value)


def _meant(schemas: Schemas, mapping: Node, key: str) -> Node | None:
    text = str((mapping / key).value)
    found = schemas.names.components.get(text) or mapping.mapped(key) or _named(schemas, text)
    return schemas.destination(found) if found is not None else None


def _named(schemas: Schemas, text: str) -> Node | None:
    """The component whose name a text ends with."""
    name = text.rsplit("/", 1)[-1]
    stem = name.rsplit(".", 1)[0] if name.endswith((".yaml", ".yml", ".json")) else name
    return schemas.names.components.get(name.replace("~1", "/")) or schemas.names.components.get(
        stem
    )


def of_subtypes(schemas: Schemas, node: Node, hint: NameHint) -> Type | None:
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
    mapped = list(_mapped(schemas, said))
    children = mapped or subtypes(schemas).get(node.address, [])
    if not [child for _, child in children if child.address != node.address]:
        return None
    pairs = []
    if not mapped or any(child.address == node.address for _, child in children):
        own = NameHint(schemas.names.allocate(hint.name + "Base"), hint.module, owned=True)
        base = schemas.shape(node, own)
        if not isinstance(base, Named):
            return None
        value = next(
            (v for v, child in mapped if child.address == node.address),
            schemas.names.component_name(node),
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


def _mapped(schemas: Schemas, discriminator: Node) -> Iterator[tuple[str, Node]]:
    """The values of a mapping with what they select. Those that select nothing are said."""
    for value, entry, target in _mapping(schemas, discriminator):
        if target is not None:
            yield value, target
        else:
            message = f"{entry.value!r} is no schema, so nothing selects it"
            schemas.context.warn(entry, "conflicting-constraints", message)


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

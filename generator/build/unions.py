"""`oneOf`, `anyOf` and discriminators: types of which one holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from generator.build import conjunctions, objects
from generator.build.context import values
from generator.build.drafts import DraftModel, Place
from generator.build.keywords import OBJECT_KEYS, SUBSTANCE, branches, kinds, required_only
from generator.model import (
    Anything,
    Discriminator,
    Named,
    Nullable,
    Scalar,
    ScalarKind,
    Type,
    Union,
)
from generator.source import Node

if TYPE_CHECKING:
    from generator.build.conjunctions import Part
    from generator.build.names import Address
    from generator.build.schemas import Schemas


@dataclass(frozen=True, slots=True)
class Alternatives:
    """The branches of one `oneOf` or `anyOf`."""

    leaf: Part
    keyword: str
    branches: tuple[Node, ...]


def alternatives(schemas: Schemas, leaves: Sequence[Part]) -> list[Alternatives]:
    """Every `oneOf` and `anyOf` of the parts that is about types; groups of required names are no types."""
    found = []
    for leaf in leaves:
        for keyword in ("oneOf", "anyOf"):
            options = branches(leaf.node, keyword) if keyword not in leaf.without else []
            if options and not all(required_only(option) for option in options):
                found.append(Alternatives(leaf, keyword, tuple(options)))
    return found


def union_type(
    schemas: Schemas,
    found: Sequence[Alternatives],
    leaves: Sequence[Part],
    place: Place,
    origin: Node,
) -> Type:
    """The union of the first alternatives, each joined with what the parts say beside them."""
    first, *others = found
    for other in others:
        node = other.leaf.node / other.keyword
        message = "of two sets of alternatives that must both hold only the first is a type here"
        schemas.context.fail(node, "widened-type", message)
    masked = [replace(leaf, without=leaf.without | {"oneOf", "anyOf"}) for leaf in leaves]
    base = [leaf for leaf in masked if leaf.weight == SUBSTANCE]
    options = [option for option in first.branches if not _is_null(option)]
    if not base:
        type_ = _plain(schemas, first, options, leaves, place)
    elif all(option.reference is None and _is_loose(option) for option in options):
        parts = [conjunctions.leaves(schemas, schemas.parts(option, place)) for option in options]
        type_ = objects.object_type(schemas, base, place, origin, parts)
    else:
        type_ = _distributed(schemas, first, options, masked, place)
    admits_null = len(options) < len(first.branches) or any(
        "null" in kinds(leaf.node) for leaf in leaves
    )
    return Nullable(type_) if admits_null else type_


def _plain(
    schemas: Schemas,
    found: Alternatives,
    options: Sequence[Node],
    leaves: Sequence[Part],
    place: Place,
) -> Type:
    told = next((leaf for leaf in leaves if kinds(leaf.node)), None)
    members = []
    for index, option in enumerate(options, 1):
        type_ = schemas.type_of(option, place.child(_label(option, index)))
        if isinstance(type_, Anything) and told is not None and option.reference is None:
            type_ = schemas.typed(
                told.node, place.child(f"option{index}")
            )  # the type is said once, outside
        members.append(type_)
    return _union(schemas, found, options, members)


def _is_loose(option: Node) -> bool:
    """Whether a branch only says more of the object that it stands in."""
    return bool(
        set(option.value if isinstance(option.value, dict) else ()) & (OBJECT_KEYS | {"allOf"})
    )


def _distributed(
    schemas: Schemas,
    found: Alternatives,
    options: Sequence[Node],
    base: Sequence[Part],
    place: Place,
) -> Type:
    """One model for each alternative, with the properties that stand beside them."""
    members = []
    for index, option in enumerate(options, 1):
        own = place.child(_label(option, index))
        type_ = conjunctions.conjoin(schemas, [*base, conjunctions.Part(option, own)], own, option)
        draft = schemas.drafts.get(type_.name) if isinstance(type_, Named) else None
        if isinstance(draft, DraftModel) and option.reference is not None:
            draft.wire = draft.wire or schemas.names.wire(schemas.destination(option))
        members.append(type_)
    return _union(schemas, found, options, members)


def _label(option: Node, index: int) -> str:
    """What tells an inline alternative from its neighbours: its title, or its number."""
    if option.reference is not None:
        last = str(option.reference.value).rsplit("/", 1)[-1].removeprefix("#")
        return last.rsplit(".", 1)[0] if last.endswith((".yaml", ".yml", ".json")) else last
    title = option.text("title")
    return title if 0 < len(title) <= 40 else _constant(option) or f"option{index}"


def _constant(option: Node) -> str:
    """The one value that a property of an alternative can have (`type: {const: card}`), or the schema it extends."""
    properties = option.get("properties")
    for _, node in properties.items() if properties is not None else ():
        listed = [node.text("const")] if "const" in node else values(node.get("enum"))
        if len(listed) == 1 and isinstance(listed[0], str) and 0 < len(listed[0]) <= 40:
            return listed[0]
    bases = [branch for branch in branches(option, "allOf") if branch.reference is not None]
    return _label(bases[0], 0) if bases else ""


def _union(
    schemas: Schemas, found: Alternatives, options: Sequence[Node], members: Sequence[Type]
) -> Type:
    if not members:
        return Scalar(ScalarKind.NULL)
    if len(members) == 1:
        return members[0]
    return Union(tuple(members), _discriminator(schemas, found.leaf.node, options, members))


def _discriminator(
    schemas: Schemas, node: Node, options: Sequence[Node], members: Sequence[Type]
) -> Discriminator | None:
    """The discriminator with the values that the document maps; implicit ones follow when all models are known."""
    said = node.get("discriminator")
    if said is None or not said.text("propertyName"):
        return None
    by_address = {
        schemas.destination(option).address: member
        for option, member in zip(options, members, strict=True)
    }
    by_text = {
        str(option.reference.value): member
        for option, member in zip(options, members, strict=True)
        if option.reference is not None
    }
    pairs = []
    for value, entry in _mapping(said):
        target = _target(schemas, entry)
        member = by_text.get(str(entry.value)) or (
            by_address.get(target.address) if target else None
        )
        if isinstance(member, Nullable):
            member = member.inner
        if isinstance(member, Named):
            pairs.append((value, member.name))
        else:
            message = f"{entry.value!r} is no model among the alternatives, so {value!r} does not select one"
            schemas.context.warn(entry, "conflicting-constraints", message)
    return Discriminator(said.text("propertyName"), tuple(pairs))


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


def _is_null(option: Node) -> bool:
    """Whether a branch is null. `{nullable: true}` alone is what generators for Rust write for it in OpenAPI 3.0."""
    return kinds(option) == ["null"] or option.value in (
        {"nullable": True},
        {"enum": [None]},
        {"const": None},
    )


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

"""`oneOf` and `anyOf`: types of which one holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from generator.ir.types import Anything, Named, Scalar, ScalarKind, Type, Union
from generator.ir.walk import nullable
from generator.openapi import Node
from generator.parser.context import values
from generator.parser.drafts import DraftModel, Place
from generator.parser.schemas import all_of as conjunctions
from generator.parser.schemas import discriminators, objects
from generator.parser.schemas.keywords import (
    OBJECT_KEYS,
    SUBSTANCE,
    branches,
    kinds,
    required_only,
)

if TYPE_CHECKING:
    from generator.parser.schemas.all_of import Part
    from generator.parser.schemas.schemas import Schemas


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


def lists_null(leaf: Part) -> bool:
    """Whether null is an alternative of a part."""
    return any(
        is_null(option)
        for keyword in ("oneOf", "anyOf")
        if keyword not in leaf.without
        for option in branches(leaf.node, keyword)
    )


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
    options = [option for option in first.branches if not is_null(option)]
    options += discriminators.mapped_subtypes(schemas, first.leaf.node, options)
    if not base:
        type_ = _plain(schemas, first, options, leaves, place)
    elif all(option.reference is None and _is_loose(option) for option in options):
        parts = [conjunctions.leaves(schemas, schemas.parts(option, place)) for option in options]
        type_ = objects.object_type(schemas, base, place, origin, parts)
    else:
        type_ = _distributed(schemas, first, options, masked, place)
    return nullable(type_) if conjunctions.admits_null(leaves) else type_


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
    return bool(set(option.keys) & (OBJECT_KEYS | {"allOf"}))


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
    said = discriminators.said(schemas, found.leaf.node, options, members)
    return members[0] if len(members) == 1 else Union(tuple(members), said)


def is_null(option: Node) -> bool:
    """Whether a branch is null. `{nullable: true}` alone is what generators for Rust write for it in OpenAPI 3.0."""
    return kinds(option) == ["null"] or option.value in (
        {"nullable": True},
        {"enum": [None]},
        {"const": None},
    )

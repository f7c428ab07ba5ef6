"""`oneOf` and `anyOf`: types of which one holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from generator.ir.types import Anything, Named, Scalar, ScalarKind, Type, Union
from generator.ir.walk import nullable
from generator.openapi import Node
from generator.parser.context import values
from generator.parser.drafts import DraftModel, NameHint
from generator.parser.schemas import all_of, discriminators, objects
from generator.parser.schemas.keywords import (
    OBJECT_KEYS,
    SUBSTANCE,
    branches,
    kinds,
    required_only,
)

if TYPE_CHECKING:
    from generator.parser.schemas.all_of import Subschema
    from generator.parser.schemas.schemas import Schemas


@dataclass(frozen=True, slots=True)
class OneOf:
    """The branches of one `oneOf` or `anyOf`."""

    subschema: Subschema
    keyword: str
    branches: tuple[Node, ...]


def find_one_of(schemas: Schemas, flattened: Sequence[Subschema]) -> list[OneOf]:
    """Every `oneOf` and `anyOf` of the parts that is about types; groups of required names are no types."""
    found = []
    for subschema in flattened:
        for keyword in ("oneOf", "anyOf"):
            options = branches(subschema.node, keyword) if keyword not in subschema.without else []
            if options and not all(required_only(option) for option in options):
                found.append(OneOf(subschema, keyword, tuple(options)))
    return found


def lists_null(subschema: Subschema) -> bool:
    """Whether null is an alternative of a part."""
    return any(
        is_null(option)
        for keyword in ("oneOf", "anyOf")
        if keyword not in subschema.without
        for option in branches(subschema.node, keyword)
    )


def union_type(
    schemas: Schemas,
    found: Sequence[OneOf],
    flattened: Sequence[Subschema],
    hint: NameHint,
    origin: Node,
) -> Type:
    """The union of the first alternatives, each joined with what the parts say beside them."""
    first, *others = found
    for other in others:
        node = other.subschema.node / other.keyword
        message = "of two sets of alternatives that must both hold only the first is a type here"
        schemas.context.fail(node, "widened-type", message)
    masked = [
        replace(subschema, without=subschema.without | {"oneOf", "anyOf"})
        for subschema in flattened
    ]
    base = [subschema for subschema in masked if subschema.weight == SUBSTANCE]
    options = [option for option in first.branches if not is_null(option)]
    options += discriminators.mapped_subtypes(schemas, first.subschema.node, options)
    if not base:
        type_ = _plain(schemas, first, options, flattened, hint)
    elif all(option.reference is None and _is_loose(option) for option in options):
        parts = [all_of.flattened(schemas, schemas.parts(option, hint)) for option in options]
        type_ = objects.object_type(schemas, base, hint, origin, parts)
    else:
        type_ = _distributed(schemas, first, options, masked, hint)
    return nullable(type_) if all_of.admits_null(flattened) else type_


def _plain(
    schemas: Schemas,
    found: OneOf,
    options: Sequence[Node],
    flattened: Sequence[Subschema],
    hint: NameHint,
) -> Type:
    told = next((subschema for subschema in flattened if kinds(subschema.node)), None)
    members = []
    for index, option in enumerate(options, 1):
        type_ = schemas.type_of(option, hint.child(_label(option, index)))
        if isinstance(type_, Anything) and told is not None and option.reference is None:
            type_ = schemas.typed(
                told.node, hint.child(f"option{index}")
            )  # the type is said once, outside
        members.append(type_)
    return _union(schemas, found, options, members)


def _is_loose(option: Node) -> bool:
    """Whether a branch only says more of the object that it stands in."""
    return bool(set(option.keys) & (OBJECT_KEYS | {"allOf"}))


def _distributed(
    schemas: Schemas,
    found: OneOf,
    options: Sequence[Node],
    base: Sequence[Subschema],
    hint: NameHint,
) -> Type:
    """One model for each alternative, with the properties that stand beside them."""
    members = []
    for index, option in enumerate(options, 1):
        own = hint.child(_label(option, index))
        type_ = all_of.merge_all_of(schemas, [*base, all_of.Subschema(option, own)], own, option)
        draft = schemas.drafts.get(type_.name) if isinstance(type_, Named) else None
        if isinstance(draft, DraftModel) and option.reference is not None:
            draft.wire = draft.wire or schemas.names.component_name(schemas.destination(option))
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
    schemas: Schemas, found: OneOf, options: Sequence[Node], members: Sequence[Type]
) -> Type:
    if not members:
        return Scalar(ScalarKind.NULL)
    said = discriminators.said(schemas, found.subschema.node, options, members)
    return members[0] if len(members) == 1 else Union(tuple(members), said)


def is_null(option: Node) -> bool:
    """Whether a branch is null. `{nullable: true}` alone is what generators for Rust write for it in OpenAPI 3.0."""
    return kinds(option) == ["null"] or option.value in (
        {"nullable": True},
        {"enum": [None]},
        {"const": None},
    )

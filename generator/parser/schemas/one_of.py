"""`oneOf` and `anyOf`: unions of alternatives, each merged with the keywords beside them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from generator.ir.types import Anything, Named, Scalar, ScalarKind, Type, Union
from generator.ir.walk import nullable
from generator.openapi import Node
from generator.parser.drafts import DraftModel, NameHint
from generator.parser.queries.keywords import (
    CONSTRAINED,
    OBJECT_KEYS,
    branches,
    kinds,
    required_only,
)
from generator.parser.queries.nodes import values
from generator.parser.schemas.discriminators import declared_discriminator, mapped_subtypes
from generator.parser.schemas.flatten import flatten, subschemas_of
from generator.parser.schemas.objects import object_type
from generator.parser.schemas.registry import SchemaRegistry
from generator.parser.schemas.subschema import UNIONS, Subschema, admits_null, is_null
from generator.parser.schemas.typed import typed


@dataclass(frozen=True, slots=True)
class OneOf:
    """A `oneOf` or `anyOf` with its branches."""

    subschema: Subschema
    keyword: str
    branches: tuple[Node, ...]


def find_one_of(subschemas: Sequence[Subschema]) -> list[OneOf]:
    """Every `oneOf` and `anyOf` of types; branches that have only `required` are not types."""
    result = []
    for subschema in subschemas:
        for keyword in UNIONS:
            options = subschema.options(keyword)
            if options and not all(required_only(option) for option in options):
                result.append(OneOf(subschema, keyword, tuple(options)))
    return result


def union_type(
    schemas: SchemaRegistry,
    unions: Sequence[OneOf],
    flattened: Sequence[Subschema],
    hint: NameHint,
    origin: Node,
) -> Type:
    """The union of the first `oneOf`, with each alternative merged with the keywords beside it."""
    first, *others = unions
    for other in others:
        node = other.subschema.node / other.keyword
        message = "a value must match two sets of alternatives; the type has only the first"
        schemas.context.fail(node, "fallback-type", message)
    masked = [replace(each, without=each.without.union(UNIONS)) for each in flattened]
    base = [each for each in masked if each.constraint_level == CONSTRAINED]
    options = [option for option in first.branches if not is_null(option)]
    options += mapped_subtypes(schemas, first.subschema.node, options)
    if not base:
        type_ = _plain(schemas, first, options, flattened, hint)
    elif all(option.reference is None and _extends_object(option) for option in options):
        variants = [flatten(schemas, subschemas_of(schemas, option, hint)) for option in options]
        type_ = object_type(schemas, base, hint, origin, variants)
    else:
        type_ = _distributed(schemas, first, options, masked, hint)
    return nullable(type_) if admits_null(flattened) else type_


def _plain(
    schemas: SchemaRegistry,
    one_of: OneOf,
    options: Sequence[Node],
    flattened: Sequence[Subschema],
    hint: NameHint,
) -> Type:
    """The union of alternatives without other keywords beside them than a `type`, which holds for all of them."""
    outer = next((each for each in flattened if kinds(each.node)), None)
    members = []
    for index, option in enumerate(options, 1):
        type_ = schemas.type_of(option, hint.child(_label(option, index)))
        if isinstance(type_, Anything) and outer is not None and option.reference is None:
            type_ = typed(schemas, outer.node, hint.child(f"option{index}"))
        members.append(type_)
    return _union(schemas, one_of, options, members)


def _extends_object(option: Node) -> bool:
    """Whether a branch only has more keywords for the object that contains it."""
    return bool(set(option.keys) & (OBJECT_KEYS | {"allOf"}))


def _distributed(
    schemas: SchemaRegistry,
    one_of: OneOf,
    options: Sequence[Node],
    base: Sequence[Subschema],
    hint: NameHint,
) -> Type:
    """One model for each alternative, with the properties beside them."""
    members = []
    for index, option in enumerate(options, 1):
        own = hint.child(_label(option, index))
        type_ = schemas.merged([*base, Subschema(option, own)], own, option)
        draft = schemas.drafts.get(type_.name) if isinstance(type_, Named) else None
        if isinstance(draft, DraftModel) and option.reference is not None:
            target = schemas.destination(option)
            draft.wire = draft.wire or schemas.names.component_name(target)
        members.append(type_)
    return _union(schemas, one_of, options, members)


def _label(option: Node, index: int) -> str:
    """The word for an alternative in names: its target's name, its title, its constant value, or its number."""
    if option.reference is not None:
        last = str(option.reference.value).rsplit("/", 1)[-1].removeprefix("#")
        return last.rsplit(".", 1)[0] if last.endswith((".yaml", ".yml", ".json")) else last
    title = option.text("title")
    return title if 0 < len(title) <= 40 else _constant(option) or f"option{index}"


def _constant(option: Node) -> str:
    """The only value of one of its properties (`type: {const: card}`), or the name of the schema that it extends."""
    properties = option.get("properties")
    for _, node in properties.items() if properties is not None else ():
        listed = [node.text("const")] if "const" in node else values(node.get("enum"))
        if len(listed) == 1 and isinstance(listed[0], str) and 0 < len(listed[0]) <= 40:
            return listed[0]
    bases = [branch for branch in branches(option, "allOf") if branch.reference is not None]
    return _label(bases[0], 0) if bases else ""


def _union(
    schemas: SchemaRegistry, one_of: OneOf, options: Sequence[Node], members: Sequence[Type]
) -> Type:
    if not members:
        return Scalar(ScalarKind.NULL)
    discriminator = declared_discriminator(schemas, one_of.subschema.node, options, members)
    return members[0] if len(members) == 1 else Union(tuple(members), discriminator)

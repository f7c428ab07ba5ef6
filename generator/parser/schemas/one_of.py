"""`oneOf` and `anyOf`: unions of alternatives, each merged with the keywords beside them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from generator.ir.types import Anything, Named, Scalar, ScalarKind, Type, Union
from generator.ir.walk import nullable
from generator.openapi import Node
from generator.openapi.inheritance import discriminator_of
from generator.openapi.schema_keywords import OBJECT_KEYS
from generator.parser.drafts import DraftModel, NameHint
from generator.parser.names.inflection import without_repetition
from generator.parser.queries.keywords import (
    CONSTRAINED,
    VALUE_KEYS,
    branches,
    kinds,
)
from generator.parser.queries.nodes import values
from generator.parser.schemas.alternatives import OneOf, combined_alternatives, masked
from generator.parser.schemas.any_of import combined_type
from generator.parser.schemas.discriminators import declared_discriminator, mapped_subtypes
from generator.parser.schemas.flatten import flatten
from generator.parser.schemas.objects import object_type
from generator.parser.schemas.registry import SchemaRegistry
from generator.parser.schemas.subschema import Subschema, admits_null
from generator.parser.schemas.typed import restricted, typed

_WORDS: Final = {"array": "list", "object": "object"}
_LONGEST_LABEL: Final = 40  # in characters


def union_type(
    schemas: SchemaRegistry,
    unions: Sequence[OneOf],
    flattened: Sequence[Subschema],
    hint: NameHint,
    origin: Node,
) -> Type:
    """The union of the first `oneOf`, with each alternative merged with the keywords beside it."""
    unions, optional = _without_optional(unions)
    first, *others = unions
    first = replace(first, discriminator=first.discriminator or discriminator_of(origin))
    shared = masked(flattened) + flatten(schemas, optional)
    base = [each for each in shared if each.constraint_level == CONSTRAINED]
    options = first.values + mapped_subtypes(schemas, first.discriminator, first.values)
    listed = [*options, *(option for other in others for option in other.values)]
    if (base or others) and all(_extends_object(option) for option in listed):
        alternatives = combined_alternatives(schemas, unions)
        type_ = object_type(schemas, base, hint, origin, alternatives)
    else:
        _report_others(schemas, others)
        if base:
            type_ = _distributed(schemas, first, options, shared, hint)
        else:
            type_ = _plain(schemas, first, options, shared, hint)
    return nullable(type_) if admits_null(flattened) else type_


def _without_optional(unions: Sequence[OneOf]) -> tuple[list[OneOf], list[Subschema]]:
    """The unions without repetitions and without "this or null", and the schemas of these, which always apply."""
    distinct: list[OneOf] = []
    for each in unions:
        if not any(each.repeats(other) for other in distinct):
            distinct.append(each)
    others = [each for each in distinct if len(each.values) > 1] or distinct[:1]
    optional = [each for each in distinct if each not in others]
    subschemas = [
        Subschema(value, each.subschema.hint) for each in optional for value in each.values
    ]
    return others, subschemas


def _report_others(schemas: SchemaRegistry, others: Sequence[OneOf]) -> None:
    for other in others:
        message = "a value must match two sets of alternatives; the type has only the first"
        schemas.context.fail(other.node, "fallback-type", message)


def _plain(
    schemas: SchemaRegistry,
    one_of: OneOf,
    options: Sequence[Node],
    flattened: Sequence[Subschema],
    hint: NameHint,
) -> Type:
    """The union of alternatives, each restricted by the keywords beside them; none of these describes an object."""
    restricting = [each for each in flattened if VALUE_KEYS.intersection(each.node.keys)]
    outer = next((each for each in flattened if kinds(each.node)), None)
    members = []
    hints = _hints(options, hint)
    for index, (option, label) in enumerate(zip(options, hints, strict=True), 1):
        type_ = schemas.type_of(option, label)
        if isinstance(type_, Anything) and outer is not None and not option.is_reference:
            own = hint.child(f"option{index}")
            type_ = typed(schemas, outer.node, own)
            type_ = restricted(schemas, type_, Subschema(option, own, own=True), own)
        for each in restricting:
            type_ = restricted(schemas, type_, each, hint)
        members.append(type_)
    combined = combined_type(schemas, one_of, zip(options, hints, strict=True), (), hint)
    return _union(schemas, one_of, options, members, combined, nested=options)


def _extends_object(option: Node) -> bool:
    """Whether a branch only has more keywords for the object that contains it."""
    return not option.is_reference and bool(set(option.keys) & (OBJECT_KEYS | {"allOf"}))


def _distributed(
    schemas: SchemaRegistry,
    one_of: OneOf,
    options: Sequence[Node],
    base: Sequence[Subschema],
    hint: NameHint,
) -> Type:
    """One model for each alternative, with the properties beside them."""
    members = []
    hints = _hints(options, hint)
    for option, own in zip(options, hints, strict=True):
        type_ = schemas.merged([*base, Subschema(option, own)], own, option)
        draft = schemas.drafts.get(type_.name) if isinstance(type_, Named) else None
        if isinstance(draft, DraftModel) and option.is_reference:
            target = schemas.destination(option)
            draft.wire = draft.wire or schemas.names.component_name(target)
        members.append(type_)
    combined = combined_type(schemas, one_of, zip(options, hints, strict=True), base, hint)
    return _union(schemas, one_of, options, members, combined)


def _hints(options: Sequence[Node], hint: NameHint) -> list[NameHint]:
    """The hints of alternatives. The only object has the union's own name, unless that is the name of several types."""
    objects = [option for option in options if _is_object(option)]
    is_sole = len(objects) == 1 and (len(options) == 1 or not hint.owned)
    words = [_labels(option) for option in options]
    counts = Counter(word for listed in words for word in set(listed))
    labels = [
        next((word for word in listed if counts[word] == 1), f"option{at}")
        for at, listed in enumerate(words, 1)
    ]
    shorts = [without_repetition(label, hint.name, set(labels)) for label in labels]
    return [
        hint if is_sole and option is objects[0] else hint.child(short)
        for option, short in zip(options, shorts, strict=True)
    ]


def _is_object(option: Node) -> bool:
    return not option.is_reference and kinds(option) == ["object"]


def _distinctions(option: Node) -> list[str]:
    """What can distinguish an alternative: its properties, the required ones first, their types, or its JSON type."""
    if option.is_reference:
        return []
    properties = option.get("properties")
    names = dict.fromkeys(properties.keys if properties is not None else ())
    required = [name for name in values(option.get("required")) if name in names]
    distinct = dict.fromkeys((*required, *names))
    if not distinct or properties is None:
        return [_WORDS[kind] for kind in kinds(option)[:1] if kind in _WORDS]
    words = (
        *map(str, distinct),
        *(f"with_{name}" for name in required),
        *(f"{name}_{kind}" for name, node in properties.items() if (kind := _kind(node))),
        "_and_".join(map(str, distinct)),
    )
    return [word for word in words if len(word) <= _LONGEST_LABEL]


def _kind(node: Node) -> str:
    """The JSON type of a value in words; empty for a reference or any type."""
    kind = next(iter(kinds(node)), "") if not node.is_reference else ""
    items = node.get("items")
    inner = _kind(items) if kind == "array" and items is not None else ""
    return " ".join(each for each in (inner, _WORDS.get(kind, kind)) if each)


def _labels(option: Node) -> list[str]:
    """Words for an alternative, the best first: the name of the target of a reference, the title, and the rest."""
    if option.reference is not None:
        last = str(option.reference.value).rsplit("/", 1)[-1].removeprefix("#")
        return [last.rsplit(".", 1)[0] if last.endswith((".yaml", ".yml", ".json")) else last]
    stated = [option.text("title"), *_constants(option)]
    bases = [branch for branch in branches(option, "allOf") if branch.is_reference]
    extended = _labels(bases[0]) if bases else []
    usable = [word for word in stated if 0 < len(word) <= _LONGEST_LABEL]
    return [*usable, *extended, *_distinctions(option)]


def _constants(option: Node) -> Iterator[str]:
    """The only values of properties (`type: {const: card}`)."""
    properties = option.get("properties")
    for _, node in properties.items() if properties is not None else ():
        listed = [node.text("const")] if "const" in node else values(node.get("enum"))
        if len(listed) == 1 and isinstance(listed[0], str):
            yield listed[0]


def _union(
    schemas: SchemaRegistry,
    one_of: OneOf,
    options: Sequence[Node],
    members: Sequence[Type],
    combined: Type | None,
    nested: Sequence[Node] = (),
) -> Type:
    """The union of the members, the combined one last: it is for values that no other has all properties of."""
    if not members:
        return Scalar(ScalarKind.NULL)
    declared = one_of.discriminator
    discriminator = declared_discriminator(schemas, declared, options, members, nested)
    if combined is not None:
        members = [*members, combined]
    return members[0] if len(members) == 1 else Union(tuple(members), discriminator)

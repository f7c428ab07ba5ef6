"""`allOf` and everything else that must hold together: several parts -> the one type that says it all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.ir.intersection import intersect, intersect_constraints
from generator.ir.types import Anything, ListOf, Nullable, Type
from generator.ir.walk import non_null, nullable
from generator.openapi import Address, Node
from generator.parser.drafts import NameHint
from generator.parser.schemas import enums, objects, one_of
from generator.parser.schemas.keywords import (
    NOTHING,
    OBJECT_KEYS,
    SUBSTANCE,
    TYPE_ONLY,
    branches,
    is_dangling,
    kinds,
    states_null,
    weight,
)
from generator.parser.schemas.scalars import bounds, length_constraints

if TYPE_CHECKING:
    from generator.parser.schemas.schemas import Schemas


@dataclass(frozen=True, slots=True)
class Subschema:
    """A schema that holds together with others.

    `own`: only what it says beside its `$ref` and `allOf`, and beside the keywords `without`.
    `named`: it was referred to, so it stands for its declaration when nothing else is said.
    """

    node: Node
    hint: NameHint
    own: bool = False
    named: bool = False
    without: frozenset[str] = frozenset()

    @property
    def weight(self) -> int:
        if self.own and self.without:
            told = {key for key in self.node.keys if key not in self.without}
            return SUBSTANCE if told & OBJECT_KEYS else TYPE_ONLY if "type" in told else NOTHING
        return SUBSTANCE if self.named else weight(self.node, own=self.own)


def merge_all_of(
    schemas: Schemas, parts: Sequence[Subschema], hint: NameHint, origin: Node
) -> Type:
    """The type of a value that all parts hold for. A lone part with substance keeps its name."""
    heavy = [part for part in parts if part.weight == SUBSTANCE]
    light = [part for part in parts if part.weight == TYPE_ONLY]
    if len(heavy) == 1 and not heavy[0].own:
        type_ = _with_kinds(schemas, heavy[0], light)
        if type_ != Anything() or not light:
            return type_
    elif not heavy and len(light) <= 1:
        return _only_typed(schemas, light[0], hint) if light else Anything()
    return merge_flattened(schemas, flattened(schemas, parts), hint, origin)


def _with_kinds(schemas: Schemas, part: Subschema, light: Sequence[Subschema]) -> Type:
    """The type of a part, where others state only a `type`.

    A schema that lists null beside its own `allOf` means "or null", although JSON Schema asks the parts, too.
    """
    type_ = schemas.named(part.node) if part.named else schemas.type_of(part.node, part.hint)
    stated = {states_null(other.node) for other in light}
    if any(other.own and states_null(other.node) for other in light):
        return nullable(type_)
    if stated == {True} and states_null(schemas.destination(part.node)) is None:
        return nullable(type_)
    return non_null(type_) if False in stated else type_


def _only_typed(schemas: Schemas, part: Subschema, hint: NameHint) -> Type:
    return schemas.typed(part.node, hint) if part.own else schemas.type_of(part.node, hint)


def flattened(schemas: Schemas, parts: Sequence[Subschema]) -> list[Subschema]:
    """The parts with their references followed and their `allOf` taken apart, each schema once."""
    found: list[Subschema] = []
    seen: set[Address] = set()
    for part in parts:
        _flatten(schemas, part, found, seen)
    return found


def _flatten(schemas: Schemas, part: Subschema, found: list[Subschema], seen: set[Address]) -> None:
    node = part.node
    if not part.own:
        if node.address in seen:
            return
        seen.add(node.address)
        if node.reference is not None:
            target = schemas.destination(node)
            if not is_dangling(target):
                _flatten(schemas, Subschema(target, schemas.names.hint_for(target)), found, seen)
            if schemas.context.is_30:
                return
        for branch in branches(node, "allOf"):
            _flatten(schemas, Subschema(branch, part.hint), found, seen)
    own = Subschema(node, part.hint, own=True, without=part.without)
    is_new = all(subschema.node.address != node.address for subschema in found)
    if is_new and (
        own.weight != NOTHING or own.without
    ):  # one without its union stays, lest it come back with it
        schemas.note_ignored(node)
        found.append(own)


def merge_flattened(
    schemas: Schemas, found: Sequence[Subschema], hint: NameHint, origin: Node
) -> Type:
    """The type that leaves give together: a union if one of them is, a model if they are objects, or the narrowest."""
    found = _applying(schemas, found)
    alternatives = one_of.find_one_of(schemas, found)
    if alternatives:
        return one_of.union_type(schemas, alternatives, found, hint, origin)
    type_ = non_null(_of_values(schemas, found, hint, origin))
    return nullable(type_) if admits_null(found) else type_


def admits_null(found: Sequence[Subschema]) -> bool:
    """Whether null is a value of all leaves: one of them lists it, and none excludes it."""
    stated = {one_of.lists_null(subschema) or states_null(subschema.node) for subschema in found}
    return True in stated and False not in stated


def _of_values(schemas: Schemas, found: Sequence[Subschema], hint: NameHint, origin: Node) -> Type:
    """The type of the values other than null."""
    if any(_is_object(subschema) for subschema in found):
        _report_conflicts(schemas, found)
        object_leaves = [
            subschema for subschema in found if not kinds(subschema.node) or _is_object(subschema)
        ]
        return objects.object_type(schemas, object_leaves, hint, origin)
    if len(found) > 1 and all(_is_plain_array(subschema) for subschema in found):
        return _array(schemas, found, hint, origin)
    return _narrowest(schemas, found, hint)


def _applying(schemas: Schemas, found: Sequence[Subschema]) -> list[Subschema]:
    """The leaves without those that only speak of objects or arrays, where another says that the value is neither:
    such keywords hold for any value of another type (JSON Schema Core, 7.6.1).
    """
    said = [set(kinds(subschema.node)) for subschema in found if "type" in subschema.node]
    admitted = set.intersection(*said) if said else set[str]()
    kept = []
    for subschema in found:
        implied = (
            {"object", "array"} & set(kinds(subschema.node))
            if "type" not in subschema.node
            else set()
        )
        if admitted and implied and not implied & admitted and not _has_branches(subschema):
            message = f"this is said of an {implied.pop()}, and what it is combined with is none, so it means nothing"
            schemas.context.warn(subschema.node, "conflicting-constraints", message)
        else:
            kept.append(subschema)
    return kept


def _has_branches(subschema: Subschema) -> bool:
    return any(key in subschema.node and key not in subschema.without for key in ("oneOf", "anyOf"))


def _is_plain_array(subschema: Subschema) -> bool:
    """Whether this is a list whose items are all alike: no tuple, which has `prefixItems` or a list of `items`."""
    items = subschema.node.get("items")
    is_tuple = "prefixItems" in subschema.node or (
        items is not None and isinstance(items.value, list)
    )
    return (
        set(kinds(subschema.node)) - {"null"} == {"array"}
        and not is_tuple
        and "enum" not in subschema.node
    )


def _array(schemas: Schemas, found: Sequence[Subschema], hint: NameHint, origin: Node) -> Type:
    """A list of what holds for all that is said of its items."""
    items = [
        Subschema(subschema.node / "items", subschema.hint.child("item"))
        for subschema in found
        if "items" in subschema.node
    ]
    constraints = intersect_constraints(
        length_constraints(subschema.node, "minItems", "maxItems") for subschema in found
    )
    told = {schemas.destination(part.node).address: part for part in items}
    return ListOf(
        merge_all_of(schemas, list(told.values()), hint.child("item"), origin), constraints
    )


def _is_object(subschema: Subschema) -> bool:
    return "object" in kinds(subschema.node)


def _report_conflicts(schemas: Schemas, found: Sequence[Subschema]) -> None:
    for subschema in found:
        told = kinds(subschema.node)
        if told and "object" not in told:
            message = f"this is of type {told[0]}, and what it is combined with is an object; the object stands"
            schemas.context.warn(subschema.node, "conflicting-constraints", message)


def _narrowest(schemas: Schemas, found: Sequence[Subschema], hint: NameHint) -> Type:
    result: Type = Anything()
    for subschema in sorted(found, key=lambda subschema: not kinds(subschema.node)):
        type_ = _subschema_type(schemas, subschema, hint)
        if type_ == Anything():
            type_ = bounds(subschema.node, schemas.look(non_null(result)))
        both = intersect(result, type_, schemas.look)
        if both is None:
            message = (
                "no value can be of this type and of the one it is combined with; this one stands"
            )
            schemas.context.warn(subschema.node, "conflicting-constraints", message)
        result = type_ if both is None else both
    return result


def _subschema_type(schemas: Schemas, subschema: Subschema, hint: NameHint) -> Type:
    if any(key in subschema.node for key in ("enum", "const", "x-extensible-enum")):
        return enums.enumeration(schemas.context, subschema.node)
    type_ = schemas.typed(subschema.node, hint)
    return (
        type_.inner if isinstance(type_, Nullable) and isinstance(type_.inner, Anything) else type_
    )

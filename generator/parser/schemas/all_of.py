"""`allOf`, and everything else that must all apply: several subschemas -> one type."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from generator.ir.intersection import intersect, intersect_constraints
from generator.ir.types import Anything, ListOf, Nullable, Type
from generator.ir.walk import non_null, nullable
from generator.openapi import Node
from generator.openapi.inheritance import discriminator_of
from generator.openapi.schema_keywords import UNIONS
from generator.parser.drafts import NameHint
from generator.parser.queries.keywords import CONSTRAINED, TYPE_ONLY, branches, kinds, states_null
from generator.parser.schemas.alternatives import find_one_of
from generator.parser.schemas.enums import enumeration, is_enumeration
from generator.parser.schemas.flatten import flatten
from generator.parser.schemas.objects import object_type
from generator.parser.schemas.one_of import union_type
from generator.parser.schemas.registry import SchemaRegistry
from generator.parser.schemas.scalars import length_constraints
from generator.parser.schemas.subschema import Subschema, admits_null
from generator.parser.schemas.typed import restricted, typed


def merge_all_of(
    schemas: SchemaRegistry, subschemas: Sequence[Subschema], hint: NameHint, origin: Node
) -> Type:
    """The type of a value for which all subschemas are valid. The only constrained one keeps its name."""
    constrained = [each for each in subschemas if each.constraint_level == CONSTRAINED]
    type_only = [each for each in subschemas if each.constraint_level == TYPE_ONLY]
    if (
        len(constrained) == 1
        and not constrained[0].own
        and not _adds_discriminator(schemas, constrained[0], hint, origin)
        and _agree(schemas, constrained[0], type_only)
    ):
        type_ = _with_types(schemas, constrained[0], type_only)
        if type_ != Anything() or not type_only:
            return type_
    elif not constrained and len(type_only) <= 1:
        return _by_type(schemas, type_only[0], hint) if type_only else Anything()
    return _merge_flattened(schemas, flatten(schemas, subschemas), hint, origin)


def _adds_discriminator(
    schemas: SchemaRegistry, subschema: Subschema, hint: NameHint, origin: Node
) -> bool:
    """Whether a schema adds a discriminator to its only constrained subschema: for its subtypes or alternatives."""
    declared, target = discriminator_of(origin), schemas.destination(subschema.node)
    inherited = discriminator_of(target)
    if declared is None or declared == inherited:
        return False
    return hint.owned or (inherited is None and any(branches(target, key) for key in UNIONS))


def _agree(schemas: SchemaRegistry, subschema: Subschema, type_only: Sequence[Subschema]) -> bool:
    """Whether others that have only a `type` exclude no value of a subschema but null.

    Keywords without a `type` imply one, but are valid for values of other types (JSON Schema Core, 7.6.1).
    """
    node = schemas.destination(subschema.node)
    own = _kinds_of_values(node)
    stated = [_kinds_of_values(schemas.destination(other.node)) for other in type_only]
    return not own or all(own <= each if "type" in node else each <= own for each in stated)


def _kinds_of_values(node: Node) -> set[str]:
    return set(kinds(node)) - {"null"}


def _with_types(
    schemas: SchemaRegistry, subschema: Subschema, type_only: Sequence[Subschema]
) -> Type:
    """The type of a subschema beside others that have only a `type`.

    A schema that lists null beside its own `allOf` means "or null", although in JSON Schema its members must allow
    null as well.
    """
    node = subschema.node
    type_ = schemas.named(node) if subschema.named else schemas.type_of(node, subschema.hint)
    stated = {states_null(other.node) for other in type_only}
    if any(other.own and states_null(other.node) for other in type_only):
        return nullable(type_)
    if stated == {True} and states_null(schemas.destination(node)) is None:
        return nullable(type_)
    return non_null(type_) if False in stated else type_


def _by_type(schemas: SchemaRegistry, subschema: Subschema, hint: NameHint) -> Type:
    if subschema.own:
        return typed(schemas, subschema.node, hint)
    return schemas.type_of(subschema.node, hint)


def _merge_flattened(
    schemas: SchemaRegistry, flattened: Sequence[Subschema], hint: NameHint, origin: Node
) -> Type:
    """The type of flattened subschemas: a union if one is a union, a model if one is an object, or the narrowest."""
    applicable = _applicable(schemas, flattened)
    unions = find_one_of(applicable)
    if unions:
        return union_type(schemas, unions, applicable, hint, origin)
    type_ = non_null(_type_without_null(schemas, applicable, hint, origin))
    return nullable(type_) if admits_null(applicable) else type_


def _type_without_null(
    schemas: SchemaRegistry, flattened: Sequence[Subschema], hint: NameHint, origin: Node
) -> Type:
    """The type of the values other than null."""
    if any(_is_object(each) for each in flattened):
        _report_conflicts(schemas, flattened)
        objects = [each for each in flattened if not kinds(each.node) or _is_object(each)]
        return object_type(schemas, objects, hint, origin)
    if len(flattened) > 1 and all(_is_plain_array(each) for each in flattened):
        return _array(schemas, flattened, hint, origin)
    return _narrowest(schemas, flattened, hint)


def _applicable(schemas: SchemaRegistry, flattened: Sequence[Subschema]) -> list[Subschema]:
    """The subschemas without the ones whose keywords are for values of a type that the value does not have.

    Such keywords are valid for any value of another type (JSON Schema Core, 7.6.1).
    """
    declared = [_with_numbers(kinds(each.node)) for each in flattened if "type" in each.node]
    admitted = set.intersection(*declared) if declared else set[str]()
    applicable = []
    for each in flattened:
        implied = kinds(each.node) if "type" not in each.node else []
        if admitted and implied and admitted.isdisjoint(implied) and not _has_union(each):
            article = "an" if implied[0][0] in "aio" else "a"
            message = (
                f"these keywords are for {article} {implied[0]}, but the combined type is not,"
                " so they have no effect"
            )
            schemas.context.warn(each.node, "conflicting-constraints", message)
        else:
            applicable.append(each)
    return applicable


def _with_numbers(admitted: Iterable[str]) -> set[str]:
    """The JSON types, with both types of numbers if one is admitted: an integer is a number."""
    numbers = {"integer", "number"}
    return {*admitted, *(numbers if numbers.intersection(admitted) else ())}


def _has_union(subschema: Subschema) -> bool:
    return any(key in subschema.node and key not in subschema.without for key in UNIONS)


def _is_plain_array(subschema: Subschema) -> bool:
    """Whether this is a list with one type of items: no enumeration, no `prefixItems` and no list of `items`."""
    node = subschema.node
    items = node.get("items")
    is_tuple = "prefixItems" in node or (items is not None and isinstance(items.value, list))
    return set(kinds(node)) - {"null"} == {"array"} and not is_tuple and "enum" not in node


def _array(
    schemas: SchemaRegistry, flattened: Sequence[Subschema], hint: NameHint, origin: Node
) -> Type:
    """A list of items for which all `items` are valid."""
    items = {
        schemas.destination(each.node / "items").address: Subschema(
            each.node / "items", each.hint.item()
        )
        for each in flattened
        if "items" in each.node
    }
    constraints = intersect_constraints(
        length_constraints(each.node, "minItems", "maxItems") for each in flattened
    )
    item = merge_all_of(schemas, list(items.values()), hint.item(), origin)
    return ListOf(item, constraints)


def _is_object(subschema: Subschema) -> bool:
    return "object" in kinds(subschema.node)


def _report_conflicts(schemas: SchemaRegistry, flattened: Sequence[Subschema]) -> None:
    for each in flattened:
        admitted = kinds(each.node)
        if admitted and "object" not in admitted:
            message = f"this is of type {admitted[0]}, but is combined with an object; the client uses the object"
            schemas.context.warn(each.node, "conflicting-constraints", message)


def _narrowest(schemas: SchemaRegistry, flattened: Sequence[Subschema], hint: NameHint) -> Type:
    result: Type = Anything()
    for each in sorted(flattened, key=lambda each: not _declares_type(each.node)):
        if not _declares_type(each.node):
            result = restricted(schemas, result, each, hint)
            continue
        type_ = _own_type(schemas, each, hint)
        both = intersect(result, type_, schemas.alias_target)
        if both is None:
            message = "no value is of this type and of the type that it is combined with; the client uses this type"
            schemas.context.warn(each.node, "conflicting-constraints", message)
        result = type_ if both is None else both
    return result


def _declares_type(node: Node) -> bool:
    return "type" in node or is_enumeration(node)


def _own_type(schemas: SchemaRegistry, subschema: Subschema, hint: NameHint) -> Type:
    if is_enumeration(subschema.node):
        return enumeration(schemas.context, subschema.node)
    type_ = typed(schemas, subschema.node, hint)
    is_any_or_null = isinstance(type_, Nullable) and isinstance(type_.inner, Anything)
    return Anything() if is_any_or_null else type_

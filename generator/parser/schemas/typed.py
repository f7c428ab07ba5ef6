"""Schemas without composition: their types by the keyword `type`, and the types that they restrict without one."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from generator.ir.intersection import intersect
from generator.ir.types import (
    BOOLEANS,
    NUMBERS,
    Anything,
    Binary,
    ListOf,
    Literal,
    MapOf,
    Named,
    Nullable,
    Scalar,
    ScalarKind,
    TupleOf,
    Type,
    Union,
)
from generator.ir.walk import nullable
from generator.openapi import Node
from generator.parser.drafts import NameHint
from generator.parser.queries.keywords import branches, kinds
from generator.parser.queries.nodes import values
from generator.parser.schemas.objects import object_type
from generator.parser.schemas.registry import SchemaRegistry
from generator.parser.schemas.scalars import SCALAR_KINDS, bounds, length_constraints, scalar
from generator.parser.schemas.subschema import Subschema

_JSON_KINDS: Final = {
    **dict.fromkeys(NUMBERS, "number"),
    **dict.fromkeys(BOOLEANS, "boolean"),
    ScalarKind.NULL: "null",
}
"""The JSON types of scalars other than strings."""


def typed(schemas: SchemaRegistry, node: Node, hint: NameHint) -> Type:
    """The type of a schema without composition, by its `type`."""
    admitted = kinds(node)
    plain = [kind for kind in admitted if kind != "null"]
    if not plain:
        return Anything() if not admitted else scalar(schemas.context, node, "null")
    if len(plain) == 1:
        type_ = _of_kind(schemas, node, plain[0], hint)
    else:
        members = (_of_kind(schemas, node, kind, hint.child(kind)) for kind in plain)
        type_ = Union(tuple(members))
    return Nullable(type_) if len(plain) < len(admitted) else type_


def restricted(schemas: SchemaRegistry, type_: Type, subschema: Subschema, hint: NameHint) -> Type:
    """The values of a type for which a schema without `type` is valid.

    Its keywords are valid for any value of another JSON type (JSON Schema Core, 7.6.1).
    """
    match type_:
        case Nullable(inner):
            return nullable(restricted(schemas, inner, subschema, hint))
        case Union(members):
            changed = tuple(restricted(schemas, each, subschema, hint) for each in members)
            return type_ if changed == members else replace(type_, members=changed)
        case _:
            resolved = schemas.alias_target(type_)
    implied = bounds(subschema.node, resolved)
    if implied == Anything():
        implied = typed(schemas, subschema.node, hint)
        if not _share_kind(resolved, implied):
            return type_
    both = intersect(type_, implied, schemas.alias_target)
    if both is None:
        message = "no value of the combined type satisfies these keywords, so the client does not check them"
        schemas.context.warn(subschema.node, "conflicting-constraints", message)
    return type_ if both is None else both


def _share_kind(one: Type, other: Type) -> bool:
    """Whether both are types of values of one JSON type, or one is any value."""
    kinds_of_both = _json_kind(one), _json_kind(other)
    return None in kinds_of_both or len(set(kinds_of_both)) == 1


def _json_kind(type_: Type) -> str | None:
    """The JSON type of a type's values; None if there are several, or any."""
    match type_:
        case Scalar(kind):
            return _JSON_KINDS.get(kind, "string")
        case Literal(values):
            of_values = {type(value) for value in values}
            return "string" if of_values == {str} else "number" if of_values == {int} else None
        case ListOf() | TupleOf():
            return "array"
        case Union():
            return "several"
        case MapOf() | Named():
            return "object"
        case _:
            return None


def _of_kind(schemas: SchemaRegistry, node: Node, kind: str, hint: NameHint) -> Type:
    if kind == "object":
        return object_type(schemas, [Subschema(node, hint, own=True)], hint, node)
    if kind == "array":
        return _array(schemas, node, hint)
    if kind in SCALAR_KINDS:
        return scalar(schemas.context, node, kind)
    if kind == "file":
        return Binary()
    message = f"{kind!r} is not a type of JSON Schema, so any value passes"
    schemas.context.fail(node, "fallback-type", message)
    return Anything()


def _array(schemas: SchemaRegistry, node: Node, hint: NameHint) -> Type:
    """A list, or a tuple if `prefixItems` or a list of `items` has a schema for each position."""
    items = node.get("items")
    listed = list(items.elements()) if items is not None else []
    prefix = branches(node, "prefixItems") or listed
    if prefix:
        types = (schemas.type_of(item, hint.child(f"item{i}")) for i, item in enumerate(prefix, 1))
        return TupleOf(tuple(types), _rest(schemas, node, hint))
    constraints = length_constraints(node, "minItems", "maxItems")
    item = Anything() if items is None else schemas.type_of(items, hint.item())
    return ListOf(item, constraints)


def _rest(schemas: SchemaRegistry, node: Node, hint: NameHint) -> Type | None:
    """The type of items after the tuple's own; None if they are forbidden or not described."""
    rest = node.get("items") if "prefixItems" in node else node.get("additionalItems")
    if rest is None or rest.value is False or values(rest):
        return None
    return schemas.type_of(rest, hint.item())

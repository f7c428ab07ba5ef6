"""Schemas without composition: their types by the keyword `type`."""

from __future__ import annotations

from generator.ir.types import Anything, Binary, ListOf, Nullable, TupleOf, Type, Union
from generator.openapi import Node
from generator.parser.drafts import NameHint
from generator.parser.queries.keywords import branches, kinds
from generator.parser.queries.nodes import values
from generator.parser.schemas.objects import object_type
from generator.parser.schemas.registry import SchemaRegistry
from generator.parser.schemas.scalars import SCALAR_KINDS, length_constraints, scalar
from generator.parser.schemas.subschema import Subschema


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
    item = Anything() if items is None else schemas.type_of(items, hint.child("item"))
    return ListOf(item, constraints)


def _rest(schemas: SchemaRegistry, node: Node, hint: NameHint) -> Type | None:
    """The type of items after the tuple's own; None if they are forbidden or not described."""
    rest = node.get("items") if "prefixItems" in node else node.get("additionalItems")
    if rest is None or rest.value is False or values(rest):
        return None
    return schemas.type_of(rest, hint.child("item"))

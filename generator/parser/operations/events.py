"""Server-sent events: whether a schema describes whole events, and the type of their data."""

from __future__ import annotations

from dataclasses import replace
from typing import Final, TypeAlias

from generator.ir.types import ListOf, Named, Type, Union
from generator.ir.walk import non_null
from generator.openapi import Node
from generator.openapi.schema_keywords import UNIONS
from generator.parser.drafts import DraftModel, NameHint
from generator.parser.queries.keywords import branches, kinds
from generator.parser.queries.media_types import is_json
from generator.parser.queries.properties import applicable_schemas
from generator.parser.schemas.schemas import Schemas
from generator.parser.schemas.subschema import is_null

_FIELDS: Final = {"event", "data", "id", "retry"}
_DEPTH: Final = 5  # of unions of events
_MAX_KINDS: Final = 100

_Properties: TypeAlias = "dict[str, list[Node]]"
"""The properties of one kind of event, each with all its schemas."""


def is_event(schemas: Schemas, entry: Node) -> bool:
    """Whether the schema of an event stream describes whole events: their data beside name and id.

    An `itemSchema` with `data` does (OpenAPI 3.2). A `schema` does if it has `event` beside `data`, or only `data`.
    """
    item = entry.get("itemSchema")
    schema = item or entry.get("schema")
    if schema is None:
        return False
    described = _kinds_of_events(schemas, schema)
    return all("data" in names and _FIELDS.issuperset(names) for names in described) and (
        item is not None or all("event" in names or len(names) == 1 for names in described)
    )


def _kinds_of_events(schemas: Schemas, schema: Node, depth: int = 0) -> list[_Properties]:
    """The properties of an event, for each combination of the alternatives of its schema."""
    parts = _parts(schemas, schema)
    result = [_properties(parts)]
    for options in _unions(parts) if depth < _DEPTH else ():
        inner = [
            each for option in options for each in _kinds_of_events(schemas, option, depth + 1)
        ]
        result = [
            _merged(kind, other)
            for kind in result[: max(1, _MAX_KINDS // len(inner))]
            for other in inner
        ]
    return result


def _parts(schemas: Schemas, schema: Node) -> list[Node]:
    """The schema and the members of its `allOf`. A schema of an array describes its items."""
    node = schemas.destination(schema)
    is_list = kinds(node) == ["array"] and "items" in node
    return list(applicable_schemas(schemas.context, node / "items" if is_list else schema))


def _properties(parts: list[Node]) -> _Properties:
    result: _Properties = {}
    for part in parts:
        properties = part.get("properties")
        for name, child in properties.items() if properties is not None else ():
            result.setdefault(name, []).append(child)
    return result


def _merged(first: _Properties, second: _Properties) -> _Properties:
    return {
        name: [*first.get(name, ()), *second.get(name, ())]
        for name in dict.fromkeys([*first, *second])
    }


def _unions(parts: list[Node]) -> list[list[Node]]:
    """The alternatives of each `oneOf` and `anyOf`."""
    return [options for part in parts for key in UNIONS if (options := branches(part, key))]


def set_data_types(schemas: Schemas, schema: Node, hint: NameHint) -> None:
    """Set the types of the data of events to those of their `contentSchema` (OpenAPI 3.2, 4.14.4)."""
    _set_data_types(schemas, schema, {}, schemas.type_of(schema, hint), hint)


def _set_data_types(
    schemas: Schemas,
    schema: Node,
    outer: _Properties,
    type_: Type,
    hint: NameHint,
    depth: int = 0,
) -> None:
    """Set the type of the field `data` in the model of a schema, or in each model of a union.

    `outer` are the properties beside the union that contains the schema.
    """
    target = non_null(schemas.alias_target(non_null(type_)))
    target = target.item if isinstance(target, ListOf) else target
    draft = schemas.drafts.get(target.name) if isinstance(target, Named) else None
    if isinstance(draft, DraftModel):
        described = [_merged(outer, kind) for kind in _kinds_of_events(schemas, schema)]
        data = _data_type(schemas, described, hint.child("data"))
        for each in draft.fields:
            if data is not None and each.field.wire == "data":
                each.field = replace(each.field, type=data)
    elif isinstance(target, Union) and depth < _DEPTH:
        parts = _parts(schemas, schema)
        beside = _merged(outer, _properties(parts))
        for options in _unions(parts)[:1]:
            # The type has a member for each alternative, in their order, and may have more.
            values = [option for option in options if not is_null(option)]
            for option, member in zip(values, target.members, strict=False):
                _set_data_types(schemas, option, beside, member, hint, depth + 1)


def _data_type(schemas: Schemas, described: list[_Properties], hint: NameHint) -> Type | None:
    """The type of the data of all these kinds of events; None if none of them has a `contentSchema`."""
    nodes = {node.address: node for names in described for node in names.get("data", ())}
    contents = {
        address: content_schema_type(schemas, node, hint) for address, node in nodes.items()
    }
    if not any(contents.values()):
        return None
    types: dict[Type, None] = {}
    for names in described:
        declared = names.get("data", [])
        found = [type_ for node in declared if (type_ := contents[node.address]) is not None]
        found += [schemas.type_of(node, hint) for node in declared[-1:]]
        types.update(dict.fromkeys(found[:1]))
    return next(iter(types)) if len(types) == 1 else Union(tuple(types))


def content_schema_type(schemas: Schemas, data: Node, hint: NameHint) -> Type | None:
    """The type of the JSON in a string, by its `contentSchema`; None if it has none or the text is not JSON."""
    node = schemas.destination(data)
    content = node.get("contentSchema")
    if content is None:
        return None
    if is_json(node.text("contentMediaType") or "application/json"):
        return schemas.type_of(content, hint)
    message = "the client decodes only JSON inside an event, so the data of this one is text"
    schemas.context.warn(content, "ignored-keyword", message)
    return None

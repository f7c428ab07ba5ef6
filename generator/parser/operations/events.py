"""Server-sent events: whether a schema describes whole events, and the type of their data."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from generator.ir.types import Named, Type
from generator.openapi import Node
from generator.openapi.schema_keywords import UNIONS
from generator.parser.drafts import DraftModel, NameHint
from generator.parser.queries.keywords import branches, kinds
from generator.parser.queries.media_types import is_json
from generator.parser.queries.properties import applicable_schemas
from generator.parser.schemas.schemas import Schemas

_FIELDS = {"event", "data", "id", "retry"}
_DEPTH = 5  # of unions of events


def is_event(schemas: Schemas, entry: Node) -> bool:
    """Whether the schema of an event stream describes whole events: their data beside name and id.

    An `itemSchema` with `data` does (OpenAPI 3.2). A `schema` does if it has `event` beside `data`, or only `data`.
    """
    item = entry.get("itemSchema")
    schema = item or entry.get("schema")
    if schema is None:
        return False
    kinds_of_events = [_properties(schemas, kind) for kind in _kinds_of_events(schemas, schema)]
    return all("data" in names and _FIELDS.issuperset(names) for names in kinds_of_events) and (
        item is not None or all("event" in names or len(names) == 1 for names in kinds_of_events)
    )


def _kinds_of_events(schemas: Schemas, schema: Node, depth: int = 0) -> Iterator[Node]:
    """The schema of an event, or each alternative of a union. A schema of an array describes its items."""
    node = schemas.destination(schema)
    if kinds(node) == ["array"] and "items" in node:
        schema = node / "items"
        node = schemas.destination(schema)
    options = [option for key in UNIONS for option in branches(node, key)]
    if not options or depth >= _DEPTH:
        yield schema
    for option in options if depth < _DEPTH else ():
        yield from _kinds_of_events(schemas, option, depth + 1)


def _properties(schemas: Schemas, schema: Node) -> dict[str, Node]:
    """The properties of an event, also the ones that members of `allOf` describe."""
    parts = applicable_schemas(schemas.context, schema)
    described = (part.get("properties") for part in parts)
    return {name: node for each in described if each is not None for name, node in each.items()}


def set_data_types(schemas: Schemas, schema: Node, hint: NameHint) -> None:
    """Set the type of every kind of event's data to that of its `contentSchema` (OpenAPI 3.2, 4.14.4)."""
    for kind in _kinds_of_events(schemas, schema):
        model = schemas.alias_target(schemas.type_of(kind, hint))
        draft = schemas.drafts.get(model.name) if isinstance(model, Named) else None
        data = _properties(schemas, kind)["data"]
        type_ = content_schema_type(schemas, data, hint.child("data"))
        if type_ is None or not isinstance(draft, DraftModel):
            continue
        for each in draft.fields:
            if each.field.wire == "data":
                each.field = replace(each.field, type=type_)


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

"""Server-sent events: whether a schema describes whole events, and the type of their data."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from generator.ir.types import Named, Type
from generator.openapi import Node
from generator.parser.drafts import DraftModel, NameHint
from generator.parser.queries.keywords import branches
from generator.parser.queries.media_types import is_json
from generator.parser.schemas.schemas import Schemas

_FIELDS = {"event", "data", "id", "retry"}
_DEPTH = 5  # of unions of events


def is_event(schemas: Schemas, entry: Node) -> bool:
    """Whether the schema of an event stream describes whole events: their data beside name and id.

    An `itemSchema` with `data` does (OpenAPI 3.2); a `schema` does if it has `event` beside `data`.
    """
    item = entry.get("itemSchema")
    schema = item or entry.get("schema")
    needed = {"data"} if item is not None else {"data", "event"}
    return schema is not None and all(
        needed <= _properties(schemas, kind) <= _FIELDS
        for kind in _kinds_of_events(schemas, schema)
    )


def _kinds_of_events(schemas: Schemas, schema: Node, depth: int = 0) -> Iterator[Node]:
    """The schema, or each alternative of a union."""
    node = schemas.destination(schema)
    options = [option for key in ("oneOf", "anyOf") for option in branches(node, key)]
    if not options or depth >= _DEPTH:
        yield schema
    for option in options if depth < _DEPTH else ():
        yield from _kinds_of_events(schemas, option, depth + 1)


def _properties(schemas: Schemas, schema: Node) -> set[str]:
    properties = schemas.destination(schema).get("properties")
    return {name for name, _ in properties.items()} if properties is not None else set()


def set_data_types(schemas: Schemas, schema: Node, hint: NameHint) -> None:
    """Set the type of every kind of event's data to that of its `contentSchema` (OpenAPI 3.2, 4.14.4)."""
    for kind in _kinds_of_events(schemas, schema):
        model = schemas.alias_target(schemas.type_of(kind, hint))
        draft = schemas.drafts.get(model.name) if isinstance(model, Named) else None
        data = schemas.destination(kind) / "properties" / "data"
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

"""Requests that the API sends to its user: `webhooks`, and the `callbacks` of operations."""

from __future__ import annotations

from collections.abc import Iterator

from generator import reserved
from generator.ir.api import Webhook
from generator.ir.operations import ContentKind
from generator.ir.types import Anything, Scalar, ScalarKind, Type
from generator.naming import UsedNames, class_name, module_name, snake_case
from generator.openapi import Node
from generator.openapi.operations import operations_of
from generator.parser.drafts import NameHint, hint_inside
from generator.parser.names.resources import Group
from generator.parser.queries.media_types import content_kind, media_types
from generator.parser.queries.nodes import resolved
from generator.parser.schemas.schemas import Schemas


def webhooks(schemas: Schemas, groups: list[Group]) -> list[Webhook]:
    """Every webhook and callback, with the draft type of its body."""
    names = UsedNames(reserved.WEBHOOKS)
    requests = _requests(schemas.context.document.root, groups)
    return [
        _webhook(schemas, wire, names.allocate(snake_case(label)), label, node)
        for wire, label, node in requests
    ]


def _webhook(schemas: Schemas, wire: str, name: str, label: str, node: Node) -> Webhook:
    model = class_name(label)
    kind, type_ = _body(schemas, node, NameHint(model, module_name(model)))
    return Webhook(name, wire, type_, node.text("description") or node.text("summary"), kind)


def _requests(root: Node, groups: list[Group]) -> Iterator[tuple[str, str, Node]]:
    """The requests that the API sends: (wire name, label for its Python names, operation)."""
    listed = root.get("webhooks") or root.get("x-webhooks")
    for wire, item in listed.items() if listed is not None else ():
        yield from _of_item(wire, item)
    for group in groups:
        for each in group.operations:
            yield from _of_operation(each.at.node)


def _of_operation(operation: Node) -> Iterator[tuple[str, str, Node]]:
    """The requests of an operation's callbacks."""
    callbacks = operation.get("callbacks")
    for wire, callback in callbacks.items() if callbacks is not None else ():
        node = resolved(callback)
        for expression in node.keys:
            yield from _of_item(wire, node / expression)


def _of_item(wire: str, item: Node) -> Iterator[tuple[str, str, Node]]:
    """The requests of one Path Item Object of a webhook or a callback."""
    operations = list(operations_of(wire, item))
    for at in operations:
        yield wire, wire if len(operations) == 1 else f"{wire} {at.method}", at.node


def _body(schemas: Schemas, operation: Node, hint: NameHint) -> tuple[ContentKind, Type]:
    """The kind and the type of the request's body: of its JSON content, or of its first."""
    child = operation.get("requestBody")
    if child is None:
        return ContentKind.JSON, Anything()
    node = resolved(child)
    hint = hint_inside(child, node, hint)
    entries = [(content_kind(m, entry.get("schema")), entry) for m, entry in media_types(node)]
    entries.sort(key=lambda entry: entry[0] is not ContentKind.JSON)
    kind, entry = entries[0] if entries else (ContentKind.JSON, node)
    if kind is ContentKind.TEXT:
        return kind, Scalar(ScalarKind.STRING)
    if kind not in {ContentKind.JSON, ContentKind.FORM}:
        message = "the body is not JSON, a form or text, so the client gives it as bytes"
        schemas.context.warn(entry, "fallback-type", message)
        return ContentKind.BINARY, Scalar(ScalarKind.BYTES)
    schema = entry.get("schema")
    if schema is None:
        return kind, Anything()
    target = _local_target(schema)
    if target is None:
        return kind, schemas.type_of(schema, hint)
    return kind, schemas.named(schemas.destination(target))


def _local_target(schema: Node) -> Node | None:
    """The target of a `$ref` in `x-webhooks`. Extensions hold data, so the loader does not read it as a reference."""
    text = schema.text("$ref")
    if schema.is_reference or not text.startswith("#"):
        return None
    return schema.document.root.find(text[1:])

"""Response Objects -> what a method gives, by status and media type."""

from __future__ import annotations

from collections.abc import Iterator

from generator.ir.equality import equal_schemas
from generator.ir.operations import STREAMS, ContentKind, Response, ResponseHeader
from generator.ir.types import Anything, Binary, ListOf, Scalar, ScalarKind, Type
from generator.openapi import Node
from generator.parser.context import described, resolved
from generator.parser.drafts import NameHint, hint_inside
from generator.parser.operations import events
from generator.parser.operations.media_types import content_kind, media_types
from generator.parser.schemas.keywords import kinds
from generator.parser.schemas.schemas import Schemas

AS_RECEIVED = {
    ContentKind.FORM: ContentKind.TEXT,
    ContentKind.MULTIPART: ContentKind.BINARY,
}  # forms are written, not read
BODILESS = {"204", "205"}  # RFC 9110, 15.3.5 and 15.3.6
REDIRECTS = {"301", "302", "303", "307", "308", "3XX"}


def by_status(operation: Node) -> list[tuple[str, Node]]:
    """The responses of an operation: (`200`, `4XX` or `default`, the reference or the response)."""
    listed = operation.get("responses")
    return (
        [(_status(status), node) for status, node in listed.items() if _is_status(status)]
        if listed
        else []
    )


def _status(status: str) -> str:
    return status if status == "default" else status.upper()


def _is_status(status: str) -> bool:
    return not status.startswith("x-")


def is_success(status: str, statuses: list[str]) -> bool:
    """Whether a status is what the method gives: 2xx, else 3xx, and `default` where the document has neither."""
    if any(s.startswith("2") for s in statuses):
        return status.startswith("2")
    if any(s.startswith("3") for s in statuses):
        return status.startswith("3")
    return status == "default"


def successes(
    schemas: Schemas, operation: Node, hint: NameHint, method: str = "GET"
) -> list[Response]:
    """The success responses of an operation with draft types; `2XX` without a body where it documents none.

    Answers to HEAD have no body, whatever the document says (RFC 9110, 9.3.2).
    """
    listed = by_status(operation)
    statuses = [status for status, _ in listed]
    found: list[Response] = []
    if redirects(operation) and not any(status.startswith("2") for status in statuses):
        return [Response("2XX", ContentKind.BINARY, Binary(), "", "What the redirect leads to.")]
    for status, child in listed:
        if is_success(status, statuses):
            node, said = resolved(child), described(schemas.context, child)
            own = hint.child("response" if not found else f"response{status}")
            if method == "HEAD":
                found.append(_without_body(status, node, said))
            else:
                own = hint_inside(child, node, own)
                found.extend(_of_status(schemas, status, node, own, said))
    return found or [Response("2XX", ContentKind.EMPTY, None)]


def redirects(operation: Node) -> bool:
    """Whether a documented redirect leads to the result: it is the only success, or stands beside a download."""
    statuses = {status: resolved(child) for status, child in by_status(operation)}
    if not REDIRECTS & set(statuses):
        return False
    successes = [node for status, node in statuses.items() if status.startswith("2")]
    contents = [entry for node in successes if (entry := node.get("content")) is not None]
    return not successes or any(
        content_kind(media_type, resolved(entry).get("schema")) is ContentKind.BINARY
        for content in contents
        for media_type, entry in content.items()
    )


def _without_body(status: str, node: Node, description: str) -> Response:
    return Response(status, ContentKind.EMPTY, None, "", description, tuple(headers(node)))


def _of_status(
    schemas: Schemas, status: str, node: Node, hint: NameHint, description: str
) -> Iterator[Response]:
    told = tuple(headers(node))
    entries = media_types(node)
    if entries and status in BODILESS:
        schemas.context.warn(
            node / "content",
            "ignored-keyword",
            f"HTTP has no body in a response {status}, so there is none",
        )
        entries = []
    if node.reference is not None:  # it leads nowhere, which is reported already
        yield Response(status, ContentKind.JSON, Anything(), "application/json")
    elif not entries:
        yield _without_body(status, node, description)
    entries.sort(
        key=lambda entry: content_kind(entry[0], entry[1].get("schema")) is not ContentKind.JSON
    )
    typed: list[tuple[Node | None, ContentKind, Type]] = []
    for media_type, entry in entries:
        schema = entry.get("schema")
        kind = content_kind(media_type, schema or entry.get("itemSchema"))
        if kind in AS_RECEIVED:
            kind = AS_RECEIVED[kind]
            message = f"{media_type} is not taken apart: the body is given as it comes"
            schemas.context.warn(entry, "widened-type", message)
        if kind is ContentKind.EVENTS and events.is_event(schemas, entry):
            kind = ContentKind.EVENT_OBJECTS
        if any(_repeats(schemas, schema, kind, known) for known in typed):
            continue  # the same value in another form; JSON came first
        word = "event" if kind in {ContentKind.EVENTS, ContentKind.EVENT_OBJECTS} else media_type
        type_ = content_type(schemas, kind, entry, hint if not typed else hint.child(word))
        typed.append((schema, kind, type_))
        yield Response(status, kind, type_, media_type, description, told)


def _repeats(
    schemas: Schemas,
    schema: Node | None,
    kind: ContentKind,
    known: tuple[Node | None, ContentKind, Type],
) -> bool:
    """Whether a media type only says in another form what a known one says."""
    other, other_kind, type_ = known
    if kind in STREAMS or other_kind in STREAMS:
        return False
    if schema is None or other is None:
        return schema is None and other is None and kind is other_kind
    same = schemas.destination(schema).address == schemas.destination(
        other
    ).address or equal_schemas(schema.value, other.value)
    is_form = kind in {other_kind, ContentKind.TEXT} or (
        kind is ContentKind.BINARY and kinds(schema) != ["string"]
    )
    return same and is_form and not (kind is ContentKind.TEXT and type_ == Binary())


def content_type(schemas: Schemas, kind: ContentKind, entry: Node, hint: NameHint) -> Type:
    """The draft type of a body: of each item where the body is a stream of them."""
    schema = entry.get("schema")
    if kind is ContentKind.TEXT:
        return Scalar(ScalarKind.STRING)
    if kind is ContentKind.BINARY:
        return Binary()
    if kind in STREAMS:
        return _item_type(schemas, kind, entry, hint)
    return schemas.type_of(schema, hint) if schema is not None else Anything()


def _item_type(schemas: Schemas, kind: ContentKind, entry: Node, hint: NameHint) -> Type:
    item = entry.get("itemSchema")
    schema = item or entry.get("schema")
    if schema is None:
        return Anything()
    if kind is ContentKind.EVENTS:
        told = events.told_by_content(schemas, schema, hint)
        if told is not None:
            return told
    is_text = kinds(schemas.destination(schema)) == ["string"]
    if kind is ContentKind.JSON_LINES and item is None and is_text:
        return Anything()  # the text is all lines together
    type_ = schemas.type_of(schema, hint)
    if kind is ContentKind.EVENT_OBJECTS:
        events.type_data(schemas, schema, hint)
    return type_.item if item is None and isinstance(type_, ListOf) else type_


def headers(node: Node) -> Iterator[ResponseHeader]:
    """The headers that a response documents."""
    listed = node.get("headers")
    for wire, header in listed.items() if listed is not None else ():
        yield ResponseHeader(wire, resolved(header).text("description"))

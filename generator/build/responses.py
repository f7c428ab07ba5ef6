"""Response Objects -> what a method gives, by status and media type."""

from __future__ import annotations

from collections.abc import Iterator

from generator.build.alike import alike
from generator.build.context import resolved
from generator.build.drafts import Place, shared_place
from generator.build.keywords import branches, kinds
from generator.build.media import content_kind, media_types
from generator.build.schemas import Schemas
from generator.model import (
    STREAMS,
    Anything,
    Binary,
    ContentKind,
    ListOf,
    Response,
    ResponseHeader,
    Scalar,
    ScalarKind,
    Type,
)
from generator.source import Node

EVENT_FIELDS = {"event", "data", "id", "retry"}
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


def successes(schemas: Schemas, operation: Node, place: Place) -> list[Response]:
    """The success responses of an operation with draft types; `2XX` without a body where it documents none."""
    listed = by_status(operation)
    statuses = [status for status, _ in listed]
    found: list[Response] = []
    if redirects(operation) and not any(status.startswith("2") for status in statuses):
        return [Response("2XX", ContentKind.BINARY, Binary(), "", "What the redirect leads to.")]
    for status, child in listed:
        if is_success(status, statuses):
            node = resolved(child)
            own = place.child("response" if not found else f"response{status}")
            found.extend(_of_status(schemas, status, node, shared_place(child, node, own)))
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


def _of_status(schemas: Schemas, status: str, node: Node, place: Place) -> Iterator[Response]:
    description = node.text("description")
    told = tuple(headers(node))
    entries = media_types(node)
    if entries and status in BODILESS:
        schemas.context.warn(
            node / "content",
            "ignored-keyword",
            f"HTTP has no body in a response {status}, so there is none",
        )
        entries = []
    if not entries:
        yield Response(status, ContentKind.EMPTY, None, "", description, told)
    entries.sort(
        key=lambda entry: content_kind(entry[0], entry[1].get("schema")) is not ContentKind.JSON
    )
    typed: list[tuple[Node | None, ContentKind, Type]] = []
    for media_type, entry in entries:
        schema = entry.get("schema")
        kind = content_kind(media_type, schema or entry.get("itemSchema"))
        if kind is ContentKind.EVENTS and _is_event(schemas, entry):
            kind = ContentKind.EVENT_OBJECTS
        if any(_repeats(schemas, schema, kind, known) for known in typed):
            continue  # the same value in another form; JSON came first
        word = "event" if kind in {ContentKind.EVENTS, ContentKind.EVENT_OBJECTS} else media_type
        type_ = content_type(schemas, kind, entry, place if not typed else place.child(word))
        typed.append((schema, kind, type_))
        yield Response(status, kind, type_, media_type, description, told)


def _is_event(schemas: Schemas, entry: Node) -> bool:
    """Whether the schema of an event stream has the event's data in it, beside its name and id.

    OpenAPI 3.2 says that of `itemSchema`; of a `schema` it is told by a property `event` beside `data`.
    """
    item = entry.get("itemSchema")
    schema = item or entry.get("schema")
    needed = {"data"} if item is not None else {"data", "event"}
    return schema is not None and _is_event_schema(schemas, schema, needed, 0)


def _is_event_schema(schemas: Schemas, schema: Node, needed: set[str], depth: int) -> bool:
    node = schemas.destination(schema)
    options = [option for key in ("oneOf", "anyOf") for option in branches(node, key)]
    if options and depth < 5:
        return all(_is_event_schema(schemas, option, needed, depth + 1) for option in options)
    properties = node.get("properties")
    names = {name for name, _ in properties.items()} if properties is not None else set()
    return needed <= names <= EVENT_FIELDS


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
    same = schemas.destination(schema).address == schemas.destination(other).address or alike(
        schema.value, other.value
    )
    is_form = kind in {other_kind, ContentKind.TEXT} or (
        kind is ContentKind.BINARY and kinds(schema) != ["string"]
    )
    return same and is_form and not (kind is ContentKind.TEXT and type_ == Binary())


def content_type(schemas: Schemas, kind: ContentKind, entry: Node, place: Place) -> Type:
    """The draft type of a body: of each item where the body is a stream of them."""
    schema = entry.get("schema")
    if kind is ContentKind.TEXT:
        return Scalar(ScalarKind.STRING)
    if kind is ContentKind.BINARY:
        return Binary()
    if kind in STREAMS:
        item = entry.get("itemSchema")
        if item is not None:
            return schemas.type_of(item, place)
        type_ = schemas.type_of(schema, place) if schema is not None else Anything()
        return type_.item if isinstance(type_, ListOf) else type_
    return schemas.type_of(schema, place) if schema is not None else Anything()


def headers(node: Node) -> Iterator[ResponseHeader]:
    """The headers that a response documents."""
    listed = node.get("headers")
    for wire, header in listed.items() if listed is not None else ():
        yield ResponseHeader(wire, resolved(header).text("description"))

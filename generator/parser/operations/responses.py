"""Response Objects -> the result of a method, by status and media type."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from generator.ir.equality import equal_schemas
from generator.ir.operations import STREAMS, ContentKind, Response, ResponseHeader
from generator.ir.types import (
    Anything,
    Binary,
    ListOf,
    Literal,
    Scalar,
    ScalarKind,
    Type,
    Union,
)
from generator.ir.walk import non_null
from generator.openapi import Node
from generator.openapi.schema_keywords import UNIONS
from generator.parser.drafts import NameHint, hint_inside
from generator.parser.operations import events
from generator.parser.queries.examples import content_example
from generator.parser.queries.keywords import branches, kinds
from generator.parser.queries.media_types import content_kind, media_types
from generator.parser.queries.nodes import description_of, resolved
from generator.parser.queries.statuses import (
    REDIRECTS,
    is_redirect,
    is_success,
    responses_by_status,
)
from generator.parser.schemas.schemas import Schemas

# The client writes forms, but does not read them.
AS_RECEIVED: Final = {
    ContentKind.FORM: ContentKind.TEXT,
    ContentKind.MULTIPART: ContentKind.BINARY,
}
BODILESS: Final = {"204", "205"}  # RFC 9110, 15.3.5 and 15.3.6
TEXTS: Final = {
    ScalarKind.STRING,
    ScalarKind.DATE_TIME,
    ScalarKind.DATE,
    ScalarKind.DECIMAL_TEXT,
}
_DEPTH: Final = 5  # of schemas in each other

_Typed = tuple[Node | None, ContentKind, Type]


def successes(
    schemas: Schemas, operation: Node, hint: NameHint, method: str = "GET"
) -> list[Response]:
    """The success responses of an operation with draft types; `2XX` without a body if it documents none.

    Redirects with a documented `Location` follow, unless the result is a stream of items. Responses to HEAD have no
    body, whatever the document declares (RFC 9110, 9.3.2).
    """
    listed = responses_by_status(operation)
    statuses = [status for status, _ in listed]
    found = [each for each in listed if is_success(each[0], statuses)]
    redirects = [each for each in listed if each not in found and is_redirect(*each)]
    result: list[Response] = []
    for status, child in found:
        own = hint.child(f"response{status}") if result else hint.child("response", "response_body")
        result += _responses(schemas, status, child, own, method)
    if found and not any(each.kind in STREAMS for each in result):
        for status, child in redirects:
            result += _responses(schemas, status, child, hint.child(f"response{status}"), method)
    return result or [Response("2XX", ContentKind.EMPTY, None)]


def _responses(
    schemas: Schemas, status: str, child: Node, hint: NameHint, method: str
) -> Iterator[Response]:
    node, description = resolved(child), description_of(schemas.context, child)
    if method == "HEAD":
        yield _without_body(status, node, description)
    else:
        own = hint_inside(child, node, hint)
        yield from _of_status(schemas, status, node, own, description)


def _without_body(status: str, node: Node, description: str) -> Response:
    return Response(status, ContentKind.EMPTY, None, "", description, tuple(headers(node)))


def _of_status(
    schemas: Schemas, status: str, node: Node, hint: NameHint, description: str
) -> Iterator[Response]:
    entries = _entries(schemas, status, node)
    documented = tuple(headers(node))
    if node.is_reference:  # it leads nowhere, which is already reported
        yield Response(status, ContentKind.JSON, Anything(), "application/json")
    elif not entries and status in REDIRECTS:
        # A download: its headers have the location, and if the client follows the redirect, its body is the target.
        yield Response(status, ContentKind.BINARY, Binary(), "", description, documented)
    elif not entries:
        yield _without_body(status, node, description)
    typed: list[_Typed] = []
    for media_type, entry in entries:
        schema = entry.get("schema")
        kind = _kind(schemas, media_type, entry)
        if any(_repeats(schemas, schema, kind, other) for other in typed):
            continue  # the same value in another form; JSON comes first
        word = "event" if kind in {ContentKind.EVENTS, ContentKind.EVENT_OBJECTS} else media_type
        own = hint if not typed else hint.child(word)
        type_ = (
            _text_type(schemas, schema, own)
            if kind is ContentKind.TEXT
            else content_type(schemas, kind, entry, own)
        )
        typed.append((schema, kind, type_))
        example = content_example(entry)
        yield Response(status, kind, type_, media_type, description, documented, example)


def _entries(schemas: Schemas, status: str, node: Node) -> Sequence[tuple[str, Node]]:
    """The media types of a response, JSON first; empty for a status without a body, with a warning."""
    entries = media_types(node)
    if entries and status in BODILESS:
        message = f"a response {status} has no body in HTTP, so the client reads none"
        schemas.context.warn(node / "content", "ignored-keyword", message)
        return ()
    return sorted(
        entries,
        key=lambda entry: content_kind(entry[0], entry[1].get("schema")) is not ContentKind.JSON,
    )


def _kind(schemas: Schemas, media_type: str, entry: Node) -> ContentKind:
    """How the client reads a content. Forms are reported."""
    kind = content_kind(media_type, entry.get("schema") or entry.get("itemSchema"))
    if kind in AS_RECEIVED:
        message = f"the client does not parse {media_type}: it gives the body as it is"
        schemas.context.warn(entry, "fallback-type", message)
        return AS_RECEIVED[kind]
    if kind is ContentKind.EVENTS and events.is_event(schemas, entry):
        return ContentKind.EVENT_OBJECTS
    return kind


def _repeats(schemas: Schemas, schema: Node | None, kind: ContentKind, other: _Typed) -> bool:
    """Whether a media type is only another form of the value that another one has."""
    other_schema, other_kind, type_ = other
    if kind in STREAMS or other_kind in STREAMS:
        return False
    if schema is None or other_schema is None:
        return schema is None and other_schema is None and kind is other_kind
    target, other_target = schemas.destination(schema), schemas.destination(other_schema)
    is_same = target.address == other_target.address or equal_schemas(
        schema.value, other_schema.value
    )
    is_form = kind in {other_kind, ContentKind.TEXT} or (
        kind is ContentKind.BINARY and kinds(schema) != ["string"]
    )
    return is_same and is_form and not (kind is ContentKind.TEXT and type_ == Binary())


def content_type(schemas: Schemas, kind: ContentKind, entry: Node, hint: NameHint) -> Type:
    """The draft type of a body, or of each item if the body is a stream."""
    schema = entry.get("schema")
    if kind is ContentKind.TEXT:
        return Scalar(ScalarKind.STRING)
    if kind is ContentKind.BINARY:
        return Binary()
    if kind in STREAMS:
        return _item_type(schemas, kind, entry, hint)
    return schemas.type_of(schema, hint) if schema is not None else Anything()


def _text_type(schemas: Schemas, schema: Node | None, hint: NameHint) -> Type:
    """The type of a text: an enumeration, a time or a date as the schema describes it, otherwise a string."""
    if schema is not None and _describes_text(schemas, schema):
        type_ = non_null(schemas.type_of(schema, hint))
        if _is_text(schemas, type_):
            return type_
    return Scalar(ScalarKind.STRING)


def _describes_text(schemas: Schemas, schema: Node, depth: int = 0) -> bool:
    """Whether a schema admits only strings, or lists its values."""
    node = schemas.destination(schema)
    admitted = set(kinds(node)) - {"null"}
    if admitted or depth >= _DEPTH:
        return admitted == {"string"}
    described = {
        key: [_describes_text(schemas, option, depth + 1) for option in branches(node, key)]
        for key in ("allOf", *UNIONS)
    }
    is_listed = not {"enum", "const"}.isdisjoint(node.keys)
    return is_listed or any(
        any(found) if key == "allOf" else found and all(found) for key, found in described.items()
    )


def _is_text(schemas: Schemas, type_: Type) -> bool:
    match schemas.alias_target(type_):
        case Scalar(kind):
            return kind in TEXTS
        case Literal(values):
            return all(isinstance(value, str) for value in values)
        case Union(members):
            return all(_is_text(schemas, member) for member in members)
        case _:
            return False


def _item_type(schemas: Schemas, kind: ContentKind, entry: Node, hint: NameHint) -> Type:
    item = entry.get("itemSchema")
    schema = item or entry.get("schema")
    if schema is None:
        return Anything()
    if kind is ContentKind.EVENTS:
        data = events.content_schema_type(schemas, schema, hint)
        if data is not None:
            return data
    is_text = kinds(schemas.destination(schema)) == ["string"]
    if kind is ContentKind.JSON_LINES and item is None and is_text:
        return Anything()  # the string is all lines together
    type_ = schemas.type_of(schema, hint)
    if kind is ContentKind.EVENT_OBJECTS:
        events.set_data_types(schemas, schema, hint)
    return type_.item if item is None and isinstance(type_, ListOf) else type_


def headers(node: Node) -> Iterator[ResponseHeader]:
    """The headers that a response documents."""
    listed = node.get("headers")
    for wire, header in listed.items() if listed is not None else ():
        yield ResponseHeader(wire, resolved(header).text("description"))

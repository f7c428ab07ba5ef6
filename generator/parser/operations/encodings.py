"""Encoding Objects -> how the client sends each property of a form."""

from __future__ import annotations

from collections.abc import Iterator

from generator.ir.operations import ContentKind, PartEncoding
from generator.openapi import Node
from generator.openapi.object_types import TOKEN
from generator.parser.context import ParseContext
from generator.parser.queries.nodes import resolved


def encodings(context: ParseContext, kind: ContentKind, entry: Node) -> tuple[PartEncoding, ...]:
    """The encodings of a media type. Only the parts of a multipart body have headers."""
    encoding = entry.get("encoding")
    result = _declared_by_schemas(entry) if kind is ContentKind.MULTIPART else {}
    for wire, node in encoding.items() if encoding is not None else ():
        child = node.get("explode")
        explode = child.value if child is not None and isinstance(child.value, bool) else None
        media_type, style = node.text("contentType") or None, node.text("style") or None
        headers = tuple(_headers(context, node)) if kind is ContentKind.MULTIPART else ()
        result[wire] = PartEncoding(wire, media_type, style, explode, headers)
    return tuple(result.values())


def _declared_by_schemas(entry: Node) -> dict[str, PartEncoding]:
    """The encodings of strings with a media type in their schema. Text in base64 has another one."""
    schema = entry.get("schema")
    properties = schema.resolve().get("properties") if schema is not None else None
    result: dict[str, PartEncoding] = {}
    for wire, child in properties.items() if properties is not None else ():
        node = child.resolve()
        media_type = node.text("contentMediaType")
        # Text from the document becomes a header: without line breaks, it cannot add another one.
        is_header = media_type.isprintable() and media_type.isascii()
        if media_type and is_header and not node.text("contentEncoding"):
            result[wire] = PartEncoding(wire, media_type)
    return result


def _headers(context: ParseContext, encoding: Node) -> Iterator[tuple[str, str]]:
    """The headers of a part with one possible value or a default; not `Content-Type`, which has its own keyword."""
    listed = encoding.get("headers")
    for wire, header in listed.items() if listed is not None else ():
        if wire.lower() == "content-type":
            continue
        text = _only_value(resolved(header))
        if text is not None and text.isprintable() and text.isascii() and TOKEN.fullmatch(wire):
            yield wire, text
        else:
            message = f"the header {wire!r} of this part has no single value, so it is not sent"
            context.warn(header, "ignored-keyword", message)


def _only_value(header: Node) -> str | None:
    schema = header.get("schema")
    if schema is None:
        return None
    node = schema.resolve()
    declared = [child for key in ("const", "default") if (child := node.get(key)) is not None]
    enum = list((node / "enum").elements()) if "enum" in node else []
    value = next(iter(declared or (enum if len(enum) == 1 else ())), None)
    is_scalar = value is not None and isinstance(value.value, (str, bool, int, float))
    return value.source_text if value is not None and is_scalar else None

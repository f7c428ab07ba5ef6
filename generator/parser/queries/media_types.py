"""Media types: how the client writes and reads a body of each."""

from __future__ import annotations

from typing import Final

from generator.ir.operations import ContentKind
from generator.media_types import essence
from generator.openapi import Node
from generator.parser.queries.keywords import kinds
from generator.parser.queries.nodes import resolved

JSON_LINES: Final = {
    *("application/jsonl", "application/json-lines", "application/jsonlines", "text/jsonl"),
    *("application/x-jsonlines", "application/x-ndjson", "application/ndjson"),
    *("application/json-seq", "application/x-json-stream", "application/stream+json"),
}
TEXT_TYPES: Final = {
    *("application/xml", "application/yaml", "application/x-yaml", "application/javascript"),
    *("application/graphql", "application/sql", "application/jwt", "application/toml"),
    *("application/x-sh", "application/x-pem-file", "application/sparql-query"),
    *("application/csv", "application/ld"),
}
FILE_PREFIXES: Final = (
    *("image/", "audio/", "video/", "font/"),
    *("application/octet-stream", "application/pdf", "application/zip"),
)
NUMBERS_AND_BOOLEANS: Final = frozenset("integer number boolean".split())
JSON_ALIASES: Final = frozenset(
    "application/json text/json */json application/x-json application/*".split()
)


def short_name(media_type: str) -> str:
    """The word for a media type in the name of a method: `xml`, `yaml`, `text`."""
    word = essence(media_type).rpartition("/")[2].rpartition("+")[2].removeprefix("x-")
    return "text" if word in {"plain", "*"} else word


def is_json(media_type: str) -> bool:
    """Whether a media type is JSON by its name; `application/*` is, as JSON if the schema has structure."""
    name = essence(media_type)
    return name in JSON_ALIASES or name.endswith("+json")


def content_kind(media_type: str, schema: Node | None) -> ContentKind:
    """The kind of a media type. Where the name is ambiguous (`*/*`), the schema decides between JSON and bytes."""
    name = essence(media_type)
    if name == "text/event-stream":
        return ContentKind.EVENTS
    if name in JSON_LINES:
        return ContentKind.JSON_LINES
    if is_json(name):
        is_open = name.endswith("*") and not _is_structured(schema)
        return ContentKind.BINARY if is_open or _is_file(schema) else ContentKind.JSON
    if name == "application/x-www-form-urlencoded":
        return ContentKind.FORM
    if name.startswith("multipart/"):
        return ContentKind.MULTIPART
    if name.startswith("text/") or name in TEXT_TYPES or name.endswith(("+xml", "+yaml")):
        return _text_kind(schema)
    if (name == "*/*" or name.startswith("application/vnd.")) and _is_structured(schema):
        return ContentKind.JSON
    return ContentKind.BINARY if name.startswith(FILE_PREFIXES) else _unstructured(schema)


def _text_kind(schema: Node | None) -> ContentKind:
    """Text, unless the schema is a file, or numbers and booleans, whose text is the same as their JSON."""
    admitted = kinds(schema.resolve()) if schema is not None else []
    if admitted and NUMBERS_AND_BOOLEANS.issuperset(admitted):
        return ContentKind.JSON
    return ContentKind.BINARY if _is_file(schema) else ContentKind.TEXT


def _unstructured(schema: Node | None) -> ContentKind:
    """Text if the schema is a string without a binary format, otherwise bytes."""
    node = schema.resolve() if schema is not None else None
    is_text = (
        node is not None
        and kinds(node) == ["string"]
        and node.text("format") not in {"binary", "byte"}
    )
    return ContentKind.TEXT if is_text else ContentKind.BINARY


def _is_file(schema: Node | None) -> bool:
    """Whether a schema describes raw bytes, which are a file even under a JSON media type."""
    if schema is None:
        return False
    node = schema.resolve()
    admitted = kinds(node)
    return admitted == ["file"] or (admitted == ["string"] and node.text("format") == "binary")


def _is_structured(schema: Node | None) -> bool:
    """Whether a schema describes JSON rather than bytes or text."""
    if schema is None:
        return False
    return kinds(schema.resolve()) != ["string"] and schema.value not in ({}, True)


def media_types(node: Node) -> list[tuple[str, Node]]:
    """The Media Type Objects of a body or a response with their names; empty if it has no `content`."""
    content = node.get("content")
    if content is None:
        return []
    return [(name, resolved(entry)) for name, entry in content.items()]

"""Media types: how a body of each is written and read."""

from __future__ import annotations

from generator.ir.operations import ContentKind
from generator.openapi import Node
from generator.parser.context import resolved
from generator.parser.schemas.keywords import kinds

JSON_LINES = {
    *(
        "application/jsonl",
        "application/json-lines",
        "application/jsonlines",
        "application/x-jsonlines",
    ),
    *(
        "application/x-ndjson",
        "application/ndjson",
        "application/json-seq",
        "application/x-json-stream",
    ),
    *("application/stream+json", "text/jsonl"),
}
TEXTS = {
    *(
        "application/xml",
        "application/yaml",
        "application/x-yaml",
        "application/javascript",
        "application/graphql",
    ),
    *(
        "application/sql",
        "application/jwt",
        "application/toml",
        "application/x-sh",
        "application/x-pem-file",
    ),
    *("application/sparql-query", "application/csv", "application/ld"),
}
FILES = (
    "image/",
    "audio/",
    "video/",
    "font/",
    "application/octet-stream",
    "application/pdf",
    "application/zip",
)
JSON_ALIASES = {"application/json", "text/json", "*/json", "application/x-json", "application/*"}


def essence(media_type: str) -> str:
    """The media type without parameters, in lower case."""
    return media_type.split(";", 1)[0].strip().lower()


def suffix(media_type: str) -> str:
    """What a media type is called in a few letters: `xml`, `yaml`, `text`."""
    word = essence(media_type).rpartition("/")[2].rpartition("+")[2].removeprefix("x-")
    return "text" if word in {"plain", "*"} else word


def is_json(media_type: str) -> bool:
    """Whether a media type is JSON by its name; `application/*` is taken for it where a schema has structure."""
    name = essence(media_type)
    return name in JSON_ALIASES or name.endswith("+json")


def content_kind(media_type: str, schema: Node | None) -> ContentKind:
    """The kind of a media type. Where the name leaves it open (`*/*`), the schema tells JSON from bytes."""
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
    if name.startswith("text/") or name in TEXTS or name.endswith(("+xml", "+yaml")):
        return ContentKind.TEXT
    if (name == "*/*" or name.startswith("application/vnd.")) and _is_structured(schema):
        return ContentKind.JSON
    return ContentKind.BINARY if name.startswith(FILES) else _unstructured(schema)


def _unstructured(schema: Node | None) -> ContentKind:
    """Text where the schema says so and nothing speaks of bytes."""
    node = schema.resolve() if schema is not None else None
    is_text = (
        node is not None
        and kinds(node) == ["string"]
        and node.text("format") not in {"binary", "byte"}
    )
    return ContentKind.TEXT if is_text else ContentKind.BINARY


def _is_file(schema: Node | None) -> bool:
    """Whether a schema describes bytes as they are, which no JSON holds: a file, whatever its media type says."""
    if schema is None:
        return False
    node = schema.resolve()
    told = kinds(node)
    return told == ["file"] or (told == ["string"] and node.text("format") == "binary")


def _is_structured(schema: Node | None) -> bool:
    """Whether a schema describes JSON rather than bytes or text."""
    if schema is None:
        return False
    told = kinds(schema.resolve())
    return told != ["string"] and schema.value not in ({}, True)


def media_types(node: Node) -> list[tuple[str, Node]]:
    """The Media Type Objects of a body or a response by their names, none where it has no `content`."""
    content = node.get("content")
    return (
        [(name, resolved(entry)) for name, entry in content.items()] if content is not None else []
    )

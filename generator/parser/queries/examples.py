"""The examples that a document gives for schemas and bodies."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final

from generator.json_types import Json
from generator.openapi import Node
from generator.parser.drafts import DraftModel
from generator.parser.queries.keywords import kinds
from generator.parser.queries.nodes import resolved

# The keys of an Example Object. `dataValue` is of OpenAPI 3.2.
_KEYS: Final = ("value", "dataValue")
_SCHEMA_KEYS: Final = frozenset({"example", "examples", "items", "format"})
_OF_FORMATS: Final[Mapping[str, str]] = {
    "uuid": "3fa85f64-5717-4562-b3fc-2c963f66afa6",
    "email": "jane@example.com",
    "uri": "https://example.com/",
    "hostname": "example.com",
    "ipv4": "192.0.2.1",
    "ipv6": "2001:db8::1",
    "duration": "PT1H",
}
"""Examples of texts whose type in Python does not tell the format. Programs parse such texts."""


def schema_example(node: Node) -> Json:
    """The example of a schema, otherwise a list with the example of its items, or a text of its format, or None."""
    if _SCHEMA_KEYS.isdisjoint(node.keys):
        return None
    if (example := _first(node)) is not None:
        return example.source_text if example.is_unquoted_string(kinds(node)) else example.value
    items = node.get("items")
    if items is None:
        return _OF_FORMATS.get(node.text("format")) if "string" in kinds(node) else None
    inner = _first(items.resolve())
    return None if inner is None else [inner.value]


def _first(schema: Node) -> Node | None:
    """The `example` of a schema, or the first of its `examples`."""
    example = schema.get("example")
    if example is None and (listed := schema.get("examples")) is not None:
        example = next(listed.elements(), None)
    return example


def content_example(node: Node) -> Json:
    """The first example of a Media Type or Parameter Object, otherwise of its schema; None if there is none."""
    declared = declared_example(node)
    schema = node.get("schema")
    if declared is not None or schema is None:
        return declared
    return schema_example(schema.resolve())


def declared_example(node: Node) -> Json:
    """The first example in a Media Type or Parameter Object itself; None if it has none."""
    if (example := node.get("example")) is not None:
        return example.value
    named = node.get("examples")
    for _, child in named.items() if named is not None else ():
        value = resolved(child)
        for key in _KEYS:
            if key in value:
                return (value / key).value
    return None


def add_examples(draft: DraftModel, nodes: Iterable[Node]) -> None:
    """Give the fields the values that they have in the example of the object, whose values fit each other."""
    whole = next((each for each in map(schema_example, nodes) if isinstance(each, dict)), {})
    for each in draft.fields:
        if whole.get(each.field.wire) is not None:
            each.field = replace(each.field, example=whole[each.field.wire])

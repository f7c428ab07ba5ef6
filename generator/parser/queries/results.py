"""The shape of an operation's result, as far as names depend on it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from generator.ir.operations import ContentKind
from generator.openapi import Node
from generator.openapi.schema_keywords import UNIONS
from generator.parser.queries.keywords import branches, kinds
from generator.parser.queries.media_types import content_kind, is_json, media_types
from generator.parser.queries.nodes import resolved
from generator.parser.queries.statuses import is_success, responses_by_status

ITEM_NAMES: Final = tuple(
    "data items results entries value values records list objects resources".split()
)
"""Names of the array in a page."""
ENVELOPES: Final = {"data", "result", "response"}
"""Names of the property of an object that wraps the result beside other facts."""
_WRAPPED: Final = 3  # properties of an object that only wraps the result, at most


@dataclass(frozen=True, slots=True)
class ResultShape:
    """Whether an operation describes its result, whether that is an array, and the arrays in the object."""

    is_known: bool = False
    is_array: bool = False
    arrays: tuple[str, ...] = ()


def result_shape(operation: Node) -> ResultShape:
    """The shape of the result of an operation. A file is one thing."""
    schema = result_schema(operation)
    if schema is not None:
        return _shape(schema)
    kinds_ = {
        content_kind(name, resolved(each).get("schema")) for name, each in _results(operation)
    }
    return ResultShape(is_known=kinds_ == {ContentKind.BINARY})


def result_schema(operation: Node) -> Node | None:
    """The schema of the JSON result of an operation."""
    for media_type, entry in _results(operation):
        schema = resolved(entry).get("schema")
        if is_json(media_type) and schema is not None:
            return schema
    return None


def _results(operation: Node) -> Iterator[tuple[str, Node]]:
    """The media types of the successful responses of an operation."""
    listed = responses_by_status(operation)
    statuses = [status for status, _ in listed]
    for status, response in listed:
        if is_success(status, statuses):
            yield from media_types(resolved(response))


def _shape(schema: Node) -> ResultShape:
    members = _members(schema)
    is_array = any("array" in kinds(member) for member in members)
    properties = dict(_properties(members))
    if not any(map(_is_array, properties.values())):
        is_small = len(properties) <= _WRAPPED
        wrappers = [p for n, p in properties.items() if is_small or n.lower() in ENVELOPES]
        for inner in wrappers:
            properties |= dict(_properties(_members(inner)))
    arrays = tuple(name for name, child in properties.items() if _is_array(child))
    return ResultShape(is_array or bool(properties), is_array, arrays)


def _is_array(schema: Node) -> bool:
    return any("array" in kinds(member) for member in _members(schema))


def _members(schema: Node) -> list[Node]:
    """The schema without references, and the members of its `allOf`, `oneOf` and `anyOf`, each once."""
    found: dict[object, Node] = {}
    waiting = [schema]
    while waiting:
        node = resolved(waiting.pop())
        if node.address not in found:
            found[node.address] = node
            waiting += [each for keyword in ("allOf", *UNIONS) for each in branches(node, keyword)]
    return list(found.values())


def _properties(members: list[Node]) -> Iterator[tuple[str, Node]]:
    for member in members:
        properties = member.get("properties")
        yield from properties.items() if properties is not None else ()

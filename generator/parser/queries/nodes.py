"""Values of nodes, and the objects that Reference Objects stand for."""

from __future__ import annotations

from collections.abc import Collection
from decimal import Decimal, InvalidOperation

from generator.ir.types import Number
from generator.json_types import Json
from generator.openapi import Node
from generator.parser.context import ParseContext


def is_true(node: Node, key: str) -> bool:
    """Whether a mapping has `key: true`."""
    value = node.value
    return isinstance(value, dict) and value.get(key) is True


def is_mapping(node: Node) -> bool:
    return isinstance(node.value, dict)


def decimal_of(node: Node) -> Number:
    """A number with all digits in the document."""
    value: Json = node.value
    assert isinstance(value, int | float)
    if isinstance(value, int):
        return value
    try:
        return Decimal(node.source_text)
    except InvalidOperation:  # a notation of YAML
        return Decimal(str(value))


def strings(node: Node | None) -> list[str]:
    """The strings of a sequence, or the node's own string."""
    if node is None:
        return []
    if isinstance(node.value, str):
        return [node.value]
    return [value for value in values(node) if isinstance(value, str)]


def values(node: Node | None) -> list[Json]:
    """The values of a sequence; an empty list for any other node."""
    return list(node.value) if node is not None and isinstance(node.value, list) else []


def default_value(context: ParseContext, node: Node, admitted: Collection[str]) -> Json:
    """The value of a `default`; of an unquoted number of a string, its text, with a warning."""
    if not node.is_unquoted_string(admitted):
        return node.value
    text = node.source_text
    message = f"the default of a string is {text} without quotes: the client reads it as a string"
    context.warn(node, "conflicting-constraints", message)
    return text


def resolved(node: Node) -> Node:
    """The object that a Reference Object refers to; any other node is itself."""
    return node.resolve() if node.is_reference else node


def description_of(context: ParseContext, node: Node) -> str:
    """The description of an object. In OpenAPI 3.1, one beside a reference overrides the target's."""
    own = "" if context.is_30 and node.is_reference else node.text("description")
    return own or resolved(node).text("description")

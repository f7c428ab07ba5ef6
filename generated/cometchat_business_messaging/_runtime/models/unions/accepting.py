"""The kinds of types that can accept a JSON value."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Literal

from ..type_info import Kind

_JSON_KINDS: dict[type, Kind | Literal["decimal-value"]] = {
    dict: "object",
    list: "array",
    str: "string",
    bool: "boolean",
    int: "integer",
    float: "number",
    type(None): "null",
    datetime.datetime: "date-time",  # this and the next two occur in arguments only
    bytes: "bytes",
    Decimal: "decimal-value",
}
# The kinds of types that accept a JSON value of each kind, the best first.
_ACCEPTING: dict[Kind | Literal["decimal-value"], tuple[Kind, ...]] = {
    "object": ("object", "map", "any", "union", "opaque"),
    "array": ("array", "tuple", "any", "union", "opaque"),
    "string": (
        "literal",
        "string",
        "date-time",
        "date",
        "bytes",
        "decimal-text",
        "any",
        "union",
        "opaque",
    ),
    "boolean": ("boolean", "literal", "any", "union", "opaque"),
    "integer": ("literal", "integer", "decimal", "number", "any", "union", "opaque"),
    "number": ("decimal", "number", "integer", "any", "union", "opaque"),
    "null": ("null", "literal", "any", "union", "opaque"),
    "date-time": ("date-time", "any", "union", "opaque"),
    "bytes": ("bytes", "any", "union", "opaque"),
    "decimal-value": (
        *("decimal", "decimal-text", "number", "string", "integer"),
        *("any", "union", "opaque"),
    ),
}
_ACCEPTING_ANY: tuple[Kind, ...] = ("any", "union", "opaque")


def accepting_kinds(value: object) -> tuple[Kind, ...]:
    """The kinds of types that can accept a value, the best first."""
    kind = _JSON_KINDS.get(type(value))
    return _ACCEPTING_ANY if kind is None else _ACCEPTING[kind]

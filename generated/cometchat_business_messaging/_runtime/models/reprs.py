"""Short texts of values for reprs and messages: limited in length, and masked if a name looks secret."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from decimal import Decimal
from typing import Any, TypeVar, cast

from msgspec import Struct

from ..escaping import cut

T = TypeVar("T")

MASK = "***"
_SECRET = re.compile(r"password|secret|token|api[_-]?key|authorization", re.IGNORECASE)
_MAX_STRING = 40
_MAX_REPR = 200
_MAX_ITEMS = 3
_MAX_DEPTH = 3


def is_secret(name: str) -> bool:
    """Whether a name looks like the name of a secret, whose value must not be shown."""
    return _SECRET.search(name) is not None


def short_repr(value: object, depth: int = 0) -> str:
    """A short repr of any value: long strings, long lists and deeply nested values are shortened."""
    match value:
        case str():
            return repr(cut(value, _MAX_STRING))
        case bytes() | bytearray():
            return f"<{len(value)} bytes>"
        case Decimal():
            return cut(str(value), _MAX_STRING)
        case int() if value.bit_length() > 128:  # Python may refuse to print it, or take long
            return f"<integer of {value.bit_length()} bits>"
        case Mapping() | list() | tuple() | set() | frozenset() | Struct() if depth >= _MAX_DEPTH:
            return "…"
        case Mapping():
            entries = cast("Mapping[object, object]", value)
            shown = [
                f"{short_repr(k)}: {_masked(str(k), v, depth)}" for k, v in _first(entries.items())
            ]
            return f"{{{_joined(shown, len(entries))}}}"
        case list() | tuple() | set() | frozenset():
            items = cast("Collection[object]", value)
            return (
                f"[{_joined([short_repr(item, depth + 1) for item in _first(items)], len(items))}]"
            )
        case _ if hasattr(value, "__shown_fields__"):
            model: Any = value
            return short_object_repr(type(model).__name__, model.__shown_fields__(), depth)
        case _:
            return cut(repr(value), _MAX_REPR)


def short_object_repr(name: str, fields: Iterable[tuple[str, object]], depth: int = 0) -> str:
    """`Name(field=value, ...)`, shortened if it is long."""
    if depth >= _MAX_DEPTH:
        return f"{name}(…)"
    shown: list[str] = []
    remaining = _MAX_REPR - len(name) - 5
    for field, value in fields:
        text = f"{field}={_masked(field, value, depth)}"
        remaining -= len(text) + 2
        if remaining < 0:
            shown.append("…")
            break
        shown.append(text)
    return f"{name}({', '.join(shown)})"


def json_type_of(value: object) -> str:
    """The name of a value's JSON type."""
    match value:
        case None:
            return "null"
        case bool():
            return "boolean"
        case int():
            return "integer"
        case float() | Decimal():
            return "number"
        case str():
            return "string"
        case Mapping():
            return "object"
        case list() | tuple():
            return "array"
        case _:
            return type(value).__name__


def received(value: object, *, secret: bool = False) -> str:
    """A received value for a message: its JSON type and, for a scalar, its shortened value unless it is `secret`."""
    json_type = json_type_of(value)
    match value:
        case None | Mapping():
            return json_type
        case list() | tuple():
            return f"array of {counted(len(cast('Collection[object]', value)), 'item')}"
        case _:
            return f"{json_type} {MASK}" if secret else f"{json_type} {short_repr(value)}"


def counted(count: int, noun: str) -> str:
    """A count and its noun: `1 item`, `10,000 items`, `2 properties`."""
    if count == 1:
        return f"1 {noun}"
    return f"{count:,} {noun.removesuffix('y')}ies" if noun.endswith("y") else f"{count:,} {noun}s"


def _masked(name: str, value: object, depth: int) -> str:
    return MASK if is_secret(name) else short_repr(value, depth + 1)


def _first(items: Iterable[T]) -> list[T]:
    return [item for item, _ in zip(items, range(_MAX_ITEMS), strict=False)]


def _joined(shown: list[str], count: int) -> str:
    rest = count - len(shown)
    return ", ".join([*shown, f"… {rest} more"] if rest > 0 else shown)

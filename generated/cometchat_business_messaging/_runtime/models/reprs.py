"""Short texts of values, for reprs and messages: bounded in length, and blank where a name looks secret."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from typing import Any, TypeVar, cast

from msgspec import Struct

from ..escaping import cut

T = TypeVar("T")

MASK = "***"
_SECRET = re.compile(r"password|secret|token|api[_-]?key|authorization", re.IGNORECASE)
_LONGEST_TEXT = 40
_LONGEST_REPR = 200
_MOST_ITEMS = 3
_DEEPEST = 3


def is_secret(name: str) -> bool:
    """Whether a value of this name is not to be shown."""
    return _SECRET.search(name) is not None


def brief(value: object, depth: int = 0) -> str:
    """A repr of any value that stays short: long texts are cut, long lists and deep values abridged."""
    match value:
        case str():
            return repr(cut(value, _LONGEST_TEXT))
        case bytes() | bytearray():
            return f"<{len(value)} bytes>"
        case int() if value.bit_length() > 128:  # printing it could be refused, or take long
            return f"<integer of {value.bit_length()} bits>"
        case Mapping() | list() | tuple() | set() | frozenset() | Struct() if depth >= _DEEPEST:
            return "…"
        case Mapping():
            entries = cast("Mapping[object, object]", value)
            shown = [f"{brief(k)}: {_masked(str(k), v, depth)}" for k, v in _first(entries.items())]
            return f"{{{_joined(shown, len(entries))}}}"
        case list() | tuple() | set() | frozenset():
            items = cast("Collection[object]", value)
            return f"[{_joined([brief(item, depth + 1) for item in _first(items)], len(items))}]"
        case _ if hasattr(value, "__shown_fields__"):
            model: Any = value
            return brief_object(type(model).__name__, model.__shown_fields__(), depth)
        case _:
            return cut(repr(value), _LONGEST_REPR)


def brief_object(name: str, fields: Iterable[tuple[str, object]], depth: int = 0) -> str:
    """`Name(field=value, ...)`, cut where it gets long."""
    if depth >= _DEEPEST:
        return f"{name}(…)"
    shown: list[str] = []
    room = _LONGEST_REPR - len(name) - 5
    for field, value in fields:
        text = f"{field}={_masked(field, value, depth)}"
        room -= len(text) + 2
        if room < 0:
            shown.append("…")
            break
        shown.append(text)
    return f"{name}({', '.join(shown)})"


def kind_of(value: object) -> str:
    """The JSON type of a value, in words."""
    match value:
        case None:
            return "null"
        case bool():
            return "boolean"
        case int():
            return "integer"
        case float():
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
    """What came, for a message: its kind and, for a scalar that is not secret, its value cut short."""
    kind = kind_of(value)
    match value:
        case None | Mapping():
            return kind
        case list() | tuple():
            return f"array of {len(cast('Collection[object]', value))}"
        case _:
            return f"{kind} {MASK}" if secret else f"{kind} {brief(value)}"


def _masked(name: str, value: object, depth: int) -> str:
    return MASK if is_secret(name) else brief(value, depth + 1)


def _first(items: Iterable[T]) -> list[T]:
    return [item for item, _ in zip(items, range(_MOST_ITEMS), strict=False)]


def _joined(shown: list[str], count: int) -> str:
    rest = count - len(shown)
    return ", ".join([*shown, f"… {rest} more"] if rest > 0 else shown)

"""Find the part of a value that cannot be encoded."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import cast

from msgspec import UNSET

from ...json_data import is_array, is_object
from ..type_info import type_info_of

_MAX_DEPTH = 32


def invalid_path(value: object, encode: Callable[[object], object]) -> list[str | int]:
    """The path, in wire names, to the innermost part that `encode` refuses; empty if it is the value itself."""
    path: list[str | int] = []
    while len(path) < _MAX_DEPTH:
        part = next((pair for pair in _parts(value) if _is_refused(pair[1], encode)), None)
        if part is None:
            break
        key, value = part
        path.append(key)
    return path


def _parts(value: object) -> Iterator[tuple[str | int, object]]:
    if is_object(value):
        yield from value.items()
    elif is_array(value):
        yield from enumerate(value)
    elif (info := type_info_of(cast("object", type(value)))).kind == "object":
        for field in info.fields.values():
            part = getattr(value, field.name)
            if part is not UNSET:
                yield field.wire, part


def _is_refused(value: object, encode: Callable[[object], object]) -> bool:
    try:
        encode(value)
    except (TypeError, ValueError, RecursionError):
        return True
    return False

"""Where in a value the part is that cannot be sent."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import cast

from msgspec import UNSET

from ..json_types import is_array, is_object
from ..models.type_info import shape_of

_DEEPEST = 32


def culprit(value: object, send: Callable[[object], object]) -> list[str | int]:
    """The path, in wire names, to the innermost part that `send` refuses; empty where it is the value itself."""
    path: list[str | int] = []
    while len(path) < _DEEPEST:
        found = next((pair for pair in _parts(value) if _is_refused(pair[1], send)), None)
        if found is None:
            break
        key, value = found
        path.append(key)
    return path


def _parts(value: object) -> Iterator[tuple[str | int, object]]:
    if is_object(value):
        yield from value.items()
    elif is_array(value):
        yield from enumerate(value)
    elif (shape := shape_of(cast("object", type(value)))).kind == "object":
        for field in shape.fields.values():
            part = getattr(value, field.name)
            if part is not UNSET:
                yield field.wire, part


def _is_refused(value: object, send: Callable[[object], object]) -> bool:
    try:
        send(value)
    except (TypeError, ValueError, RecursionError):
        return True
    return False

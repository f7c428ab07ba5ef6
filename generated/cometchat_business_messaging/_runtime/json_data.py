"""Decoded JSON: type guards and JSON pointers (RFC 6901)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, TypeGuard


def is_object(value: object) -> TypeGuard[dict[str, object]]:
    """Whether a value is a JSON object."""
    return isinstance(value, dict)


def is_array(value: object) -> TypeGuard[Sequence[object]]:
    """Whether a value is a JSON array. A tuple is one, because msgspec keeps the tuples of a caller."""
    return isinstance(value, list | tuple)


def steps(pointer: str) -> list[str]:
    """The unescaped keys of a pointer; an empty list for "", the whole document."""
    return [step.replace("~1", "/").replace("~0", "~") for step in pointer.split("/")[1:]]


def lookup(data: Any, pointer: str) -> Any:
    """The value at a pointer; None if there is none."""
    for step in steps(pointer):
        if is_object(data):
            data = data.get(step)
        elif is_array(data) and step.isdecimal() and int(step) < len(data):
            data = data[int(step)]
        else:
            return None
    return data


def place(data: dict[str, Any], pointer: str, value: object) -> None:
    """Put a value at a pointer to a property. Missing objects on the way are added, and other values replaced."""
    *parents, last = steps(pointer)
    for step in parents:
        inner = data.get(step)
        if not is_object(inner):
            inner = data[step] = {}
        data = inner
    data[last] = value


def json_pointer(path: list[str | int]) -> str:
    """A path as a JSON pointer (RFC 6901)."""
    return "".join(f"/{str(key).replace('~', '~0').replace('/', '~1')}" for key in path)


def json_object(content: bytes) -> dict[str, Any]:
    """The JSON object in a body, or an empty one. An exception would quote its secrets, so it is dropped."""
    try:
        value: object = json.loads(content, parse_int=float)  # an int can be too large for a float
    except (ValueError, RecursionError):
        return {}
    return value if is_object(value) else {}

"""JSON pointers (RFC 6901) into decoded JSON."""

from __future__ import annotations

from typing import Any

from .json_types import is_array, is_object


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

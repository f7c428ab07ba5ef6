"""New values of the properties that identify an item."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import count

from ...errors import ArgumentError
from ...serialization.validation import to_wire

_MOST = 10_000  # values to try


def new_value(example: object, type_: object, taken: Collection[str]) -> object:
    """A value like the example that no other item has; the example itself if there is none."""
    for value in _values(example):
        try:
            wire = to_wire(value, type_)
        except ArgumentError:
            continue
        if str(wire) not in taken:
            return wire
    return example


def _values(example: object) -> Iterator[object]:
    """The example with its last characters replaced by a number."""
    for number in count(1) if not isinstance(example, bool) else ():
        if number > _MOST:
            return
        if not isinstance(example, str):
            yield number
        elif len(example) < len("example-1"):
            yield f"{example}-{number}"
        else:
            yield f"{example[: -len(str(number))]}{number}"

"""Encode an iterable as JSON lines, item by item."""

from __future__ import annotations

from collections.abc import AsyncIterable, AsyncIterator, Callable, Iterable, Iterator, Mapping
from typing import TypeAlias, TypeGuard

from ..errors import ArgumentError
from ..json_data import is_array
from ..models.encoding.json_types import to_json
from ..transport.messages import Pieces
from .validation import to_wire

Items: TypeAlias = Iterable[object] | AsyncIterable[object]


def is_items(value: object) -> TypeGuard[Items]:
    """Whether a value is read item by item."""
    if isinstance(value, str | bytes | bytearray | Mapping):
        return False
    return isinstance(value, Iterable | AsyncIterable)


def is_read_once(value: object) -> bool:
    """Whether a value can be iterated only once."""
    return isinstance(value, Iterator | AsyncIterator)


def encode_lines(value: object, type_: object, prefix: bytes) -> bytes | Callable[[], Pieces]:
    """The lines of an array as bytes, or a function that returns an iterator over the lines of another iterable.

    Args:
        type_: The type of an item.
        prefix: The start of each line.

    Raises:
        ArgumentError: The value is not iterable, or (when it is read) an item is invalid.
    """
    if not is_items(value):
        raise ArgumentError(
            f"must be an iterable of items, not {type(value).__name__}", argument="body"
        )

    def line(number: int, item: object) -> bytes:
        name = f"body[{number}]"
        return prefix + to_json(to_wire(item, type_, name), name, type_) + b"\n"

    if is_array(value):
        return b"".join(line(number, item) for number, item in enumerate(value))
    if isinstance(value, AsyncIterable):
        return lambda: _encoded_async(value, line)
    return lambda: _encoded(value, line)


def _encoded(items: Iterable[object], line: Callable[[int, object], bytes]) -> Iterator[bytes]:
    try:
        for number, item in enumerate(items):
            yield line(number, item)
    except ArgumentError:
        raise
    except Exception as error:  # the caller's object may raise any exception
        raise _unreadable(error) from error


async def _encoded_async(
    items: AsyncIterable[object], line: Callable[[int, object], bytes]
) -> AsyncIterator[bytes]:
    number = 0
    try:
        async for item in items:
            yield line(number, item)
            number += 1
    except ArgumentError:
        raise
    except Exception as error:
        raise _unreadable(error) from error


def _unreadable(error: Exception) -> ArgumentError:
    return ArgumentError(f"cannot be read: {error}", argument="body")

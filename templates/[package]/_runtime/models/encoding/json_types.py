"""Convert values to JSON types and JSON, with errors that name the part of an argument that cannot be sent."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any, ClassVar

from ...errors import ArgumentError
from ..codec import argument_name, encode, to_builtins
from ..types import UnsupportedTypeError
from ..unknown_fields import UnknownFieldsSlot
from .dicts import DictWriter
from .invalid_path import invalid_path


def to_json_types(value: object, argument: str = "") -> object:
    """A value, which may contain models, as dicts and lists with wire names, as `codec.to_builtins` returns it.

    Raises:
        ArgumentError: A part of the value cannot be expressed in JSON.
    """
    try:
        return to_builtins(_with_unknown_fields(value))
    except (TypeError, ValueError) as error:
        path = invalid_path(value, to_builtins)
        named = argument_name(type(value), argument, path)
        is_clear = isinstance(error, UnsupportedTypeError)
        problem = str(error) if is_clear else f"cannot be sent: {error}"
        raise ArgumentError(problem, argument=named) from error
    except RecursionError as error:
        raise ArgumentError(f"cannot be sent: {_nesting(value)}", argument=argument) from error


def _with_unknown_fields(value: object) -> object:
    """The value; if models can have unknown fields, which msgspec does not see, with dicts in place of models."""
    if not UnknownFieldsSlot.__used__:
        return value
    return DictWriter("wire", "python", exclude_none=False).write(value)


def to_json(value: object, argument: str = "", type_: object = Any) -> bytes:
    """A wire value of a type as JSON.

    Raises:
        ArgumentError: A string in the value is not valid Unicode, or a number is too long.
    """
    try:
        return encode(value)
    except (ValueError, RecursionError) as error:
        named = argument_name(type_, argument, invalid_path(value, encode))
        raise ArgumentError(f"cannot be sent: {error}", argument=named) from error


def _nesting(value: object) -> str:
    """Why a value exceeds the recursion limit."""
    try:
        json.dumps(value, default=_fields, skipkeys=True)
    except ValueError:  # raised for a cycle only: NaN is allowed
        return "it contains itself"
    except RecursionError:
        pass
    return "it is nested too deeply"


def _fields(value: object) -> dict[str, object] | None:
    given = getattr(value, "__shown_fields__", None)
    return None if given is None else dict(given())


class RaiseOnMismatch:
    """Raises an ArgumentError for the first mismatch at a path that is not tolerated."""

    is_of_caller: ClassVar[bool] = True

    def __init__(
        self,
        type_: object,
        argument: str = "",
        is_tolerated: Callable[[Sequence[str | int]], bool] | None = None,
    ) -> None:
        self._type = type_
        self._argument = argument
        self._is_tolerated = is_tolerated

    def redacted(self, text: str) -> str:
        return text

    def add(
        self,
        path: list[str | int],
        pattern: str,
        expected: str,
        received: str,
        problem: str | None = None,
    ) -> None:
        if self._is_tolerated is not None and self._is_tolerated(path):
            return
        text = problem or f"must be {_with_article(expected)}, not {_received(received)}"
        named = argument_name(self._type, self._argument, path)
        raise ArgumentError(text, argument=named, path=path)


def _with_article(text: str) -> str:
    """The description of a type with an indefinite article, if it takes one."""
    if text.startswith(("one of ", "null", "any")):
        return text
    return f"an {text}" if text[0] in "aeiou" else f"a {text}"


def _received(text: str) -> str:
    """The description of a value with an article: `an object`, `an array of 2 items`, `the string 'x'`."""
    is_scalar = " " in text and not text.startswith("array ")
    return f"the {text}" if is_scalar else _with_article(text)

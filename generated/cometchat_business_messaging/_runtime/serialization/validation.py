"""Validate arguments against their types and convert them to JSON values."""

from __future__ import annotations

import json
from collections.abc import Sequence
from decimal import Decimal
from typing import Any, NoReturn, cast

from ..errors import ArgumentError
from ..json_data import is_array, is_object
from ..models.codec import argument_name, decimal_text, encode, encode_scalars, to_builtins
from ..models.decoders import convert
from ..models.lenient import LenientDecoder
from ..models.lenient_scalars import INVALID
from ..models.types import UnsupportedTypeError
from .invalid_path import invalid_path


def to_wire(value: object, type_: object, argument: str = "") -> object:
    """A value as JSON types with wire names, valid for `type_`; times are in UTC.

    Args:
        argument: The Python name of the argument; "" for a body whose properties are arguments.

    Raises:
        ArgumentError: The value does not have the type, violates its constraints, or cannot be expressed in JSON.
    """
    wire = value if type(value) is str or type(value) is int else _to_json_types(value, argument)
    try:
        convert(wire, type_)
    except (ValueError, RecursionError):
        wire = _accept_or_refuse(wire, type_, argument)
    return encode_scalars(wire, type_, argument)


def check_integers(value: object, argument: str) -> None:
    """Refuse integers that servers cannot read from a parameter.

    Raises:
        ArgumentError: An integer does not fit into 64 bits.
    """
    match value:
        case int() if not -(2**63) <= value < 2**64:
            raise ArgumentError("must fit into 64 bits", argument=argument)
        case list() | tuple():
            for item in cast("Sequence[object]", value):
                check_integers(item, argument)
        case dict():
            for item in cast("dict[str, object]", value).values():
                check_integers(item, argument)
        case _:
            pass


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


def utf8(text: str, argument: str) -> bytes:
    """A text in UTF-8.

    Raises:
        ArgumentError: The text contains a lone surrogate.
    """
    try:
        return text.encode()
    except UnicodeEncodeError as error:
        raise ArgumentError(f"cannot be sent: {error}", argument=argument) from error


def _to_json_types(value: object, argument: str) -> object:
    try:
        return to_builtins(value)
    except (TypeError, ValueError) as error:
        path = invalid_path(value, to_builtins)
        named = argument_name(type(value), argument, path)
        is_clear = isinstance(error, UnsupportedTypeError)
        problem = str(error) if is_clear else f"cannot be sent: {error}"
        raise ArgumentError(problem, argument=named) from error
    except RecursionError as error:
        raise ArgumentError(f"cannot be sent: {_nesting(value)}", argument=argument) from error


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


class _RaiseOnMismatch:
    """Raises an ArgumentError for the first mismatch."""

    def __init__(self, type_: object, argument: str) -> None:
        self._type = type_
        self._argument = argument

    def redacted(self, text: str) -> str:
        return text

    def add(
        self,
        path: list[str | int],
        pattern: str,
        expected: str,
        received: str,
        problem: str | None = None,
    ) -> NoReturn:
        text = problem or f"must be {_with_article(expected)}, not {_received(received)}"
        raise ArgumentError(text, argument=argument_name(self._type, self._argument, path))


def _with_article(text: str) -> str:
    """The description of a type with an indefinite article, if it takes one."""
    if text.startswith(("one of ", "null", "any")):
        return text
    return f"an {text}" if text[0] in "aeiou" else f"a {text}"


def _received(text: str) -> str:
    """The description of a value with an article: `an object`, `an array of 2 items`, `the string 'x'`."""
    is_scalar = " " in text and not text.startswith("array ")
    return f"the {text}" if is_scalar else _with_article(text)


def _accept_or_refuse(value: object, type_: object, argument: str) -> object:
    """Raise an error for a refused value, or return it if JSON Schema accepts it (1.0 as an integer)."""
    try:
        value = _decimals_as_text(value, type_, argument, [])
        result = LenientDecoder(_RaiseOnMismatch(type_, argument)).decode(value, type_)
    except RecursionError as error:
        raise ArgumentError("is nested too deeply", argument=argument) from error
    return value if result is INVALID else _to_json_types(result, argument)


def _decimals_as_text(value: object, type_: object, argument: str, path: list[str | int]) -> object:
    if isinstance(value, Decimal):
        return decimal_text(value, argument_name(type_, argument, path))
    if is_object(value):
        return {k: _decimals_as_text(v, type_, argument, [*path, k]) for k, v in value.items()}
    if is_array(value):
        return [_decimals_as_text(v, type_, argument, [*path, n]) for n, v in enumerate(value)]
    return value

"""Validate arguments against their types and convert them to JSON values."""

from __future__ import annotations

import base64
import json
import math
from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any, NoReturn, cast

import msgspec

from ..errors import ArgumentError
from ..json_data import is_array, is_object
from ..models.codec import encode
from ..models.decoders import convert
from ..models.lenient import LenientDecoder
from ..models.lenient_scalars import INVALID
from ..models.times import format_time
from ..models.type_info import contains, python_path
from ..models.types import UnsupportedTypeError, encode_hook
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
    return _encode_scalars(wire, type_, argument) if _may_need_encoding(type_) else wire


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
        named = _name(type_, argument, invalid_path(value, encode))
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
        return _builtins(value)
    except (TypeError, ValueError) as error:
        path = invalid_path(value, _builtins)
        named = _name(type(value), argument, path)
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


def _builtins(value: object) -> object:
    # These types stay unchanged until the type at their position is known.
    return msgspec.to_builtins(
        value,
        builtin_types=(datetime, bytes, bytearray, Decimal),
        str_keys=True,
        enc_hook=encode_hook,
    )


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
        raise ArgumentError(text, argument=_name(self._type, self._argument, path))


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


def _name(type_: object, argument: str, path: list[str | int]) -> str:
    inner = python_path(type_, path)
    return argument + ("" if inner.startswith("[") or not inner or not argument else ".") + inner


def _decimals_as_text(value: object, type_: object, argument: str, path: list[str | int]) -> object:
    if isinstance(value, Decimal):
        return _decimal(value, _name(type_, argument, path))
    if is_object(value):
        return {k: _decimals_as_text(v, type_, argument, [*path, k]) for k, v in value.items()}
    if is_array(value):
        return [_decimals_as_text(v, type_, argument, [*path, n]) for n, v in enumerate(value)]
    return value


def _decimal(value: Decimal, argument: str) -> str:
    if not value.is_finite():
        raise ArgumentError(f"must be a finite number, not {value}", argument=argument)
    return str(value)


# --- times, bytes and numbers, which msgspec would encode differently ------------------------------------------------

_needs_encoding: dict[object, bool] = {}
_AFFECTED = frozenset({"date-time", "bytes", "number", "any", "opaque"})


def _may_need_encoding(type_: object) -> bool:
    """Whether a value of the type can contain a time, bytes or a float."""
    result = _needs_encoding.get(type_)
    if result is None:
        result = contains(type_, lambda info: info.kind in _AFFECTED)
        _needs_encoding[type_] = result
    return result


def _encode_scalars(value: object, type_: object, argument: str) -> object:
    try:
        return _encoded(value, type_, argument, [])
    except RecursionError as error:
        raise ArgumentError("is nested too deeply", argument=argument) from error


def _encoded(value: object, type_: object, argument: str, path: list[str | int]) -> object:
    match value:
        case str() | int():
            return value
        case dict():
            entries = cast("dict[str, object]", value)
            return {k: _encoded(v, type_, argument, [*path, k]) for k, v in entries.items()}
        case list() | tuple():
            items = cast("Sequence[object]", value)
            return [_encoded(item, type_, argument, [*path, n]) for n, item in enumerate(items)]
        case float() if not math.isfinite(value):
            raise ArgumentError(
                f"must be a finite number, not {value}", argument=_name(type_, argument, path)
            )
        case bytes() | bytearray():
            return base64.b64encode(value).decode()
        case Decimal():
            return _decimal(value, _name(type_, argument, path))
        case datetime():
            return _time(value, _name(type_, argument, path))
        case _:
            return value


def _time(value: datetime, argument: str) -> str:
    if value.tzinfo is None:
        raise ArgumentError(f"must have a time zone, but is {value}", argument=argument)
    try:
        return format_time(value)
    except OverflowError as error:
        raise ArgumentError(
            f"must be in the range of datetime in UTC, but is {value}", argument=argument
        ) from error

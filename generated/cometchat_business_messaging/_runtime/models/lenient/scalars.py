"""Decode scalars leniently: convert a JSON value to a type and report each mismatch.

A decoder returns INVALID if it cannot convert a value; the caller decides which value to use instead.
"""

from __future__ import annotations

import base64
import binascii
import datetime
import re
from collections.abc import Callable
from decimal import Decimal
from typing import ClassVar, Final, Protocol, TypeGuard, cast

from ...json_data import json_pointer
from ..constraints import describe, describe_choices, satisfies, violation
from ..decimals import number_of, text_of
from ..decoders import Convert, convert, convert_received
from ..limits import MAX_INTEGER_DIGITS
from ..reprs import MASK, is_secret, received
from ..times import parse_time
from ..type_info import Kind, TypeInfo

INVALID: Final = object()
_NUMBER: Final = re.compile(r"-?\d{1,40}(\.\d{1,40})?([eE][+-]?\d{1,2})?", re.ASCII)


class MismatchListener(Protocol):
    """Receives each mismatch. `problem` is a sentence without a subject, if there is a better one than the default."""

    is_of_caller: ClassVar[bool]
    """Whether the value is an argument: a Decimal in it is sent as it is."""

    def redacted(self, text: str) -> str: ...

    def add(
        self,
        path: list[str | int],
        pattern: str,
        expected: str,
        received: str,
        problem: str | None = None,
    ) -> None: ...


class Position:
    """The current position in the value being decoded, and methods to report mismatches there."""

    __slots__ = ("_listener", "_path", "_pattern", "_reported")

    def __init__(self, listener: MismatchListener) -> None:
        self._listener = listener
        self._path: list[str | int] = []
        self._pattern: list[str | int] = []
        self._reported: list[str | int] | None = None

    def report(self, expected: str, value: object, problem: str | None = None) -> None:
        """Report that the value at this position is not as expected."""
        if self._path == self._reported:
            return
        self._listener.add(
            list(self._path),
            json_pointer(self._pattern),
            expected,
            self._shown(value, self.is_secret),
            problem,
        )

    def report_missing(self, key: str, expected: str) -> None:
        """Report that a required property is missing."""
        path, pattern = [*self._path, key], json_pointer([*self._pattern, key])
        if path != self._reported:
            self._listener.add(path, pattern, expected, "nothing", "is required")

    def report_unknown_member(
        self, key: str, value: dict[str, object], known: tuple[object, ...]
    ) -> None:
        """Report that an object names no known member of a union; a later report for the same key is ignored."""
        if key in value:
            path, pattern = [*self._path, key], json_pointer([*self._pattern, key])
            shown = self._shown(value[key], self.is_secret or is_secret(key))
            self._listener.add(path, pattern, describe_choices(known), shown)
        else:
            self.report_missing(key, describe_choices(known))
        self._reported = [*self._path, key]

    def invalid(self, value: object, info: TypeInfo) -> object:
        """Report that a value cannot be converted to a type, and return INVALID."""
        self.report(describe(info), value)
        return INVALID

    def checked(self, value: object, info: TypeInfo) -> object:
        """Return a value of the right type; report the constraint that it violates, if any."""
        if not satisfies(value, info.metas):
            problem = violation(value, info, secret=self.is_secret)
            self.report(describe(info), value, problem)
        return value

    @property
    def is_of_caller(self) -> bool:
        """Whether the value is an argument."""
        return self._listener.is_of_caller

    @property
    def convert(self) -> Convert:
        """The strict conversion of such values."""
        return convert if self._listener.is_of_caller else convert_received

    @property
    def is_root(self) -> bool:
        """Whether this is the whole value."""
        return not self._path

    @property
    def is_secret(self) -> bool:
        """Whether a name on the path looks like the name of a secret."""
        return any(is_secret(key) for key in self._path if isinstance(key, str))

    def _shown(self, value: object, secret: bool) -> str:
        text = self._listener.redacted(value) if isinstance(value, str) else value
        return received(text, secret=secret)


def _decode_any(_: Position, value: object, __: TypeInfo) -> object:
    return value


def _decode_null(position: Position, value: object, info: TypeInfo) -> object:
    return None if value is None else position.invalid(value, info)


def _decode_boolean(position: Position, value: object, info: TypeInfo) -> object:
    if isinstance(value, bool):
        return value
    position.report(describe(info), value)
    texts = {"true": True, "false": False}
    return texts.get(value.lower(), INVALID) if isinstance(value, str) else INVALID


def _decode_integer(position: Position, value: object, info: TypeInfo) -> object:
    if isinstance(value, int) and not isinstance(value, bool):
        return position.checked(value, info)
    if (whole := _whole(value)) is not None:
        return position.checked(whole, info)
    position.report(describe(info), value)
    if isinstance(value, str) and re.fullmatch(r"-?\d{1,18}", value, re.ASCII):
        return int(value)
    return INVALID


def _whole(value: object) -> int | None:
    """The integer that a number with a fraction of zero is: 1.0 is an integer (JSON Schema Core, 4.2.3)."""
    if isinstance(value, Decimal):
        is_whole = value == value.to_integral_value() and value.adjusted() < MAX_INTEGER_DIGITS
    else:
        is_whole = isinstance(value, float) and value.is_integer()
    return int(cast("float", value)) if is_whole else None


def _decode_number(position: Position, value: object, info: TypeInfo) -> object:
    if isinstance(value, int | float) and not isinstance(value, bool):
        try:
            return position.checked(float(value), info)
        except OverflowError:
            return position.invalid(value, info)
    if isinstance(value, Decimal):
        return position.checked(value if position.is_of_caller else float(value), info)
    position.report(describe(info), value)
    return float(value) if _is_number(value) else INVALID


def _is_number(value: object) -> TypeGuard[str]:
    return isinstance(value, str) and _NUMBER.fullmatch(value) is not None


def _decode_decimal(position: Position, value: object, info: TypeInfo) -> object:
    number = number_of(value)
    if number is not None:
        return position.checked(number, info)
    position.report(describe(info), value)
    return Decimal(value) if _is_number(value) else INVALID


def _decode_decimal_text(position: Position, value: object, info: TypeInfo) -> object:
    if isinstance(value, str) or position.is_of_caller:
        number = text_of(value)
        return position.invalid(value, info) if number is None else number
    position.report(describe(info), value)
    number = number_of(value)
    return INVALID if number is None else number


def _decode_string(position: Position, value: object, info: TypeInfo) -> object:
    if isinstance(value, str) or (isinstance(value, Decimal) and position.is_of_caller):
        return position.checked(str(value), info)
    position.report(describe(info), value)
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        return str(value)
    return INVALID


def _decode_bytes(position: Position, value: object, info: TypeInfo) -> object:
    if isinstance(value, bytes):  # an argument
        return position.checked(value, info)
    try:
        data = base64.b64decode(value, validate=True) if isinstance(value, str) else INVALID
    except (binascii.Error, ValueError):
        data = INVALID
    return position.invalid(value, info) if data is INVALID else position.checked(data, info)


def _decode_time(position: Position, value: object, info: TypeInfo) -> object:
    if isinstance(value, datetime.datetime):
        if value.tzinfo is None:
            shown = MASK if position.is_secret else value
            position.report(describe(info), value, f"must have a time zone, but is {shown}")
        return value
    parsed = parse_time(value) if isinstance(value, str) else None
    if parsed is None:
        position.report(describe(info), value, _time_advice(value))
        return INVALID
    if not parsed.is_exact:
        position.report(describe(info), value)
    return parsed.time


def _time_advice(value: object) -> str | None:
    """What is wrong with a day or a number as a time, and what to give instead; None for other values."""
    if isinstance(value, str) and _parse_date(value) is not None:
        return (
            "must have a time and a time zone, but is a day; use datetime.combine(day, time(), UTC)"
        )
    if isinstance(value, int | float) and not isinstance(value, bool):
        return "must be a datetime, but is a number; use datetime.fromtimestamp(seconds, UTC)"
    return None


def _decode_date(position: Position, value: object, info: TypeInfo) -> object:
    if isinstance(value, datetime.datetime):
        position.report(describe(info), value, "must be a date, but is a datetime; call .date()")
        return INVALID
    day = _parse_date(value) if isinstance(value, str) else None
    return position.invalid(value, info) if day is None else day


def _parse_date(text: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(text) if len(text) == 10 else None
    except ValueError:
        return None


def _decode_literal(position: Position, value: object, info: TypeInfo) -> object:
    choices = info.arguments
    for choice in choices:
        if choice == value and type(choice) is type(value):
            return value
    if (whole := _whole(value)) is not None and whole in choices:
        return whole
    position.report(describe(info), value)
    if not isinstance(value, str | int) or isinstance(value, bool):
        return INVALID
    for choice in choices:  # "12" for 12, 12 for "12"
        if str(choice) == str(value):
            return choice
    return value if any(type(choice) is type(value) for choice in choices) else INVALID


def _decode_opaque(position: Position, value: object, info: TypeInfo) -> object:
    return position.convert(value, info.type)


SCALAR_DECODERS: dict[Kind, Callable[[Position, object, TypeInfo], object]] = {
    "any": _decode_any,
    "null": _decode_null,
    "boolean": _decode_boolean,
    "integer": _decode_integer,
    "number": _decode_number,
    "decimal": _decode_decimal,
    "decimal-text": _decode_decimal_text,
    "string": _decode_string,
    "bytes": _decode_bytes,
    "date-time": _decode_time,
    "date": _decode_date,
    "literal": _decode_literal,
    "opaque": _decode_opaque,
}

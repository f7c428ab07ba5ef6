"""Decimal numbers, which keep all digits of a JSON number or of a text.

msgspec reads a Decimal from numbers and texts alike. Therefore, it decodes these types with a hook.
"""

from __future__ import annotations

import math
import re
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Any, Final

from .limits import MAX_INTEGER_DIGITS
from .type_info import contains, type_info_of

_TEXT: Final = re.compile(
    rf"[+-]?\d{{1,{MAX_INTEGER_DIGITS}}}(\.\d{{1,{MAX_INTEGER_DIGITS}}})?([eE][+-]?\d{{1,6}})?",
    re.ASCII,
)


def exact(digits: str) -> Decimal:
    """A number of JSON with all its digits; infinity if Decimal cannot have its exponent."""
    try:
        return Decimal(digits)
    except InvalidOperation:
        return Decimal("-Infinity" if digits.startswith("-") else "Infinity")


def number_of(value: object) -> Decimal | None:
    """A JSON number as a decimal number; None for another value. A float has the digits that Python prints."""
    match value:
        case Decimal() if value.is_finite():
            return value
        case int() if not isinstance(value, bool):
            return Decimal(value)
        case float() if math.isfinite(value):
            return Decimal(repr(value))
        case _:
            return None


def text_of(value: object) -> Decimal | None:
    """A text with a decimal number, or such a number of a caller; None for another value."""
    if isinstance(value, str):
        return Decimal(value) if _TEXT.fullmatch(value) else None
    return value if isinstance(value, Decimal) else None


def from_text(type_: Any, value: object) -> object:
    """Return a text as a decimal number if the type is a JSON number with all digits; otherwise return the value
    unchanged.

    In forms, numbers are texts.
    """
    is_number = isinstance(value, str) and type_info_of(type_).kind == "decimal"
    number = text_of(value) if is_number else None
    return value if number is None else number


def nearest(number: Decimal) -> int | float:
    """The integer, unless it is very long, or the nearest float."""
    is_short = number.adjusted() < MAX_INTEGER_DIGITS
    return int(number) if is_short and number == number.to_integral_value() else float(number)


@cache
def has_decimals(type_: object) -> bool:
    """Whether a value of the type can contain a JSON number that keeps its digits."""
    return contains(type_, lambda info: info.kind == "decimal")


@cache
def has_decimal_texts(type_: object) -> bool:
    """Whether a value of the type can contain a text that is a decimal number."""
    return contains(type_, lambda info: info.kind == "decimal-text")

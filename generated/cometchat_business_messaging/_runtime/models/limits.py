"""Constraints that msgspec cannot check: all bounds of decimal numbers, `multipleOf` with fractions, and bounds beyond
64 bits.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import MAX_EMAX, MAX_PREC, MIN_EMIN, Context, Decimal
from typing import Any, ClassVar, Final

from msgspec import Meta

MAX_INTEGER_DIGITS: Final = 4_300
"""Python refuses to print longer integers."""

# Enough digits for the quotient of any integer that Python prints and the smallest float.
_CONTEXT: Final = Context(prec=5_000, Emin=MIN_EMIN, Emax=MAX_EMAX, traps=[])
_EXACT: Final = Context(prec=MAX_PREC, Emin=MIN_EMIN, Emax=MAX_EMAX, traps=[])


@dataclass(frozen=True, slots=True)
class Limits:
    """Constraints of a number, in an annotation beside `Meta`, with the names that `Meta` has.

    msgspec ignores them. `decoders` checks them after decoding, and only in types that contain them.
    """

    gt: int | Decimal | None = None
    ge: int | Decimal | None = None
    lt: int | Decimal | None = None
    le: int | Decimal | None = None
    multiple_of: float | Decimal | None = None
    one_of: tuple[int | Decimal, ...] | None = None

    min_length: ClassVar[None] = None
    max_length: ClassVar[None] = None
    pattern: ClassVar[None] = None


def limit_of(meta: Meta | Limits, name: str) -> Any:
    """A constraint, or None. msgspec's Meta has no `one_of`."""
    return getattr(meta, name, None)


def is_multiple(value: float | Decimal, step: float | Decimal) -> bool:
    """Whether a number is a multiple of another in decimal notation: 19.99 is a multiple of 0.01."""
    if isinstance(value, int) and isinstance(step, int):
        return value % step == 0
    number, unit = Decimal(str(value)), Decimal(str(step))
    remainder = _CONTEXT.remainder(number, unit)
    if not remainder.is_nan():
        return remainder == 0
    return number.is_finite() and _is_large_multiple(number, unit)


def _is_large_multiple(number: Decimal, unit: Decimal) -> bool:
    """Like `is_multiple`, for a quotient that has more digits than the context."""
    digits, exponent = _integer(number)
    divisor, scale = _integer(unit)
    zeros = exponent - scale  # can be too many to write them
    if zeros < 0:
        return False
    remainder = int(_EXACT.remainder(digits, divisor))
    return remainder * pow(10, zeros, int(divisor)) % int(divisor) == 0


def _integer(number: Decimal) -> tuple[Decimal, int]:
    """A number without its trailing zeros as an integer, and the exponent of its last digit."""
    number = _EXACT.normalize(number)
    exponent = number.adjusted() - len(number.as_tuple().digits) + 1
    return _EXACT.scaleb(number, -exponent), exponent

"""Constraints that msgspec cannot check: all bounds of decimal numbers, `multipleOf` with fractions, and bounds beyond
64 bits.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Context, Decimal
from typing import Any, ClassVar, Final

from msgspec import Meta

MAX_INTEGER_DIGITS: Final = 4_300
"""Python refuses to print longer integers."""

# Enough digits for the quotient of any integer that Python prints and the smallest float.
_CONTEXT: Final = Context(prec=5_000, traps=[])


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
    return _CONTEXT.remainder(Decimal(str(value)), Decimal(str(step))) == 0

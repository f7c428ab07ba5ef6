"""Multiples in decimal notation, for numbers of any size."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Annotated

import pytest
from client_under_test._runtime.models.limits import Limits, is_multiple
from client_under_test._runtime.serialization.validation import to_wire
from hypothesis import given
from hypothesis import strategies as st

DIGITS = "1" * 6_000


@pytest.mark.parametrize(
    ("value", "step", "expected"),
    [
        ("1E+10000", "0.01", True),
        ("-1E+10000", "0.01", True),
        ("1E+10000", "3", False),
        ("1E+999999999999999999", "0.03", False),
        ("3E+999999999999999999", "0.03", True),
        ("1E-999999999999999999", "1", False),
        ("0E-10000", "1", True),
        ("10E-1", "1", True),
        ("5", "1E+1", False),
        (f"{DIGITS}0E-1", "1", True),
        (f"{DIGITS}1E-1", "1", False),
        (f"{DIGITS}.5", "0.5", True),
        ("Infinity", "1", False),
        ("NaN", "1", False),
    ],
)
def test_multiples(value: str, step: str, expected: bool) -> None:
    assert is_multiple(Decimal(value), Decimal(step)) is expected


@given(st.decimals(allow_nan=False, allow_infinity=False), st.decimals("0.001", 1000, places=3))
def test_multiples_are_those_of_fractions(value: Decimal, step: Decimal) -> None:
    assert is_multiple(value, step) == (Fraction(value) % Fraction(step) == 0)


def test_a_large_argument_is_sent() -> None:
    value = Decimal("1E+10000")
    assert to_wire(value, Annotated[float, Limits(multiple_of=0.01)]) == value

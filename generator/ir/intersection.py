"""The intersection of two types (`allOf`)."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable
from dataclasses import fields, replace
from decimal import Decimal
from fractions import Fraction
from functools import reduce
from typing import Any

from generator.ir.types import (
    BOOLEANS,
    NUMBERS,
    UNCONSTRAINED,
    Anything,
    Constraints,
    ListOf,
    Literal,
    MapOf,
    Named,
    Nullable,
    Number,
    Scalar,
    ScalarKind,
    TupleOf,
    Type,
    Union,
)
from generator.ir.walk import non_null

Resolve = Callable[
    [Type], Type
]  # replaces a Named alias with its target and returns other types unchanged

_STRING_KINDS = {
    ScalarKind.DATE_TIME,
    ScalarKind.DATE,
    ScalarKind.BYTES,
    ScalarKind.DECIMAL_TEXT,
}
_LOWER_BOUNDS = {"minimum", "exclusive_minimum", "min_length"}


def intersect(first: Type, second: Type, resolve: Resolve) -> Type | None:
    """Return the type of the values that belong to both types.

    None means that no value belongs to both, or that the IR cannot express the intersection.
    """
    if first == second or isinstance(second, Anything):
        return first
    if isinstance(first, Anything):
        return second
    if isinstance(first, Nullable) or isinstance(second, Nullable):
        inner = intersect(non_null(first), non_null(second), resolve)
        both = isinstance(first, Nullable) and isinstance(second, Nullable)
        return Nullable(inner) if both and inner is not None else inner
    resolved = resolve(first), resolve(second)
    result = _intersect_resolved(*resolved, resolve)
    if result == resolved[0]:
        return first  # keep the name
    return second if result == resolved[1] else result


def _intersect_resolved(first: Type, second: Type, resolve: Resolve) -> Type | None:
    match first, second:
        case (Nullable(), _) | (_, Nullable()):
            return intersect(first, second, resolve)
        case Literal(), Literal():
            return _common_values(first, second)
        case Literal(), Scalar():
            return _valid_values(first, second)
        case Scalar(), Literal():
            return _valid_values(second, first)
        case (Union(), _) | (_, Union()):
            return _common_members(first, second, resolve)
        case TupleOf(), ListOf():
            return _tuple(first, second.item, resolve)
        case ListOf(), TupleOf():
            return _tuple(second, first.item, resolve)
        case Scalar(), Scalar():
            return _intersect_scalars(first, second)
        case ListOf(item=a, constraints=x), ListOf(item=b, constraints=y):
            item = intersect(a, b, resolve)
            return None if item is None else ListOf(item, _intersect_two(x, y))
        case MapOf(value=a, constraints=x), MapOf(value=b, constraints=y):
            value = intersect(a, b, resolve)
            return None if value is None else MapOf(value, _intersect_two(x, y))
        case (MapOf(value=Anything()), Named()):
            return second
        case (Named(), MapOf(value=Anything())):
            return first
        case _:
            return first if first == second else None


def _common_values(first: Literal, second: Literal) -> Type | None:
    values = tuple(value for value in first.values if value in second.values)
    return Literal(values, first.extensible and second.extensible) if values else None


def _valid_values(literal: Literal, scalar: Scalar) -> Literal | None:
    """Return the enumeration without the values that the scalar type excludes."""
    expected = int if scalar.kind in NUMBERS else str
    values = tuple(
        value
        for value in literal.values
        if isinstance(value, expected) and _satisfies(value, scalar.constraints)
    )
    return Literal(values, literal.extensible) if values else None


def _satisfies(value: int | str, constraints: Constraints) -> bool:
    """Return whether a value satisfies the constraints of a scalar."""
    if isinstance(value, str):
        low, high, pattern = constraints.min_length, constraints.max_length, constraints.pattern
        is_sized = (low is None or len(value) >= low) and (high is None or len(value) <= high)
        return is_sized and (pattern is None or re.search(pattern, value) is not None)
    exactly = Constraints(minimum=value, maximum=value)
    multiple = constraints.multiple_of
    return _admits_a_value(_intersect_two(replace(constraints, multiple_of=None), exactly)) and (
        multiple is None or Fraction(value) % Fraction(str(multiple)) == 0
    )


def _common_members(first: Type, second: Type, resolve: Resolve) -> Type | None:
    """Return the union of the intersections of all members; None if they have no values in common."""
    ones = first.members if isinstance(first, Union) else (first,)
    others = second.members if isinstance(second, Union) else (second,)
    common = [intersect(one, other, resolve) for one in ones for other in others]
    members = tuple(dict.fromkeys(each for each in common if each is not None))
    if len(members) < 2:
        return members[0] if members else None
    declared = first if isinstance(first, Union) else second
    assert isinstance(declared, Union)
    return Union(members, declared.discriminator)


def _tuple(items: TupleOf, item: Type, resolve: Resolve) -> TupleOf | None:
    """Return a tuple whose items also have the type of a list's items."""
    common = [intersect(each, item, resolve) for each in items.items]
    narrowed = [each for each in common if each is not None]
    return replace(items, items=tuple(narrowed)) if len(narrowed) == len(common) else None


def _intersect_scalars(first: Scalar, second: Scalar) -> Scalar | None:
    bounds = _intersect_two(first.constraints, second.constraints)
    if not _admits_a_value(bounds):
        return None
    if first.kind is second.kind:
        return Scalar(first.kind, bounds)
    kinds = {first.kind, second.kind}
    if ScalarKind.BOOLEAN in kinds and kinds <= BOOLEANS:
        return second if first.kind is ScalarKind.BOOLEAN else first
    if kinds <= NUMBERS:
        is_whole = ScalarKind.INTEGER in kinds
        return (
            Scalar(ScalarKind.INTEGER, whole_numbers(bounds))
            if is_whole
            else Scalar(ScalarKind.DECIMAL, as_decimals(bounds))
        )
    if ScalarKind.STRING in kinds and kinds & _STRING_KINDS:
        return first if first.kind in _STRING_KINDS else second
    return None


def _intersect_two(first: Constraints, second: Constraints) -> Constraints:
    """Return constraints that require both. Of two patterns the second is kept: one expression cannot require both."""
    if UNCONSTRAINED in (first, second):
        return second if first == UNCONSTRAINED else first
    merged = {}
    for name in (f.name for f in fields(Constraints)):
        a, b = getattr(first, name), getattr(second, name)
        if a is None or b is None or name == "pattern":
            merged[name] = a if b is None else b
        elif name == "values":
            merged[name] = tuple(value for value in a if value in b)
        elif name == "multiple_of":
            merged[name] = _common_multiple(a, b)
        else:
            merged[name] = max(a, b) if name in _LOWER_BOUNDS else min(a, b)
    return _without_redundant_bounds(Constraints(**merged))


def intersect_constraints(constraints: Iterable[Constraints]) -> Constraints:
    """Return constraints that require all the given constraints."""
    return reduce(_intersect_two, constraints, UNCONSTRAINED)


def whole_numbers(constraints: Constraints) -> Constraints:
    """Return constraints of integers that are equivalent to constraints of numbers."""
    multiple = constraints.multiple_of
    # An integer is a multiple of p/q in lowest terms if it is a multiple of p.
    step = 1 if multiple is None else Fraction(str(multiple)).numerator
    return replace(
        constraints,
        minimum=_rounded(constraints.minimum, math.ceil),
        maximum=_rounded(constraints.maximum, math.floor),
        exclusive_minimum=_rounded(constraints.exclusive_minimum, math.floor),
        exclusive_maximum=_rounded(constraints.exclusive_maximum, math.ceil),
        multiple_of=step if step > 1 else None,
    )


def as_decimals(constraints: Constraints) -> Constraints:
    """Return constraints of numbers as decimal numbers, with the digits that the document states."""
    names = ("minimum", "maximum", "exclusive_minimum", "exclusive_maximum", "multiple_of")
    values = {name: getattr(constraints, name) for name in names}
    fractions: dict[str, Any] = {
        name: Decimal(str(value)) for name, value in values.items() if isinstance(value, float)
    }
    return replace(constraints, **fractions)


def _rounded(bound: Number | None, direction: Callable[[Number], int]) -> int | None:
    return None if bound is None else direction(bound)


def _common_multiple(first: Number, second: Number) -> Number:
    """Return the least common multiple of two numbers.

    The calculation uses the decimal notation of a fraction, not its binary approximation.
    """
    one, other = Fraction(str(first)), Fraction(str(second))
    numerator = math.lcm(one.numerator, other.numerator)
    common = Fraction(numerator, math.gcd(one.denominator, other.denominator))
    if common.denominator == 1:
        return common.numerator
    are_exact = Decimal in (type(first), type(second))
    return Decimal(common.numerator) / common.denominator if are_exact else float(common)


def _admits_a_value(both: Constraints) -> bool:
    """Return whether any value can satisfy all the bounds."""
    sides = (
        (both.minimum, both.maximum, False),
        (both.minimum, both.exclusive_maximum, True),
        (both.exclusive_minimum, both.maximum, True),
        (both.exclusive_minimum, both.exclusive_maximum, True),
        (both.min_length, both.max_length, False),
    )
    return both.values != () and not any(
        low is not None and high is not None and (low > high or (low == high and is_open))
        for low, high, is_open in sides
    )


def _without_redundant_bounds(both: Constraints) -> Constraints:
    """Keep only the stricter of an inclusive and an exclusive bound on the same side: the decoder accepts one."""
    low, above, high, below = (
        both.minimum,
        both.exclusive_minimum,
        both.maximum,
        both.exclusive_maximum,
    )
    if low is not None and above is not None:
        both = replace(both, **({"exclusive_minimum": None} if low > above else {"minimum": None}))
    if high is not None and below is not None:
        both = replace(both, **({"exclusive_maximum": None} if high < below else {"maximum": None}))
    return both

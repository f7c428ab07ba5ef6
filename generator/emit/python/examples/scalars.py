"""Values of scalar types: the example of the document if it satisfies the constraints, otherwise a usual value."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from math import isfinite
from typing import Any

from generator.emit.python.examples.layout import Snippet
from generator.emit.python.text.literals import literal, string
from generator.ir.types import NUMBERS, Constraints, Number, Scalar, ScalarKind
from generator.json_types import Json
from generator.patterns import sample

_CONSTANTS = {
    ScalarKind.BOOLEAN: "True",
    ScalarKind.TRUE: "True",
    ScalarKind.FALSE: "False",
    ScalarKind.NULL: "None",
    ScalarKind.BYTES: 'b"data"',
}
_TIMES = {ScalarKind.DATE_TIME: "2026-01-15T09:30:00Z", ScalarKind.DATE: "2026-01-15"}
_DECIMAL = re.compile(r"-?\d{1,40}(\.\d{1,40})?", re.ASCII)
_LONGEST = 200  # characters of a text


class NoExampleError(Exception):
    """No value of a type is known."""


def scalar_example(type_: Scalar, example: Json, name: str) -> Snippet:
    """Return an example of a scalar.

    Args:
        example: The example of the document, or None.
        name: The name of the argument or property, which becomes the text of a string.

    Raises:
        NoExampleError: No value is known that satisfies the constraints.
    """
    kind, constraints = type_.kind, type_.constraints
    if kind is ScalarKind.BOOLEAN and isinstance(example, bool):
        return literal(example)
    if kind in _TIMES:
        return _time(kind, example)
    if kind is ScalarKind.STRING:
        return string(_text(constraints, example, name))
    if kind is ScalarKind.DECIMAL_TEXT:
        return f"Decimal({string(_decimal_text(example))})"
    if kind in NUMBERS:
        number = _number(constraints, example, kind)
        return f'Decimal("{number}")' if isinstance(number, Decimal) else literal(number)
    return _CONSTANTS[kind]


def is_in_length(size: int, constraints: Constraints) -> bool:
    """Return whether a number of characters, items or entries satisfies the constraints."""
    most = constraints.max_length
    return size >= (constraints.min_length or 0) and (most is None or size <= most)


def _time(kind: ScalarKind, example: Json) -> str:
    parse = datetime if kind is ScalarKind.DATE_TIME else date
    text = example if isinstance(example, str) and example.isascii() else ""
    try:
        value = parse.fromisoformat(text)
    except ValueError:
        text = _TIMES[kind]
    else:
        text = text if not isinstance(value, datetime) or value.tzinfo else _TIMES[kind]
    return f"{parse.__name__}.fromisoformat({string(text)})"


def _text(constraints: Constraints, example: Json, name: str) -> str:
    def fits(text: str) -> bool:
        is_long = len(text) > _LONGEST and len(text) > (constraints.min_length or 0)
        pattern = constraints.pattern
        matches = pattern is None or re.search(pattern, text) is not None
        return not is_long and is_in_length(len(text), constraints) and matches and bool(text)

    if isinstance(example, str) and fits(example):
        return example
    least = constraints.min_length or 0
    plain = re.sub(r"[^!-~]", "", name) or "text"
    candidates = [plain, plain.ljust(least, "x"), plain[: constraints.max_length]]
    for text in candidates:
        if fits(text):
            return text
    if constraints.pattern is not None:
        found = sample(constraints.pattern, least, constraints.max_length)
        if found is not None:
            return found
    raise NoExampleError(name)


def _decimal_text(example: Json) -> str:
    is_number = isinstance(example, str) and _DECIMAL.fullmatch(example) is not None
    return str(example) if is_number else "1.50"


def _number(constraints: Constraints, example: Json, kind: ScalarKind) -> Number:
    types = int if kind is ScalarKind.INTEGER else int | float | Decimal
    for candidate in (example, *_numbers(constraints)):
        if isinstance(candidate, bool) or not isinstance(candidate, types):
            continue
        value = Decimal(str(candidate)) if kind is ScalarKind.DECIMAL else candidate
        if isfinite(value) and _satisfies(value, constraints):
            return value
    raise NoExampleError


def _numbers(constraints: Constraints) -> Iterator[Number]:
    """Yield numbers near the constraints."""
    yield from constraints.values or (1, 0, -1)
    step = constraints.multiple_of or 1
    bounds: tuple[Any, ...] = (
        constraints.minimum,
        constraints.exclusive_minimum,
        constraints.maximum,
        constraints.exclusive_maximum,
    )
    for bound in bounds:
        if bound is not None:
            whole = round(Fraction(str(bound)) / Fraction(str(step))) * Fraction(str(step))
            for value in (whole, whole + Fraction(str(step)), whole - Fraction(str(step))):
                yield int(value) if value.denominator == 1 else float(value)
            yield bound
            half = type(bound)(1) / 2
            yield from (bound + half, bound - half)
    yield step


def _satisfies(value: Number, constraints: Constraints) -> bool:
    low, high = constraints.minimum, constraints.maximum
    above, below = constraints.exclusive_minimum, constraints.exclusive_maximum
    step = constraints.multiple_of
    return (
        (low is None or value >= low)
        and (high is None or value <= high)
        and (above is None or value > above)
        and (below is None or value < below)
        and (constraints.values is None or value in constraints.values)
        and (not step or (Fraction(str(value)) / Fraction(str(step))).denominator == 1)
    )

"""The constraints of a type as arguments of `Annotated`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from decimal import Decimal
from fractions import Fraction
from typing import TypeAlias

from generator.emit.python.imports import Imports
from generator.emit.python.text.literals import literal, tuple_of
from generator.ir.types import INT64, Constraints
from generator.json_types import Json

_CONSTRAINTS = {
    "minimum": "ge",
    "maximum": "le",
    "exclusive_minimum": "gt",
    "exclusive_maximum": "lt",
    "multiple_of": "multiple_of",
    "min_length": "min_length",
    "max_length": "max_length",
    "pattern": "pattern",
    "values": "one_of",
}

_Value: TypeAlias = "Json | Decimal | tuple[Json | Decimal, ...]"


def constraint_metadata(
    imports: Imports, constraints: Constraints, *, is_decimal: bool
) -> list[str]:
    """Return `Meta(...)` with the constraints that msgspec checks, and `Limits(...)` with the others."""
    values = {f.name: getattr(constraints, f.name) for f in fields(constraints)}
    stated = {name: value for name, value in values.items() if value is not None}
    checked = {
        name: value
        for name, value in stated.items()
        if not is_decimal and _is_checked_by_msgspec(name, value)
    }
    others = {name: value for name, value in stated.items() if name not in checked}
    return [
        f"{imports.use(marker)}({_keyword_arguments(imports, part)})"
        for marker, part in (("Meta", checked), ("Limits", others))
        if part
    ]


def _keyword_arguments(imports: Imports, constraints: Mapping[str, _Value]) -> str:
    return ", ".join(
        f"{_CONSTRAINTS[name]}={_constant(imports, v)}" for name, v in constraints.items()
    )


def _constant(imports: Imports, value: _Value) -> str:
    if isinstance(value, tuple):
        return tuple_of(_constant(imports, each) for each in value)
    if isinstance(value, Decimal):
        return f'{imports.use("Decimal")}("{value}")'
    return literal(value)


def _is_checked_by_msgspec(name: str, value: Json) -> bool:
    """Return whether msgspec checks a constraint: not for integers beyond 64 bits, nor for multiples of most fractions.

    It computes with binary fractions, in which 19.99 is no multiple of 0.01.
    """
    if name == "values":
        return False
    if isinstance(value, float):
        return name != "multiple_of" or Fraction(value) == Fraction(str(value))
    if not isinstance(value, int):
        return True
    margin = name in {"exclusive_minimum", "exclusive_maximum"}
    return -INT64 + margin <= value < INT64 - margin

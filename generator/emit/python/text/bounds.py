"""The constraints of a type in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, replace
from typing import Final

from generator.diagnostics import printable
from generator.ir.types import UNCONSTRAINED, Constraints, ListOf, MapOf, Scalar, Type

_BOUNDS: Final = {
    "minimum": "at least {}",
    "maximum": "at most {}",
    "exclusive_minimum": "more than {}",
    "exclusive_maximum": "less than {}",
    "multiple_of": "a multiple of {}",
    "min_length": "at least {} {unit}",
    "max_length": "at most {} {unit}",
    "pattern": "matches {}",
    "values": "one of {}",
}
_UNITS: Final = {ListOf: ("item", "items"), MapOf: ("entry", "entries")}


def constraints_of(type_: Type) -> Constraints:
    """The constraints of a type; none for a type that cannot have any."""
    return type_.constraints if isinstance(type_, Scalar | ListOf | MapOf) else UNCONSTRAINED


def describe_bounds(type_: Type) -> Iterator[str]:
    """The constraints of a type in words."""
    return _describe(constraints_of(type_), type_)


def bounds_sentence(type_: Type) -> str:
    """The constraints of a type as a sentence, without patterns, which can be long; empty if there are none."""
    text = ", ".join(_describe(replace(constraints_of(type_), pattern=None), type_))
    return f"{text[0].upper()}{text[1:]}." if text else ""


def _describe(constraints: Constraints, type_: Type) -> Iterator[str]:
    units = _UNITS.get(type(type_), ("character", "characters"))
    for each in fields(constraints):
        value = getattr(constraints, each.name)
        if value is not None:
            text = ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)
            yield _BOUNDS[each.name].format(printable(text), unit=units[value != 1])

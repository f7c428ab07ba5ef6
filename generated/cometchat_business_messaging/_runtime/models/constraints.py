"""Describe types and their constraints in words, and test values against the constraints."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from msgspec import Meta

from .limits import Limits, is_multiple, limit_of
from .reprs import MASK, counted, short_repr
from .type_info import TypeInfo, type_info_of


def describe(info: TypeInfo) -> str:
    """The values that a type accepts, in words and without an article: `integer from 1 to 100`."""
    match info.kind:
        case "literal":
            text = describe_choices(info.arguments)
        case "union":
            members = dict.fromkeys(describe(type_info_of(member)) for member in info.arguments)
            text = " or ".join(members)
        case "date-time":
            text = "date-time with a time zone"
        case "map":
            text = "object"
        case "tuple":
            text = f"array of {counted(len(info.arguments), 'item')}"
        case "bytes":
            text = "base64 string"
        case "decimal":
            text = "number"
        case "decimal-text":
            text = "string with a decimal number"
        case "opaque":
            text = getattr(info.type, "__name__", "value")
        case kind:
            text = kind
    phrases = ", ".join(constraint.phrase for constraint in _constraints(info))
    return f"{text} {phrases}" if phrases else text


def describe_choices(values: tuple[object, ...]) -> str:
    """The values of an enumeration, in words."""
    return "one of " + ", ".join(repr(value) for value in values)


def satisfies(value: object, metas: tuple[Meta | Limits, ...]) -> bool:
    """Whether a value of the right type satisfies all constraints."""
    limits = ((test, limit_of(meta, name)) for meta in metas for name, test in _TESTS.items())
    return all(limit is None or test(value, limit) for test, limit in limits)


def violation(value: Any, info: TypeInfo, *, secret: bool = False) -> str:
    """The first constraint that a value violates, in words; the value is masked if it is `secret`.

    For example, `must have 1 to 10 items, but has 11`.
    """
    for constraint in _constraints(info):
        if all(_TESTS[name](value, limit) for name, limit in constraint.limits):
            continue
        if constraint.requirement.startswith("have"):
            return f"must {constraint.requirement}, but has {len(value):,}"
        return f"must {constraint.requirement}, but is {MASK if secret else short_repr(value)}"
    return f"must be {describe(info)}"


class _Constraint(NamedTuple):
    phrase: str  # as it follows the name of a type
    requirement: str  # as it follows "must"
    limits: tuple[tuple[str, Any], ...]  # attributes of msgspec.Meta and their values


_UNITS = {"string": "character", "bytes": "byte", "map": "property"}
_PHRASES = {
    "gt": ("greater than {}", "be greater than {}"),
    "ge": ("of at least {}", "be at least {}"),
    "lt": ("less than {}", "be less than {}"),
    "le": ("of at most {}", "be at most {}"),
    "multiple_of": ("that is a multiple of {}", "be a multiple of {}"),
    "pattern": ("matching {!r}", "match {!r}"),
    "one_of": ("that is one of {}", "be one of {}"),
}
_TESTS: dict[str, Callable[[Any, Any], bool]] = {
    "gt": lambda value, limit: value > limit,
    "ge": lambda value, limit: value >= limit,
    "lt": lambda value, limit: value < limit,
    "le": lambda value, limit: value <= limit,
    "multiple_of": is_multiple,
    "min_length": lambda value, limit: len(value) >= limit,
    "max_length": lambda value, limit: len(value) <= limit,
    "pattern": lambda value, limit: re.search(limit, value) is not None,
    "one_of": lambda value, limit: value in limit,
}


def _constraints(info: TypeInfo) -> Iterator[_Constraint]:
    for meta in info.metas:
        limits = {name: limit for name in _TESTS if (limit := limit_of(meta, name)) is not None}
        if "min_length" in limits or "max_length" in limits:
            lengths = tuple((name, limits.pop(name)) for name in [*limits] if "length" in name)
            text = _length_range(dict(lengths), _UNITS.get(info.kind, "item"))
            yield _Constraint(f"of {text}", f"have {text}", lengths)
        if "ge" in limits and "le" in limits:
            bounds = (("ge", limits.pop("ge")), ("le", limits.pop("le")))
            text = f"from {bounds[0][1]} to {bounds[1][1]}"
            yield _Constraint(text, f"be {text}", bounds)
        for name, limit in limits.items():
            shown = ", ".join(map(str, limit)) if name == "one_of" else limit
            phrase, requirement = (text.format(shown) for text in _PHRASES[name])
            yield _Constraint(phrase, requirement, ((name, limit),))


def _length_range(lengths: dict[str, int], unit: str) -> str:
    low, high = lengths.get("min_length"), lengths.get("max_length")
    if low is None or high is None:
        return (
            f"at most {counted(high or 0, unit)}"
            if low is None
            else f"at least {counted(low, unit)}"
        )
    return f"exactly {counted(low, unit)}" if low == high else f"{low:,} to {counted(high, unit)}"

"""Constraints of a schema that no value satisfies together, values that are listed twice, and unknown formats."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from typing import Any, Final, NamedTuple, TypeGuard

from generator.diagnostics import nearest, suggestion
from generator.lint.keywords import declared_types
from generator.lint.messages import SchemaIssue, article, short
from generator.openapi.schema_keywords import TYPES_OF_FORMATS

FORMAT: Final = "format"
"""The keyword with an open list of values: an unknown value is allowed by the standard."""

_MISSPELLED: Final = 0.85  # similarity of an unknown format to the intended one
_SIZES: Final = (
    ("minLength", "maxLength"),
    ("minItems", "maxItems"),
    ("minProperties", "maxProperties"),
    ("minContains", "maxContains"),
    ("minContains", "maxItems"),
)
_LOW: Final = ("minimum", "exclusiveMinimum")
_HIGH: Final = ("maximum", "exclusiveMaximum")
_CONSTRAINTS: Final = frozenset((*_LOW, *(low for low, _ in _SIZES), "maxProperties"))
_CHECKED: Final = _CONSTRAINTS | {FORMAT, "enum", "exclusiveMaximum"}


class _Bound(NamedTuple):
    key: str
    value: Fraction
    is_exclusive: bool


def exact(number: Any) -> Fraction:
    """The decimal number that the document states, without the rounding of a float."""
    return Fraction(number if isinstance(number, int) else str(number))


def constraint_issues(schema: Mapping[str, Any]) -> Iterable[SchemaIssue]:
    """The issues of the values of keywords in one schema, without the schemas that it contains."""
    return () if _CHECKED.isdisjoint(schema) else _constraint_issues(schema)


def _constraint_issues(schema: Mapping[str, Any]) -> Iterator[SchemaIssue]:
    name = schema.get(FORMAT)
    if isinstance(name, str) and TYPES_OF_FORMATS.get(name, "") != schema.get("type"):
        yield from _format(name, declared_types(schema))
    values = schema.get("enum")
    if isinstance(values, list):
        yield from _duplicates(values)
        if not values:
            yield SchemaIssue(("enum",), '"enum" lists no value: add one', advisory=True)
    for limit in ("Minimum", "Maximum"):
        if schema.get(f"exclusive{limit}") is True and limit.lower() not in schema:
            message = f'"exclusive{limit}" has no effect without "{limit.lower()}": add it'
            yield SchemaIssue((f"exclusive{limit}",), message, at_key=True, advisory=True)
    yield from contradictions(schema)


def contradictions(schema: Mapping[str, Any]) -> Iterator[SchemaIssue]:
    """The constraints that no value satisfies together."""
    if _CONSTRAINTS.isdisjoint(schema):
        return
    for least, most in _SIZES:
        low, high = schema.get(least), schema.get(most)
        if _is_number(low) and _is_number(high) and low > high:
            yield _impossible(least, low, f'"{most}" is {high}')
    required, most_properties = schema.get("required"), schema.get("maxProperties")
    if isinstance(required, list) and _is_number(most_properties):
        names = {name for name in required if isinstance(name, str)}
        if len(names) > most_properties:
            reason = f'"required" lists {len(names)} properties'
            yield _impossible("maxProperties", most_properties, reason)
    yield from _range(schema)


def _range(schema: Mapping[str, Any]) -> Iterator[SchemaIssue]:
    """Whether no number is within the bounds, is an integer if it must be, and is a multiple of `multipleOf`."""
    lows, highs = _bounds(schema, _LOW), _bounds(schema, _HIGH)
    if not lows or not highs:
        return
    low = max(lows, key=lambda bound: (bound.value, bound.is_exclusive))
    high = min(highs, key=lambda bound: (bound.value, not bound.is_exclusive))
    exclusive = low.is_exclusive or high.is_exclusive
    other = f'"{high.key}" is {short(schema[high.key])}'
    if low.value > high.value or (low.value == high.value and exclusive):
        yield _impossible(low.key, schema[low.key], other)
        return
    step = _step(schema)
    if step and not _has_multiple(low, high, step):
        reason = f"{other} and {_step_rule(schema)}"
        yield _impossible(low.key, schema[low.key], reason)


def _bounds(schema: Mapping[str, Any], keys: tuple[str, str]) -> list[_Bound]:
    """The inclusive and the exclusive bound. `exclusiveMinimum: true` makes the inclusive one exclusive (3.0)."""
    inclusive, exclusive = (schema.get(key) for key in keys)
    bounds = []
    if _is_number(inclusive):
        bounds.append(_Bound(keys[0], exact(inclusive), exclusive is True))
    if _is_number(exclusive):
        bounds.append(_Bound(keys[1], exact(exclusive), True))
    return bounds


def _step(schema: Mapping[str, Any]) -> Fraction | None:
    multiple = schema.get("multipleOf")
    if _is_number(multiple) and multiple > 0:
        return exact(multiple)
    return Fraction(1) if declared_types(schema) == ("integer",) else None


def _step_rule(schema: Mapping[str, Any]) -> str:
    if "multipleOf" in schema:
        return f'"multipleOf" is {short(schema["multipleOf"])}'
    return '"type" is integer'


def _has_multiple(low: _Bound, high: _Bound, step: Fraction) -> bool:
    first = math.ceil(low.value / step)
    if low.is_exclusive and first * step == low.value:
        first += 1
    value = first * step
    return value < high.value or (value == high.value and not high.is_exclusive)


def _impossible(key: str, value: object, reason: str) -> SchemaIssue:
    message = f'no value is valid: "{key}" is {short(value)}, but {reason}; correct one of them'
    return SchemaIssue((key,), message, at_key=True, advisory=True)


def _is_number(value: object) -> TypeGuard[int | float]:
    if isinstance(value, float):
        return math.isfinite(value)
    return isinstance(value, int) and not isinstance(value, bool)


def _format(name: str, types: tuple[str, ...]) -> Iterator[SchemaIssue]:
    of_format = TYPES_OF_FORMATS.get(name)
    if of_format is None:
        near = nearest(name, TYPES_OF_FORMATS, cutoff=_MISSPELLED)
        hint = suggestion(name, TYPES_OF_FORMATS) or ": remove it, or describe it in words"
        message = f"the format {short(name)} is not known{hint}"
        intended = frozenset((near,)) - {""}
        yield SchemaIssue((FORMAT,), message, keyword=FORMAT, intended=intended, advisory=True)
    elif types and of_format == "string" and "string" not in types:
        subject = " or ".join(map(article, types))
        message = f'the format {name} has no effect on {subject}: write "type: string"'
        yield SchemaIssue((FORMAT,), message, advisory=True)
    elif types and {"string", "integer", "number"}.isdisjoint(types):
        subject = " or ".join(map(article, types))
        message = f'the format {name} has no effect on {subject}: write "type: {of_format}"'
        yield SchemaIssue((FORMAT,), message, advisory=True)


def _duplicates(values: list[Any]) -> Iterator[SchemaIssue]:
    if all(isinstance(value, str) for value in values) and len(set(values)) == len(values):
        return  # the most common case
    seen: set[object] = set()
    for index, value in enumerate(values):
        # JSON distinguishes 1 from true, but not from 1.0.
        is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
        identity = exact(value) if is_number else json.dumps(value, sort_keys=True)
        if identity in seen:
            message = f"{short(value)} is listed twice: remove it"
            yield SchemaIssue(("enum", index), message, keyword="uniqueItems", advisory=True)
        seen.add(identity)

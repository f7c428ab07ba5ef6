"""The differences between the constraints of two values, by the values that they allow."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import floor
from typing import Final, NamedTuple, TypeAlias

from generator.diagnostics import printable
from generator.ir.types import Constraints, Number

_Position: TypeAlias = "tuple[Fraction, bool]"  # of a bound; the greater one allows fewer values

_KEYWORDS: Final = {
    "minimum": ("minimum", "exclusiveMinimum"),
    "maximum": ("maximum", "exclusiveMaximum"),
    "exclusive_minimum": ("exclusiveMinimum", "minimum"),
    "exclusive_maximum": ("exclusiveMaximum", "maximum"),
    "multiple_of": ("multipleOf",),
    "min_length": ("minLength", "minItems", "minProperties"),
    "max_length": ("maxLength", "maxItems", "maxProperties"),
}
# The constraints on each side of a value, and the sign that makes the tighter bound the greater one.
_SIDES: Final = {
    ("minimum", "exclusive_minimum"): 1,
    ("maximum", "exclusive_maximum"): -1,
    ("min_length",): 1,
    ("max_length",): -1,
}


class ConstraintChange(NamedTuple):
    """A constraint that differs: the end of the rule's id, the detail, and the keywords that can state it."""

    rule: str
    detail: str
    keywords: tuple[str, ...]


class _Bound(NamedTuple):
    position: _Position
    name: str
    value: Number


def constraint_changes(
    old: Constraints, new: Constraints, *, is_integer: bool
) -> Iterator[ConstraintChange]:
    """The constraints that allow other values than before."""
    for names, sign in _SIDES.items():
        before, after = (_bound(each, names, sign, is_integer) for each in (old, new))
        if (before and before.position) != (after and after.position):
            yield _change(before, after)
    first, second = old.multiple_of, new.multiple_of
    if (first and _exact(first)) != (second and _exact(second)):
        tighter = first is None or (second is not None and _exact(first) % _exact(second) != 0)
        bounds = [
            None if value is None else _Bound((Fraction(), is_tighter), "multiple_of", value)
            for value, is_tighter in ((first, False), (second, tighter))
        ]
        yield _change(*bounds)
    if old.values != new.values:
        tighter = new.values is not None and (
            old.values is None or not set(old.values) <= set(new.values)
        )
        texts = [", ".join(map(str, each or ())) or "any" for each in (old.values, new.values)]
        rule = f"bound-{'tightened' if tighter else 'loosened'}"
        yield ConstraintChange(rule, f"values {' → '.join(texts)}", ("enum", "const"))
    if old.pattern != new.pattern:
        kind = "added" if old.pattern is None else "removed" if new.pattern is None else "changed"
        shown = [
            printable(each) if each is not None else "none" for each in (old.pattern, new.pattern)
        ]
        yield ConstraintChange(f"pattern-{kind}", " → ".join(shown), ("pattern",))


def _bound(
    constraints: Constraints, names: tuple[str, ...], sign: int, is_integer: bool
) -> _Bound | None:
    """The tightest bound on one side."""
    bounds = [
        _Bound(_position(name, value, sign, is_integer), name, value)
        for name in names
        if (value := getattr(constraints, name)) is not None
    ]
    return max(bounds, default=None)


def _position(name: str, value: Number, sign: int, is_integer: bool) -> _Position:
    """The place of a bound among others: more than 0 is at least 1 for integers."""
    is_exclusive = name.startswith("exclusive")
    if is_integer and is_exclusive:
        return Fraction(floor(sign * value) + 1), False
    return sign * _exact(value), is_exclusive


def _exact(value: Number) -> Fraction:
    """The number as the document writes it, so that a float is equal to the same Decimal."""
    return Fraction(str(value))


def _change(old: _Bound | None, new: _Bound | None) -> ConstraintChange:
    is_tighter = new is not None and (old is None or new.position > old.position)
    name = new.name if new is not None else old.name if old is not None else ""
    texts = [f"{each.value}" if each is not None else "none" for each in (old, new)]
    if old is not None and old.name != name:
        texts[1] = f"{_words(name)} {texts[1]}"
    first = old.name if old is not None else name
    detail = f"{_words(first)} {' → '.join(texts)}"
    return ConstraintChange(
        f"bound-{'tightened' if is_tighter else 'loosened'}", detail, _KEYWORDS[name]
    )


def _words(name: str) -> str:
    return name.replace("_", " ")

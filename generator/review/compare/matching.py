"""The pairs of declarations, fields and security schemes that are the same one under two names."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Final, TypeVar

from generator.ir.api import SecurityScheme
from generator.ir.types import Alias, Declaration, Field, Literal, Model
from generator.review.compare.comparison import Comparison, Side

_ALIKE: Final = 0.6  # the least share of common fields, of two models under different names

_PAIRS: Final = 100_000  # the most pairs of declarations that are compared

_T = TypeVar("_T")


def renamed_declarations(base: Side, head: Side) -> dict[str, str]:
    """The new names of the declarations of the base that the head has under another name only."""
    gone = [each for name, each in base.declarations.items() if name not in head.declarations]
    come = [each for name, each in head.declarations.items() if name not in base.declarations]
    by_origin = {(type(each), head.origin(each), each.direction): each for each in come}
    result: dict[str, str] = {}
    for each in gone:
        same = by_origin.get((type(each), base.origin(each), each.direction))
        if same is not None:
            result[each.name] = same.name
    rest = [each for each in gone if each.name not in result]
    taken = set(result.values())
    free = [each for each in come if each.name not in taken]
    if len(rest) * len(free) <= _PAIRS:
        for old, new in best_pairs(rest, free, _likeness, _ALIKE):
            result[old.name] = new.name
    return result


def renamed_schemes(
    base: Sequence[SecurityScheme], head: Sequence[SecurityScheme]
) -> dict[str, str]:
    """The new names of the security schemes of the base that the head has under another name only.

    Callers do not see these names, except in arguments of the client that are named after them.
    """
    common = {each.wire for each in base} & {each.wire for each in head}
    gone, come = ([each for each in side if each.wire not in common] for side in (base, head))

    def likeness(old: SecurityScheme, new: SecurityScheme) -> float:
        as_new = replace(old, wire=new.wire, description=new.description)
        if as_new == new:
            return 2
        return replace(as_new, credentials=new.credentials) == new

    return {old.wire: new.wire for old, new in best_pairs(gone, come, likeness, 1)}


def best_pairs(
    olds: Sequence[_T], news: Sequence[_T], likeness: Callable[[_T, _T], float], least: float
) -> list[tuple[_T, _T]]:
    """Pairs of one old and one new value each, the most similar first, with at least this likeness."""
    scored = [
        (-score, first, second)
        for first, old in enumerate(olds)
        for second, new in enumerate(news)
        if (score := likeness(old, new)) >= least
    ]
    used_olds: set[int] = set()
    used_news: set[int] = set()
    pairs = []
    for _, first, second in sorted(scored):
        if first not in used_olds and second not in used_news:
            used_olds.add(first)
            used_news.add(second)
            pairs.append((olds[first], news[second]))
    return pairs


def are_alike(comparison: Comparison, old: str, new: str) -> bool:
    """Whether a model is another one under a new name: from the same schema, or with most of its fields."""
    base, head = comparison.base, comparison.head
    first, second = base.declarations[old], head.declarations[new]
    return base.origin(first) == head.origin(second) or _likeness(first, second) >= _ALIKE


def _likeness(old: Declaration, new: Declaration) -> float:
    if isinstance(old, Model) and isinstance(new, Model):
        return _overlap([f.wire for f in old.fields], [f.wire for f in new.fields])
    if isinstance(old, Alias) and isinstance(new, Alias):
        if isinstance(old.type, Literal) and isinstance(new.type, Literal):
            return _overlap(old.type.values, new.type.values)
        return float(old.type == new.type)
    return 0.0


def _overlap(first: Iterable[object], second: Iterable[object]) -> float:
    ones, others = set(first), set(second)
    every = ones | others
    return len(ones & others) / len(every) if every else 0.0


def renamed_fields(
    old: Sequence[Field], new: Sequence[Field], same_type: Callable[[Field, Field], bool]
) -> list[tuple[Field, Field]]:
    """The fields that have another wire name now: of the same type, and after the same sibling."""
    kept = {field.wire for field in old} & {field.wire for field in new}
    gone = [(f, _sibling(old, f, kept)) for f in old if f.wire not in kept]
    come = [(f, _sibling(new, f, kept)) for f in new if f.wire not in kept]
    only = len(gone) == len(come) == 1

    def likeness(a: tuple[Field, str], b: tuple[Field, str]) -> float:
        first, second = a[0], b[0]
        if first.required != second.required or not same_type(first, second):
            return 0.0
        is_described = bool(first.description) and first.description == second.description
        return (a[1] == b[1]) + is_described + only / 2

    return [(a[0], b[0]) for a, b in best_pairs(gone, come, likeness, 0.5)]


def _sibling(fields: Sequence[Field], field: Field, kept: set[str]) -> str:
    """The wire name of the nearest field before this one that both sides have."""
    before = [each.wire for each in fields[: list(fields).index(field)] if each.wire in kept]
    return before[-1] if before else ""

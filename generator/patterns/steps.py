"""An upper bound of the steps of a backtracking matcher."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import inf
from typing import NamedTuple

from generator.patterns.expressions import NOTHING, Chain, Choice, Expression, One, Repeat


class _Cost(NamedTuple):
    """Upper bounds for matching at one position of a value with a known length."""

    ways: float  # number of ways to match; each of them is tried
    steps: float


def steps_of_search(node: Expression, size: int) -> float:
    """The steps of a search in a value of `size` characters. It starts at each character, unless it is anchored."""
    steps = _cost(_without_tail(node), 0, size).steps
    return steps if node.anchored else steps * max(size, 1)


def _without_tail(node: Expression) -> Expression:
    """The expression without optional repetitions at its end, which never cause backtracking."""
    match node:
        case Chain(items):
            return replace(node, items=(*items[:-1], _without_tail(items[-1]))) if items else node
        case Repeat(item, least):
            return replace(node, most=least) if isinstance(item, One) else node
        case _:
            return node


def _cost(node: Expression, following: int, size: int) -> _Cost:
    """The cost of a part, given the characters that can follow it."""
    match node:
        case One():
            return _Cost(1, 1)
        case Chain(items):
            return _cost_of_sequence(items, following, size)
        case Choice(branches):
            return _cost_of_choice(branches, following, size)
        case Repeat():
            return _cost_of_repeat(node, following, size)


def _cost_of_sequence(items: Sequence[Expression], following: int, size: int) -> _Cost:
    ways = steps = 1.0
    for item, after in zip(items, _followings(items, following), strict=True):
        cost = _cost(item, after, size)
        steps += ways * cost.steps
        ways *= cost.ways
    return _Cost(ways, steps)


def _followings(items: Sequence[Expression], following: int) -> list[int]:
    """The characters that can follow each of the items."""
    followings: list[int] = []
    for item in reversed(items):
        followings.append(following)
        following = _enters(item.first, following) & ~NOTHING
    return followings[::-1]


def _cost_of_choice(branches: Sequence[Expression], following: int, size: int) -> _Cost:
    costs = [_cost(branch, following, size) for branch in branches]
    begins = [_enters(branch.first, following) for branch in branches]
    if _are_distinct(begins):
        return _Cost(max(c.ways for c in costs), len(costs) + max(c.steps for c in costs))
    return _Cost(sum(c.ways for c in costs), sum(c.steps for c in costs))


def _cost_of_repeat(node: Repeat, following: int, size: int) -> _Cost:
    item, least, most = node.item, node.least, node.most
    again = item.first & ~NOTHING if most > 1 else 0
    ways, steps = _cost(item, again | following, size)
    can_be_empty = bool(item.first & NOTHING)
    times = max(1, most if can_be_empty and most < inf else min(most, size))
    is_open = least != most and not _are_distinct([item.first, following | NOTHING])
    if ways > 1:
        before = 2 * min(ways, 1e9) ** (times - 1) if times <= 32 else inf
        return _Cost(before * ways, before * steps)
    if not can_be_empty:  # a single way to match uses each character once
        steps = min(times * steps, 2 * item.size * max(size, 1))
    else:
        steps *= times
    return _Cost(times + 1 if is_open else 1, 1 + steps)


def _enters(first: int, following: int) -> int:
    """The characters at which a matcher tries a part, which can be empty."""
    return first | following if first & NOTHING else first


def _are_distinct(begins: Sequence[int]) -> bool:
    seen = 0
    for begin in begins:
        if seen & begin:
            return False
        seen |= begin
    return True

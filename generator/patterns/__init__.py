"""Regular expressions of a document: which of them Python's `re` matches in time that grows with the value.

`re` backtracks and has no time limit, so `^(a+)+$` takes years for 100 characters. A pattern is matched only if an
upper bound of the steps is small. The bound is read off the expression: a repetition or an alternative multiplies the
ways to match only where its next character can also begin what follows. An expression with a construct that is not
known here (lookarounds, back references, inline flags) has no bound.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from generator.patterns.expressions import UnknownError, parse
from generator.patterns.steps import steps_of_search

__all__ = ["is_bounded", "is_pattern"]

_LONGEST: Final = 1_000  # characters of a pattern
_STEPS: Final = 200  # for each character of a value, a short value counted as `_SHORT` characters
_SHORT: Final = 2_000
_LONG: Final = 1_000_000


def is_pattern(value: object) -> bool:
    """Whether Python's `re` can read a text as an expression; as for a `format`, other values are not concerned."""
    try:
        if isinstance(value, str):
            re.compile(value)
    except (re.error, RecursionError, OverflowError):
        return False
    return True


@lru_cache(maxsize=10_000)  # large documents repeat their patterns
def is_bounded(pattern: str, longest: int | None = None) -> bool:
    """Whether `re.search` with the pattern takes time that is linear in the value's length, or short anyway.

    Args:
        pattern: An expression that `is_pattern`.
        longest: The characters that a value can have; None where it can have any number.
    """
    if len(pattern) > _LONGEST:
        return False
    try:
        node = parse(pattern)
    except UnknownError:
        return False
    most = _LONG if longest is None else min(longest, _LONG)
    return all(
        steps_of_search(node, size) <= _STEPS * max(size, _SHORT)
        for size in (min(most, _SHORT), most)
    )

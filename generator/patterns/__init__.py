"""Regular expressions of a document: whether Python's `re` matches them in linear time.

`re` backtracks and has no time limit, so `^(a+)+$` takes years for 100 characters. A pattern is matched only if an
upper bound of the steps is small. The bound is computed from the expression: a repetition or an alternative multiplies
the ways to match only if its next character can also start the part after it. An expression with an unsupported
construct (lookarounds, back references, inline flags) has no bound.
"""

from __future__ import annotations

import re
import warnings
from functools import lru_cache
from typing import Final

from generator.patterns.expressions import UnknownError, parse
from generator.patterns.samples import sample
from generator.patterns.satisfiability import has_match
from generator.patterns.steps import steps_of_search

__all__ = ["is_bounded", "is_pattern", "is_satisfiable", "sample"]

_LONGEST: Final = 1_000  # characters of a pattern
_STEPS: Final = 200  # for each character of a value; a shorter value counts as `_SHORT` characters
_SHORT: Final = 2_000
_LONG: Final = 1_000_000

# `re` warns of a set such as "[[a]", which a future version of Python may read differently. Generated patterns escape
# these characters. The filter is global, because `re.search` also compiles patterns.
warnings.filterwarnings("ignore", "Possible (nested )?set", FutureWarning)


def is_pattern(value: object) -> bool:
    """Whether Python's `re` can compile a text. True for other values, because a `format` only applies to texts."""
    try:
        if isinstance(value, str):
            re.compile(value)
    except (re.error, RecursionError, OverflowError):
        return False
    return True


@lru_cache(maxsize=10_000)  # large documents repeat their patterns
def is_bounded(pattern: str, longest: int | None = None) -> bool:
    """Whether `re.search` with the pattern takes time that is linear in the value's length, or short.

    Args:
        pattern: An expression that `is_pattern`.
        longest: The maximum length of a value; None if there is no maximum.
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


@lru_cache(maxsize=10_000)
def is_satisfiable(pattern: str) -> bool:
    """Whether some text matches the pattern, as far as the expression shows. It `is_bounded`."""
    return has_match(parse(pattern))

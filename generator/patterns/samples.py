"""Short texts that match an expression."""

from __future__ import annotations

import re
from collections.abc import Iterator
from string import ascii_letters, digits
from typing import Final

from generator.patterns.expressions import (
    Chain,
    Choice,
    Expression,
    One,
    Repeat,
    UnknownError,
    parse,
)

_PREFERRED: Final = ascii_letters + digits + "-_./ " + "".join(map(chr, range(33, 127)))
_LONGEST: Final = 200  # characters of a sample


def sample(pattern: str, least: int = 0, most: int | None = None) -> str | None:
    """Return a text of `least` to `most` characters that matches a pattern that `is_bounded`; None if none is found."""
    try:
        node = parse(pattern)
    except UnknownError:
        return None
    for text in _texts(node, least):
        is_short = len(text) <= (_LONGEST if most is None else most)
        if least <= len(text) and is_short and re.search(pattern, text):
            return text
    return None


def _texts(node: Expression, least: int) -> Iterator[str]:
    """Yield texts with more and more repetitions, and longer ones for a pattern that is not anchored."""
    for repetitions in dict.fromkeys((1, 0, 4, least, _LONGEST)):
        if repetitions <= _LONGEST:
            text = "".join(_pieces(node, repetitions))[: _LONGEST + 1]
            yield text
            yield text + (text[-1:] or "a") * (least - len(text))


def _pieces(node: Expression, repetitions: int) -> Iterator[str]:
    match node:
        case One(first):
            yield next((char for char in _PREFERRED if first & (1 << ord(char))), "")
        case Chain(items):
            for item in items:
                yield from _pieces(item, repetitions)
        case Choice(branches):
            yield from _pieces(branches[0], repetitions)
        case Repeat(item, fewest, most):
            text = "".join(_pieces(item, repetitions))[: _LONGEST + 1]
            yield text * int(min(max(fewest, repetitions), most, _LONGEST))

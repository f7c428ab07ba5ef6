"""Regular expressions as trees, with the characters that can start each part."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache, reduce
from math import inf
from operator import or_
from typing import Final, TypeAlias

# A set of characters is an integer: one bit for each ASCII character, one for all others, one for an empty match.
_ASCII: Final = tuple(map(chr, range(128)))
_OTHERS: Final = 1 << 128
NOTHING: Final = 1 << 129
_DEEPEST: Final = 30  # groups inside groups

_TOKENS: Final = re.compile(
    r"""
    (?P<class>\[\^?\]?(?:\\.|[^\\\]])*+\])
    | (?P<open>\((?:\?:|\?P<\w+>)?(?!\?))
    | (?P<close>\))
    | (?P<bar>\|)
    | (?P<count>(?:[*+?]|\{(?=[\d,])(?P<least>\d*)(?P<comma>,?)(?P<most>\d*)\})[?+]?)
    | (?P<start>\^|\\A)
    | (?P<end>\$|\\Z)
    | (?P<assertion>\\[bB])
    | (?P<escape>\\(?:[dDsSwWtnrfv]|x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|[^\w\s]))
    | (?P<any>\.)
    | (?P<literal>[^\\\[(])
    """,
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class One:
    """One character, or an assertion without a character."""

    first: int  # the characters that can start a match; with `NOTHING` if it can be empty
    anchored: bool = False  # it matches only at the start of a value
    at_end: bool = False  # it matches only at the end of a value
    size: int = 1

    @property
    def is_assertion(self) -> bool:
        """Whether it matches no character."""
        return self.first == NOTHING


@dataclass(frozen=True, slots=True)
class Chain:
    items: tuple[Expression, ...]
    first: int
    anchored: bool
    size: int


@dataclass(frozen=True, slots=True)
class Choice:
    branches: tuple[Expression, ...]
    first: int
    anchored: bool
    size: int


@dataclass(frozen=True, slots=True)
class Repeat:
    item: Expression
    least: int
    most: float
    first: int
    anchored: bool
    size: int


Expression: TypeAlias = One | Chain | Choice | Repeat


class UnknownError(Exception):
    """The expression has an unsupported construct."""


def parse(text: str) -> Expression:
    """The tree of an expression that `re` accepts.

    Raises:
        UnknownError: It has an unsupported construct or too deeply nested groups.
    """
    return _Parser(text).parse()


def _sequence(items: Sequence[Expression]) -> Expression:
    if len(items) == 1:
        return items[0]
    first = NOTHING
    for item in reversed(items):
        first = (item.first & ~NOTHING) | first if item.first & NOTHING else item.first
    anchored = bool(items) and items[0].anchored
    return Chain(tuple(items), first, anchored, 1 + sum(item.size for item in items))


def _choice(branches: Sequence[Expression]) -> Expression:
    if len(branches) == 1:
        return branches[0]
    first = reduce(or_, (branch.first for branch in branches))
    anchored = all(branch.anchored for branch in branches)
    return Choice(tuple(branches), first, anchored, 1 + sum(branch.size for branch in branches))


def _repeat(item: Expression, least: int, most: float) -> Expression:
    first = item.first | (0 if least else NOTHING)
    return Repeat(item, least, most, first, bool(least) and item.anchored, 1 + item.size)


class _Parser:
    """A recursive descent parser for expressions that `re` accepts."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._position = 0
        self._depth = 0

    def parse(self) -> Expression:
        node = self._alternatives()
        if self._position < len(self._text):
            raise UnknownError
        return node

    def _alternatives(self) -> Expression:
        branches: list[list[Expression]] = [[]]
        for token in self._tokens():
            match token.lastgroup:
                case "bar":
                    branches.append([])
                case "open":
                    branches[-1].append(self._group())
                case "count":
                    branches[-1].append(_repeat(branches[-1].pop(), *_counts(token)))
                case "start":
                    branches[-1].append(One(NOTHING, anchored=True))
                case "end":
                    branches[-1].append(One(NOTHING, at_end=True))
                case "assertion":
                    branches[-1].append(One(NOTHING))
                case _:
                    branches[-1].append(One(_characters(token[0])))
        return _choice([_sequence(branch) for branch in branches])

    def _tokens(self) -> Iterator[re.Match[str]]:
        """The tokens up to the end of the open group."""
        while self._position < len(self._text):
            token = _TOKENS.match(self._text, self._position)
            if token is None:
                raise UnknownError
            if token["close"]:
                return
            self._position = token.end()
            yield token

    def _group(self) -> Expression:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise UnknownError
        node = self._alternatives()
        self._depth -= 1
        self._position += 1  # the closing parenthesis
        return node


def _counts(token: re.Match[str]) -> tuple[int, float]:
    """The minimum and maximum number of repetitions."""
    if token["least"] is None:
        return {"*": (0, inf), "+": (1, inf), "?": (0, 1)}[token[0][0]]
    least = int(token["least"] or 0)
    if not token["comma"]:
        return least, least
    return least, int(token["most"]) if token["most"] else inf


@lru_cache(maxsize=1_000)
def _characters(token: str) -> int:
    """The characters that a token for one character can match, or a larger set."""
    if len(token) == 1 and token != ".":
        return 1 << ord(token) if token.isascii() else _OTHERS
    expression = re.compile(token)
    matched = reduce(or_, (1 << ord(c) for c in _ASCII if expression.fullmatch(c)), 0)
    is_ascii = token.isascii() and not re.search(r"^\.|^\[\^|\\[A-Za-z]", token)
    return matched if is_ascii else matched | _OTHERS

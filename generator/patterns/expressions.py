"""A regular expression as a tree: what can begin each part, and what stands behind it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache, reduce
from math import inf
from operator import or_
from typing import Final, TypeAlias

# Sets of characters are integers: a bit for each of ASCII, one for all others, and one for an empty match.
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
    | (?P<assertion>\$|\\[ZbB])
    | (?P<escape>\\(?:[dDsSwWtnrfv]|x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|[^\w\s]))
    | (?P<any>\.)
    | (?P<literal>[^\\\[(])
    """,
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class One:
    """One character, or an assertion that takes none."""

    first: int  # the characters that a match can begin with; `NOTHING` where it can be empty
    anchored: bool = False  # it matches at the beginning of a value only
    size: int = 1


@dataclass(frozen=True, slots=True)
class Chain:
    items: tuple[Node, ...]
    first: int
    anchored: bool
    size: int


@dataclass(frozen=True, slots=True)
class Choice:
    branches: tuple[Node, ...]
    first: int
    anchored: bool
    size: int


@dataclass(frozen=True, slots=True)
class Repeat:
    item: Node
    least: int
    most: float
    first: int
    anchored: bool
    size: int


Node: TypeAlias = One | Chain | Choice | Repeat


class UnknownError(Exception):
    """The expression has a construct that is not known here."""


def parse(text: str) -> Node:
    """The tree of an expression that `re` accepts.

    Raises:
        UnknownError: It has a construct that is not known here, or groups that are nested too deeply.
    """
    return _Parser(text).parse()


def _sequence(items: Sequence[Node]) -> Node:
    if len(items) == 1:
        return items[0]
    first = NOTHING
    for item in reversed(items):
        first = (item.first & ~NOTHING) | first if item.first & NOTHING else item.first
    anchored = bool(items) and items[0].anchored
    return Chain(tuple(items), first, anchored, 1 + sum(item.size for item in items))


def _choice(branches: Sequence[Node]) -> Node:
    if len(branches) == 1:
        return branches[0]
    first = reduce(or_, (branch.first for branch in branches))
    anchored = all(branch.anchored for branch in branches)
    return Choice(tuple(branches), first, anchored, 1 + sum(branch.size for branch in branches))


def _repeat(item: Node, least: int, most: float) -> Node:
    first = item.first | (0 if least else NOTHING)
    return Repeat(item, least, most, first, bool(least) and item.anchored, 1 + item.size)


class _Parser:
    """A recursive descent over the tokens of an expression that `re` accepts."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._place = 0
        self._depth = 0

    def parse(self) -> Node:
        node = self._alternatives()
        if self._place < len(self._text):
            raise UnknownError
        return node

    def _alternatives(self) -> Node:
        branches: list[list[Node]] = [[]]
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
                case "assertion":
                    branches[-1].append(One(NOTHING))
                case _:
                    branches[-1].append(One(_characters(token[0])))
        return _choice([_sequence(branch) for branch in branches])

    def _tokens(self) -> Iterator[re.Match[str]]:
        """The tokens up to the end of the group that is open."""
        while self._place < len(self._text):
            token = _TOKENS.match(self._text, self._place)
            if token is None:
                raise UnknownError
            if token["close"]:
                return
            self._place = token.end()
            yield token

    def _group(self) -> Node:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise UnknownError
        node = self._alternatives()
        self._depth -= 1
        self._place += 1  # the closing parenthesis
        return node


def _counts(token: re.Match[str]) -> tuple[int, float]:
    """The least and the greatest number of repetitions."""
    if token["least"] is None:
        return {"*": (0, inf), "+": (1, inf), "?": (0, 1)}[token[0][0]]
    least = int(token["least"] or 0)
    if not token["comma"]:
        return least, least
    return least, int(token["most"]) if token["most"] else inf


@lru_cache(maxsize=1_000)
def _characters(token: str) -> int:
    """The characters that a token for one character stands for; too many where that is hard to say."""
    if len(token) == 1 and token != ".":
        return 1 << ord(token) if token.isascii() else _OTHERS
    expression = re.compile(token)
    found = reduce(or_, (1 << ord(c) for c in _ASCII if expression.fullmatch(c)), 0)
    is_ascii = token.isascii() and not re.search(r"^\.|^\[\^|\\[A-Za-z]", token)
    return found if is_ascii else found | _OTHERS

"""What a reader of one notation (YAML or JSON) hands back: the value, its places, and what is wrong with the text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from generator.json_types import Json, Pointer

CONTAINERS = {dict, list}  # what holds other values
MAX_NESTING = 200  # mappings and sequences inside each other
MAX_BYTES = 64 * 1024 * 1024  # of all files together
MAX_ALIASED = 1_000_000  # values that YAML aliases repeat, all together


@dataclass(frozen=True, slots=True)
class SyntaxIssue:
    """A problem of one text; offsets count characters from its beginning."""

    offset: int
    rule: str
    message: str
    related: tuple[tuple[int, str], ...] = ()


class Positions(Protocol):
    """Where the values of one text stand."""

    def find(self, pointer: Pointer, /) -> tuple[int, int]:
        """The offsets of the key and of the value at `pointer`, or of the nearest value above that exists."""


@dataclass(frozen=True, slots=True)
class ParseResult:
    """One text, read. `usable` is False when the text has no value at all; then `value` is None."""

    value: Json
    positions: Positions
    issues: tuple[SyntaxIssue, ...] = ()
    usable: bool = True


class NoPositions:
    """The places of a text that could not be read: its beginning."""

    def find(self, _: Pointer) -> tuple[int, int]:
        return 0, 0


def unreadable(issue: SyntaxIssue) -> ParseResult:
    """The reading of a text that has no value."""
    return ParseResult(None, NoPositions(), (issue,), usable=False)

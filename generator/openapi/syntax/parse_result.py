"""The result of the YAML and JSON readers: the value, the positions in the text, and its issues."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from generator.json_types import Json, Pointer

CONTAINERS = {dict, list}  # types of values that contain values
MAX_NESTING = 200  # mappings and sequences inside each other
MAX_BYTES = 64 * 1024 * 1024  # of all files together
MAX_ALIASED = 1_000_000  # values that YAML aliases repeat, all together
NESTED_TOO_DEEPLY = f"values are nested more than {MAX_NESTING} levels deep"


@dataclass(frozen=True, slots=True)
class SyntaxIssue:
    """A problem of a text. Offsets count characters from its start."""

    offset: int
    rule: str
    message: str
    related: tuple[tuple[int, str], ...] = ()


class Positions(Protocol):
    """The positions of the values in a text."""

    def find(self, pointer: Pointer, /) -> tuple[int, int]:
        """The offsets of the key and the value at `pointer`, or at its nearest ancestor that exists."""


@dataclass(frozen=True, slots=True)
class ParseResult:
    """The result of reading a text. If the text has no value, `usable` is False and `value` is None."""

    value: Json
    positions: Positions
    issues: tuple[SyntaxIssue, ...] = ()
    usable: bool = True


class NoPositions:
    """The positions in a text that could not be read: always its start."""

    def find(self, _: Pointer) -> tuple[int, int]:
        return 0, 0


def unreadable(issue: SyntaxIssue) -> ParseResult:
    """The result for a text without a value."""
    return ParseResult(None, NoPositions(), (issue,), usable=False)


def duplicate_key(key: str, offset: int, first: int) -> SyntaxIssue:
    """The issue of a duplicate key."""
    message = f'the key "{key}" is here a second time'
    return SyntaxIssue(offset, "duplicate-key", message, ((first, "first here"),))


def long_number(text: str) -> str:
    """The message about an integer that Python does not read."""
    return f"a number of {len(text)} digits is too long"


def inexpressible_number(text: str) -> str:
    """The message about infinity, NaN or a number beyond the range of a float."""
    return f"{text[:40]} is not a number that JSON can express"

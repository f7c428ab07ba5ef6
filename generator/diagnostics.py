"""Diagnostics: problems with their locations in a file, and how they are printed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches
from enum import StrEnum

_DIGITS = re.compile(r"\d+")
_WIDTH = 100  # columns of source text shown around the caret
_LEAD = 40  # columns shown before the caret if the line is cut


class Severity(StrEnum):
    """How serious a diagnostic is: an ERROR stops the generator, a WARNING is only printed."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A position in a file. Lines and columns start at 1; columns count characters. `text` is the line."""

    file: str
    line: int
    column: int
    text: str = field(default="", compare=False)

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """A problem of a document: its location, severity, rule and message, and related locations with notes.

    `fallback` describes what the generator does instead with `--tolerant`; it is empty if there is no fallback.
    """

    location: Location
    severity: Severity
    rule: str
    message: str
    related: tuple[tuple[Location, str], ...] = ()
    fallback: str = ""

    def render(self) -> str:
        """The diagnostic as text: a headline, the source line with a caret, and the related locations as notes."""
        parts = [f"{self.location}: {self.severity} [{self.rule}] {printable(self.message)}"]
        parts += excerpt(self.location, indent="  ")
        for location, note in self.related:
            parts.append(f"  {location}: note: {printable(note)}")
            parts += excerpt(location, indent="    ")
        return "\n".join(parts)

    def __str__(self) -> str:
        return self.render()


class SpecError(Exception):
    """The specification cannot be used. `diagnostics` has the reasons."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics: tuple[Diagnostic, ...] = tuple(diagnostics)
        super().__init__(self.diagnostics)

    def __str__(self) -> str:
        return "\n".join(diagnostic.render() for diagnostic in self.diagnostics)


def sort_diagnostics(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """The diagnostics without duplicates, sorted by location."""
    unique = {(p.location, p.severity, p.rule, p.message): p for p in diagnostics}
    return [unique[key] for key in sorted(unique)]


def suggestion(word: str, known: Iterable[str]) -> str:
    """The text `; did you mean "..."?`, or an empty text."""
    near = nearest(word, known)
    return f'; did you mean "{near}"?' if near else ""


def nearest(word: str, known: Iterable[str], cutoff: float = 0.6) -> str:
    """The known word that is most similar to a word, or an empty text. `cutoff` is the least similarity, up to 1.

    A word that differs only in digits (`v1` from `v2`) is another one and no misspelling.
    """
    near = get_close_matches(word, known, n=1, cutoff=cutoff)
    return next((each for each in near if _DIGITS.sub("", each) != _DIGITS.sub("", word)), "")


def excerpt(location: Location, indent: str) -> list[str]:
    """The source line, cut to a readable width, and the line with the caret; empty if the source line is blank."""
    if not location.text.strip():
        return []
    caret = min(location.column - 1, len(location.text))
    start = max(0, caret - _LEAD) if len(location.text) > _WIDTH else 0
    end = min(len(location.text), start + _WIDTH)
    before, after = printable(location.text[start:caret]), printable(location.text[caret:end])
    head = "…" if start else ""
    tail = "…" if end < len(location.text) else ""
    padding = "".join(_padding(character) for character in head + before)
    return [f"{indent}{head}{before}{after}{tail}", f"{indent}{padding}^"]


def _padding(character: str) -> str:
    """White space of the width that the character has in a terminal. A tab stays a tab."""
    if character == "\t":
        return "\t"
    if unicodedata.combining(character) or unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return ""
    return "  " if unicodedata.east_asian_width(character) in "WF" else " "


def printable(text: str) -> str:
    """The text with a replacement for characters that control a terminal or end the line."""
    if text.isprintable():
        return text
    return "".join(
        c if c == "\t" or not _is_control(c) else "\N{REPLACEMENT CHARACTER}" for c in text
    )


def _is_control(character: str) -> bool:
    """Whether it is a control character, line separator, lone surrogate or mark for the direction of text."""
    category = unicodedata.category(character)
    return (
        category in {"Cc", "Cs", "Zl", "Zp"}
        or character in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
    )

"""A finding and its place in a file: what every room reports in, and how it is printed."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

WIDTH = 100  # columns of source text shown around the caret
LEAD = 40  # columns shown before the caret when a line must be cut


class Severity(StrEnum):
    """An ERROR stops generation, a WARNING is only printed."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A place in a file; line and column count characters from 1."""

    file: str
    line: int
    column: int
    text: str = field(default="", compare=False)

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding: where, how bad, which rule, what, and the other places that belong to it.

    `fallback`: what becomes of the place where the document is not the user's to mend; empty where nothing can.
    """

    location: Location
    severity: Severity
    rule: str
    message: str
    related: tuple[tuple[Location, str], ...] = ()
    fallback: str = ""

    def render(self) -> str:
        """The finding as text: a headline, the line with a caret under it, and the related places as notes."""
        parts = [f"{self.location}: {self.severity} [{self.rule}] {_printable(self.message)}"]
        parts += _excerpt(self.location, indent="  ")
        for place, note in self.related:
            parts.append(f"  {place}: note: {_printable(note)}")
            parts += _excerpt(place, indent="    ")
        return "\n".join(parts)

    def __str__(self) -> str:
        return self.render()


class SpecError(Exception):
    """The specification cannot be used; `diagnostics` says why, and where."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics: tuple[Diagnostic, ...] = tuple(diagnostics)
        super().__init__(self.diagnostics)

    def __str__(self) -> str:
        return "\n".join(diagnostic.render() for diagnostic in self.diagnostics)


def sort_diagnostics(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """The problems by place, each finding once."""
    unique = {(p.location, p.severity, p.rule, p.message): p for p in diagnostics}
    return [unique[key] for key in sorted(unique)]


def _excerpt(place: Location, indent: str) -> list[str]:
    """The line of a place and the caret under it, cut to a readable width; nothing when the text is unknown."""
    if not place.text.strip():
        return []
    caret = min(place.column - 1, len(place.text))
    start = max(0, caret - LEAD) if len(place.text) > WIDTH else 0
    end = min(len(place.text), start + WIDTH)
    before, after = _printable(place.text[start:caret]), _printable(place.text[caret:end])
    head = "…" if start else ""
    tail = "…" if end < len(place.text) else ""
    padding = "".join(_padding(character) for character in head + before)
    return [f"{indent}{head}{before}{after}{tail}", f"{indent}{padding}^"]


def _padding(character: str) -> str:
    """As many columns of nothing as a terminal gives the character; a tab stays a tab."""
    if character == "\t":
        return "\t"
    if unicodedata.combining(character) or unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return ""
    return "  " if unicodedata.east_asian_width(character) in "WF" else " "


def _printable(text: str) -> str:
    """The text without characters that would steer a terminal or break the line."""
    if text.isprintable():
        return text
    return "".join(c if c == "\t" or not _steers(c) else "\N{REPLACEMENT CHARACTER}" for c in text)


def _steers(character: str) -> bool:
    """Controls, line separators, lone surrogates and the marks that change the direction of text."""
    category = unicodedata.category(character)
    return (
        category in {"Cc", "Cs", "Zl", "Zp"}
        or character in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
    )

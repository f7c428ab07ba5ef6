"""Where problems stand now that were found in an earlier state of a file, without reading its places anew.

The lines of the problems cut the text into pieces. Where all pieces from the beginning to a line are as they were, the
line is where it was; where all from the line to the end are, it has moved with the end. The rest is looked up.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from itertools import pairwise

from generator.problems import Location
from generator.source import Document


@dataclass(frozen=True, slots=True)
class Landmarks:
    """The beginnings of lines in a text, and what stands from each to the next."""

    starts: tuple[int, ...]  # the first is 0
    digests: tuple[bytes, ...]
    length: int
    lines: int


def landmarks(text: str, places: Iterable[Location]) -> Landmarks:
    """The landmarks of places in a text."""
    told = {0}
    for start in map(_start, places):
        told |= {start, text.find("\n", start) + 1}  # the line is a piece by itself
    starts = tuple(sorted(told))
    return Landmarks(starts, _digests(text, starts), len(text), text.count("\n"))


class Relocation:
    """From places in a file as it was to places in the document as it is."""

    def __init__(self, before: Landmarks, document: Document) -> None:
        self._document = document
        self._file = document.root.file
        text = document.text(self._file)
        self._lines = text.count("\n") - before.lines
        shift = len(text) - before.length
        same = [a == b for a, b in zip(_digests(text, before.starts), before.digests, strict=True)]
        front = same.index(False) if False in same else len(same)
        self._kept = set(before.starts[:front])  # lines that are whole, and all above them
        moved = tuple(start + shift for start in before.starts)
        behind = 0 if "\r" in text else _behind(text, moved, before)
        self._moved = set(before.starts[len(before.starts) - behind :])

    def place(self, before: Location) -> Location:
        """Where the same thing stands now."""
        origin = before.origin
        if origin is None or origin.file != self._file or _start(before) in self._kept:
            return before
        if _start(before) in self._moved:
            return replace(before, line=before.line + self._lines)
        find = self._document.key_location if origin.is_key else self._document.location
        return find(origin.file, origin.pointer)


def _start(place: Location) -> int:
    """Where the line of a place begins."""
    return place.origin.offset - place.column + 1 if place.origin is not None else 0


def _digests(text: str, starts: Sequence[int]) -> tuple[bytes, ...]:
    pieces = pairwise((*starts, len(text)))
    return tuple(_digest(text[a:b]) for a, b in pieces)


def _digest(piece: str) -> bytes:
    return sha256(piece.encode("utf-8", "surrogatepass")).digest()


def _behind(text: str, starts: Sequence[int], before: Landmarks) -> int:
    """How many of the last pieces are as they were, each from the beginning of a line on."""
    count = 0
    pieces = list(zip(pairwise((*starts, len(text))), before.digests, strict=True))
    for (start, end), digest in reversed(pieces):
        if start < 1 or text[start - 1] != "\n" or _digest(text[start:end]) != digest:
            break
        count += 1
    return count

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
    digests = tuple(_digest(text, piece) for piece in _pieces(text, starts))
    return Landmarks(starts, digests, len(text), text.count("\n"))


class Relocation:
    """From places in a file as it was to places in the document as it is."""

    def __init__(self, before: Landmarks, document: Document) -> None:
        self._document = document
        self._file = document.root.file
        text = document.text(self._file)
        starts, count = before.starts, len(before.starts)
        front = _same(text, starts, before.digests)
        behind = self._lines = 0
        if front < count and "\r" not in text:
            shift = len(text) - before.length
            moved = [start + shift for start in starts]
            behind = _same(text, moved, before.digests, backwards=True)
            self._lines = text.count("\n") - before.lines
        self._kept = set(starts[:front])  # lines that are whole, and all above them
        self._moved = set(starts[count - behind :])

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


def _pieces(text: str, starts: Sequence[int]) -> list[tuple[int, int]]:
    return list(pairwise((*starts, len(text))))


def _digest(text: str, piece: tuple[int, int]) -> bytes:
    start, end = piece
    return sha256(text[start:end].encode("utf-8", "surrogatepass")).digest()


def _same(
    text: str, starts: Sequence[int], digests: Sequence[bytes], *, backwards: bool = False
) -> int:
    """How many of the first pieces, or of the last ones that begin a line, are as they were."""
    pieces = list(zip(_pieces(text, starts), digests, strict=True))
    count = 0
    for piece, digest in reversed(pieces) if backwards else pieces:
        begins_line = not backwards or (piece[0] > 0 and text[piece[0] - 1] == "\n")
        if not begins_line or _digest(text, piece) != digest:
            break
        count += 1
    return count

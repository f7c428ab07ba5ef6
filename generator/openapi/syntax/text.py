"""The text of a file, and the conversion of offsets to lines and columns."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from functools import cached_property
from itertools import accumulate, count
from operator import add

from generator.diagnostics import Location

_BREAK = re.compile(r"\r\n|\n|\r")


class Text:
    """The characters of a file, and its name in messages."""

    def __init__(self, name: str, content: str) -> None:
        self.name = name
        self.content = content
        self._lines: dict[int, str] = {}

    def location(self, offset: int) -> Location:
        """The location at an offset. An offset after the end is the end."""
        offset = min(offset, len(self.content))
        number = bisect_right(self._starts, offset)
        column = offset - self._starts[number - 1] + 1
        return Location(self.name, number, column, self._line(number))

    @cached_property
    def _starts(self) -> array[int]:
        if "\r" in self.content:
            return array("L", [0, *(match.end() for match in _BREAK.finditer(self.content))])
        ends = accumulate(map(len, self.content.split("\n")), initial=0)  # without the breaks
        # This runs in C, which is much faster for large files.
        return array("L", map(add, ends, count()))[:-1]

    def _line(self, number: int) -> str:
        """The line without its line break. It is cached, so that diagnostics in a very long line share one string."""
        if number not in self._lines:
            end = self._starts[number] if number < len(self._starts) else len(self.content)
            self._lines[number] = self.content[self._starts[number - 1] : end].rstrip("\r\n")
        return self._lines[number]


def decode(data: bytes) -> tuple[str, int | None]:
    """The text of UTF-8 bytes, without a byte order mark, and the offset of the first invalid byte or None."""
    if data.startswith(b"\xef\xbb\xbf"):
        data = data[3:]
    try:
        return data.decode("utf-8"), None
    except UnicodeDecodeError as error:
        return data.decode("utf-8", "replace"), len(data[: error.start].decode("utf-8"))

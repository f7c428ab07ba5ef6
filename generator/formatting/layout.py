"""A guess at how black will break a long line.

black formats what it has changed a second time, to see whether it stays. A line that comes to it as it would write it
costs half; where the guess is wrong, black says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

_TOKENS: Final = re.compile(r'"(?:[^"\\]|\\.)*"|\'(?:[^\'\\]|\\.)*\'|[()\[\]{},]')
_DISPLAY: Final = re.compile(r"(?:^|[\s=(\[{,:])$")  # what stands before a bracket that calls or subscribes nothing


def broken(line: str, width: int) -> str:
    """The line, or the lines that it becomes."""
    indent = len(line) - len(line.lstrip())
    return "\n".join(_lines(line.strip(), indent, width))


def _lines(text: str, indent: int, width: int) -> Iterator[str]:
    margin = " " * indent
    group = _group(text) if indent + len(text) > width or ", ]" in text else None
    if group is None:
        yield margin + text
        return
    start, end, commas = group
    opening, body, closing = text[: start + 1], text[start + 1 : end], text[end:]
    yield margin + opening
    display = bool(commas) and bool(_DISPLAY.search(text[:start]))
    if not display and indent + 4 + len(body) <= width:
        yield f"{margin}    {body}"
    else:
        edges = [start, *commas, end]
        for left, right in zip(edges, edges[1:], strict=False):
            element = text[left + 1 : right].strip()
            if element:
                yield from _lines(f"{element}," if commas else element, indent + 4, width)
    yield margin + closing


def _group(text: str) -> tuple[int, int, list[int]] | None:
    """The brackets at which black breaks: the first of a `def`, the last of anything else; and the commas between."""
    found: tuple[int, int, list[int]] | None = None
    open_: list[tuple[int, list[int]]] = []
    for match in _TOKENS.finditer(text):
        token, place = match[0], match.start()
        if token in "([{":
            open_.append((place, []))
        elif token == ",":
            if open_:
                open_[-1][1].append(place)
        elif token in ")]}":
            if not open_:
                return None
            start, commas = open_.pop()
            if not open_ and place > start + 1:
                found = start, place, commas
                if text.startswith(("def ", "async def ")):
                    return found
    return None if open_ else found

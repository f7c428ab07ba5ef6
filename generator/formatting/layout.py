"""How black breaks a long line, as far as that is simple: most lines of a package are.

What is *settled* here does not go to black, which would give it back as it is; `tests/formatting` holds that against
black itself. Of everything else this is a guess, which spares black's second look if it is right: black formats what it
has changed once more, to see whether it stays.
"""

from __future__ import annotations

import keyword
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

_STRING: Final = r'"[^"\\]*"'
_TOKENS: Final = re.compile(r'"(?:[^"\\]|\\.)*"|\'(?:[^\'\\]|\\.)*\'|[()\[\]{},]')
_DISPLAY: Final = re.compile(
    r"(?:^|[\s=(\[{,:])$"
)  # what stands before a bracket that calls nothing

# A line of names, strings, numbers, calls and displays, spaced as black spaces them; no operator but `|`.
_PLAIN: Final = re.compile(
    rf"""
    \s* (?: (?:async\ )? def\ | return\ (?:await\ )? )?
    (?:
        (?: (?<= \( ) | (?<= ,\  ) ) [A-Za-z_]\w* = (?! \s )
        | (?: (?: lambda:\  )? [A-Za-z_]\w*(?:\.[A-Za-z_]\w*)* | {_STRING} | -?(?:0|[1-9]\d*)(?:\.\d+)? )
            (?= $ | [\[\](){{}},:=|] | \ [|=] )
        | \( (?! \s ) | [\[{{] (?! \s ) | (?<! \s ) [\])}}] (?! \w )
        | (?<! [\s(] ) ,\  (?! \] ) | (?<! [\s(] ) , (?= [)] | $ ) | ,\ \]$ | \*(?: ,\  | (?= , ) )
        | (?<= [\w\]"] ) :\  | (?<= [\w)\]"] ) : $ | (?<= \) ) [ ]->[ ]
        | [ ][|=][ ]
    )+
    """,
    re.VERBOSE,
)
_NAMES: Final = {"None", "True", "False", "lambda"}
_KEYWORDS: Final = re.compile(rf"\b(?:{'|'.join(set(keyword.kwlist) - _NAMES)})\b")
_OPENING: Final = re.compile(r"\s*(?:(?:async )?def |return (?:await )?)?")
_EQUALS: Final = re.compile(" = ")
_ANNOTATED: Final = re.compile(r"[(,] ?\w+: [^=]*$")
_HEAD: Final = re.compile(
    r"""\s* (?: (?:async\ )? def\ \w+
        | (?: \w+(?::\ [\w.]+(?:\[[\w.]+(?:\[[\w.]+\])?\])?)?\ =\  | return\ (?:await\ )? | \w+= )? (?: \w+(?:\.\w+)? )?
    ) [(\[{]""",
    re.VERBOSE,
)
_TAIL: Final = re.compile(r"\s* [)\]}] (?: ,? | \ ->\ .+ : )", re.VERBOSE)


@dataclass(frozen=True, slots=True)
class Layout:
    """A line as it is broken, and whether black would do the same for certain."""

    text: str
    settled: bool


def broken(line: str, width: int) -> Layout:
    """The line, or the lines that it becomes."""
    indent = len(line) - len(line.lstrip())
    lines: list[str] = []
    settled = _is_plain(line)
    for part, certain in _lines(line.strip(), indent, width):
        lines.append(part)
        settled = settled and certain and len(part) <= width
    return Layout("\n".join(lines), settled)


def _lines(text: str, indent: int, width: int) -> Iterator[tuple[str, bool]]:
    margin = " " * indent
    group = _group(text) if indent + len(text) > width or ", ]" in text else None
    if group is None:
        yield margin + text, True
        return
    start, end, commas = group
    opening, body, closing = text[: start + 1], text[start + 1 : end], text[end:]
    display = bool(commas) and bool(_DISPLAY.search(text[:start]))
    certain = bool(_HEAD.fullmatch(opening)) and (bool(commas) or "def " not in opening)
    yield margin + opening, certain
    if not display and indent + 4 + len(body) <= width:
        yield f"{margin}    {body}", True
    else:
        edges = [start, *commas, end]
        for left, right in pairwise(edges):
            element = text[left + 1 : right].strip()
            if element:
                yield from _lines(f"{element}," if commas else element, indent + 4, width)
    yield margin + closing, bool(_TAIL.fullmatch(closing))


def _group(text: str) -> tuple[int, int, list[int]] | None:
    """The brackets at which black breaks: the first of a `def`, the last of anything else; and the commas between."""
    found: tuple[int, int, list[int]] | None = None
    for start, end, commas, depth in _groups(text):
        if depth == 0 and end > start + 1:
            found = start, end, commas
            if text.startswith(("def ", "async def ")):
                break
    return found


def _groups(text: str) -> Iterator[tuple[int, int, list[int], int]]:
    """Each pair of brackets that is closed: its places, those of its commas, and how many pairs are around it."""
    open_: list[tuple[int, list[int]]] = []
    for match in _TOKENS.finditer(text):
        token, place = match[0], match.start()
        if token in "([{":
            open_.append((place, []))
        elif token == "," and open_:
            open_[-1][1].append(place)
        elif token in ")]}" and open_:
            start, commas = open_.pop()
            yield start, place, commas, len(open_)


def _is_plain(line: str) -> bool:
    bare = re.sub(_STRING, '""', line)
    return (
        bool(_PLAIN.fullmatch(line))
        and not _KEYWORDS.search(_OPENING.sub("", bare, count=1))
        and all(_is_kept(line, *group) for group in _groups(line))
        and all(_is_default(bare, match.start()) for match in _EQUALS.finditer(bare))
    )


def _is_default(line: str, place: int) -> bool:
    """Whether a sign of equality with spaces around it stands in no brackets, or behind an annotation of a `def`."""
    inside = [start for start, end, _, depth in _groups(line) if start < place < end]
    if not inside:
        return True
    return (
        len(inside) == 1 and bool(_ANNOTATED.search(line[:place])) and "def " in line[: inside[0]]
    )


def _is_kept(line: str, start: int, end: int, commas: list[int], _depth: int) -> bool:
    """Whether black leaves a pair of brackets, and what makes it break them, as they are."""
    trailing = bool(commas) and not line[commas[-1] + 1 : end].strip()
    if line[start] == "(" and _DISPLAY.search(line[:start]):
        return len(commas) == 1 if trailing else bool(commas)  # no parentheses around one value
    return not trailing or (line[start] == "[" and end == len(line) - 1)  # which is broken

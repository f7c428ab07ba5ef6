"""How black breaks a long line, as far as that is simple: most lines of a package are.

A line that is final here does not go to black, which would leave it as it is; `tests/emit` holds that against
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
_BEFORE_DISPLAY: Final = " =([{,:"  # a bracket after one of these calls nothing

# A line of names, strings, numbers, calls and displays, spaced as black spaces them; no operator but `|`. It is read
# once, atom by atom: a `lambda: ` could be read in two ways, and a hundred of them in 2**100.
_PLAIN: Final = re.compile(
    rf"""
    \s* (?: (?:async\ )? def\ | return\ (?:await\ )? )?
    (?>
        (?: (?<= \( ) | (?<= ,\  ) ) [A-Za-z_]\w* = (?! \s )
        | (?: (?: lambda:\  )? [A-Za-z_]\w*(?:\.[A-Za-z_]\w*)* | {_STRING} | -?(?:0|[1-9]\d*)(?:\.\d+)? )
            (?= $ | [\[\](){{}},:=|] | \ [|=] )
        | \( (?! \s ) | [\[{{] (?! \s ) | (?<! \s ) [\])}}] (?! \w )
        | (?<! [\s(] ) ,\  (?! \] ) | (?<! [\s(] ) , (?= [)] | $ ) | ,\ \]$ | \*(?: ,\  | (?= , ) )
        | (?<= [\w\]"] ) :\  | (?<= [\w)\]"] ) : $ | (?<= \) ) [ ]->[ ]
        | [ ][|=][ ]
    )++
    """,
    re.VERBOSE,
)
_NAMES: Final = {"None", "True", "False", "lambda"}
_KEYWORDS: Final = re.compile(rf"\b(?:{'|'.join(set(keyword.kwlist) - _NAMES)})\b")
_OPENING: Final = re.compile(r"\s*(?:(?:async )?def |return (?:await )?)?")
_BRACKET_OR_EQUALS: Final = re.compile(r"[()\[\]{}]| = ")
_ANNOTATED: Final = re.compile(r"[(,] ?\w+: [^=]*$")
_HEAD: Final = re.compile(
    r"""\s* (?: (?:async\ )? def\ \w+
        | (?: \w+(?::\ [\w.]+(?:\[[\w.]+(?:\[[\w.]+\])?\])?)?\ =\  | return\ (?:await\ )? | \w+= | \w+:\  )?
            (?: \w+(?:\.\w+)? )?
    ) [(\[{]""",
    re.VERBOSE,
)
_TAIL: Final = re.compile(r"\s* [)\]}] (?: ,? | \ ->\ .+ : )", re.VERBOSE)


@dataclass(frozen=True, slots=True)
class Layout:
    """A line as it is broken, and whether black would do the same for certain."""

    text: str
    is_final: bool


def broken(line: str, width: int) -> Layout:
    """The line, or the lines that it becomes."""
    indent = len(line) - len(line.lstrip())
    lines: list[str] = []
    is_final = _is_plain(line)
    for part, certain in _lines(line.strip(), indent, width):
        lines.append(part)
        is_final = is_final and certain and len(part) <= width
    return Layout("\n".join(lines), is_final)


def _lines(text: str, indent: int, width: int) -> Iterator[tuple[str, bool]]:
    margin = " " * indent
    group = _group(text) if indent + len(text) > width or ", ]" in text else None
    if group is None:
        yield margin + text, True
        return
    start, end, commas = group
    opening, body, closing = text[: start + 1], text[start + 1 : end], text[end:]
    display = bool(commas) and _is_display(text, start)
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
        and _are_defaults(bare)
    )


def _are_defaults(line: str) -> bool:
    """Whether each sign of equality with spaces around it stands in no brackets, or behind an annotation of a `def`."""
    open_: list[int] = []
    for match in _BRACKET_OR_EQUALS.finditer(line):
        token, place = match[0], match.start()
        if token in "([{":
            open_.append(place)
        elif token != " = ":
            del open_[-1:]
        elif open_:
            since = line[line.rfind("=", 0, place) + 1 : place]  # no annotation has such a sign
            if len(open_) > 1 or "def " not in line[: open_[0]] or not _ANNOTATED.search(since):
                return False
    return True


def _is_kept(line: str, start: int, end: int, commas: list[int], _depth: int) -> bool:
    """Whether black leaves a pair of brackets, and what makes it break them, as they are."""
    trailing = bool(commas) and not line[commas[-1] + 1 : end].strip()
    if line[start] == "(" and _is_display(line, start):
        return len(commas) == 1 if trailing else bool(commas)  # no parentheses around one value
    return not trailing or (line[start] == "[" and end == len(line) - 1)  # which is broken


def _is_display(line: str, start: int) -> bool:
    """Whether the bracket at a place neither calls nor subscripts anything."""
    return not start or line[start - 1] in _BEFORE_DISPLAY

"""A rendered text, cut at its statements, each of which is formatted by itself: most stand in the output many times.

Cut are the statements of a module and, where the header of a class is one line, the members of the class. A text with
something that is not foreseen here is not cut, and goes to black as a whole.
"""

from __future__ import annotations

import ast
import keyword
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from textwrap import indent
from typing import Final

from generator.emit import LINE_LENGTH
from generator.emit.format.black_runner import blacken
from generator.emit.format.line_layout import broken

_INDENTS: Final = ("", "    ")  # by depth
_KEYWORDS: Final = "|".join(keyword.kwlist)


def _statement(indent: str) -> re.Pattern[str]:
    """A statement at an indent, by kind, with all lines down to the next one; then the blank lines below it."""
    return re.compile(
        rf"""
        (?P<text>
            (?:{indent}@.+\n)*
            {indent}(?:
                (?P<string>[rR]?\"""(?:[^"\\]|\\[\s\S]|"(?!""))*\"""$)
                | (?P<import>(?:from|import)\ .+)
                | (?P<class>class\ .+)
                | (?P<def>(?:async\ )?def\ .+[^.]$)
                | (?P<if>if\ .+:$)
                | (?!(?:{_KEYWORDS})\b) (?P<plain>\w[\w.]*(?:\ =|:|\(|\[).*)
            )
            (?:\n+{indent}(?:[ )\]}}].*|else:$))*
        )
        (?P<blank>\n+)
        """,
        re.VERBOSE | re.MULTILINE,
    )


_STATEMENTS: Final = (_statement(""), _statement(r"\ {4}"))
_KINDS: Final = ("string", "import", "class", "def", "if", "plain")
_HEADER: Final = re.compile(r"(class .+:)(\n+)(?= {4}\S)")

# What black leaves as it is, besides the lines that `layout` knows: docstrings without escapes and loose ends, and the
# headers of models. A line is taken as a whole, so that none is read twice.
_LINE: Final = r'(?!\s)(?:[^"\\\t\n]|"(?!""))++(?<!\s)'
_SHORT_DOCSTRING: Final = re.compile(rf' *"""(?!"){_LINE}(?<!")"""')
_LONG_DOCSTRING: Final = re.compile(
    rf'( *)"""(?!"){_LINE}(?=[\s\S]*\n\1[^\s"])(?:\n+\1 *{_LINE})+(?<!")\n\1"""'
)
_HEADER_OF_MODEL: Final = re.compile(r'(class \w+\()(\w+(?:, \w+=(?:\w+|"\w+"))*)(\):)')

_SAMPLES: Final = {
    "string": '"""{0}"""',
    "import": "import {0}",
    "class": "class {0}:\n    {0} = 1",
    "def": "def {0}():\n    return {0}",
    "decorated": "@{0}\ndef {0}():\n    return {0}",
    "if": "if {0}:\n    {0} = 1",
    "plain": "{0} = 1",
}


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement of a module or a member of a class, unformatted; of a class with members its header."""

    text: str
    kind: str
    blank: int = field(compare=False)  # lines above it
    depth: int
    first: bool  # of its module or class
    members: tuple[Statement, ...] = ()

    def final_text(self) -> str | None:
        """The statement as black would write it, where that can be said without it."""
        text, is_final = self._laid_out
        if not is_final:
            return None
        above, below = self._frame
        try:
            ast.parse(above + text + below)
        except (SyntaxError, ValueError):
            return None
        return text

    def formatted(self) -> str:
        """The statement as black writes it.

        Raises:
            ValueError, SyntaxError: It is no statement.
        """
        above, below = self._frame
        text = blacken(above + self._laid_out[0] + below)
        if not (text.startswith(above) and text.endswith(below)):
            raise ValueError("not a statement that can stand alone")
        return text[len(above) : len(text) - len(below)].strip("\n")

    @property
    def _laid_out(self) -> tuple[str, bool]:
        """The statement with its long lines broken, and whether black would do the same for certain."""
        if self.kind == "string":
            return self.text, _is_docstring(self.text)
        first, *more = self.text.split("\n")
        if self.members:
            return _header(first)
        decorator, decorated = "", True
        if self.kind == "decorated":
            decorator, decorated = f"{first}\n", _is_decorator(first)
            first, *more = more
        head = broken(first, LINE_LENGTH)
        if self.kind not in {"def", "decorated"} or not more:
            is_final = self.kind == "plain" and head.is_final and not more
            return "\n".join([decorator + head.text, *more]), is_final
        *docstring, last = more
        body = broken(last, LINE_LENGTH)
        is_final = decorated and head.is_final and body.is_final
        if docstring:
            is_final = is_final and _is_docstring("\n".join(docstring))
        return "\n".join([decorator + head.text, *docstring, body.text]), is_final

    @property
    def _frame(self) -> tuple[str, str]:
        above = "class _:\n" if self.depth else ""
        if self.kind == "string" and not self.first:  # no docstring
            above += _INDENTS[self.depth] + "_\n"
        return above, f"\n{_INDENTS[1]}_\n" if self.members else "\n"


def _header(line: str) -> tuple[str, bool]:
    """The header of a class, broken if it is too long, and whether black would do the same for certain."""
    known = _HEADER_OF_MODEL.fullmatch(line)
    if known is None or len(line) <= LINE_LENGTH:
        return line, known is not None
    lines = [known[1], _INDENTS[1] + known[2], known[3]]
    return "\n".join(lines), max(map(len, lines)) <= LINE_LENGTH


def _is_decorator(line: str) -> bool:
    """Whether it is a decorator that black leaves as it is."""
    laid_out = broken(line.replace("@", "", 1), LINE_LENGTH - 1)
    return laid_out.is_final and "\n" not in laid_out.text


def _is_docstring(text: str) -> bool:
    """Whether it is a docstring that black leaves as it is."""
    short = len(text) <= LINE_LENGTH and _SHORT_DOCSTRING.fullmatch(text)
    return bool(short or _LONG_DOCSTRING.fullmatch(text))


def split_statements(text: str) -> tuple[Statement, ...] | None:
    """The statements of a text; None when it is to be formatted as a whole."""
    try:
        return tuple(_cut(text.strip("\n") + "\n", depth=0))
    except _Unforeseen:
        return None


def join_statements(statements: Iterable[Statement]) -> str:
    """The formatted text of a module.

    Raises:
        ValueError, SyntaxError: One of its statements cannot stand alone.
    """
    return "".join(_parts(statements, above=None)) + "\n"


def _parts(statements: Iterable[Statement], above: Statement | None) -> Iterator[str]:
    for statement in statements:
        if above is not None:
            inside = above.depth < statement.depth
            below = (statement.kind, statement.depth, statement.blank)
            yield "\n" * (1 + _blank(above.kind, above.first, inside, *below))
        yield _text(statement)
        yield from _parts(statement.members, above=statement)
        above = statement


@cache
def _text(statement: Statement) -> str:
    """The formatted text of a statement: without black, where that is certain."""
    text = statement.final_text()
    return statement.formatted() if text is None else text


@cache
def _blank(above: str, first: bool, inside: bool, kind: str, depth: int, blank: int) -> int:
    """How many of the blank lines between two statements black makes, or leaves: it is asked with a small sample."""
    lines = [] if first or inside else ["_ = 1", "", ""]
    if inside:
        lines += [
            "class above:",
            *[""] * blank,
            indent(_SAMPLES[kind].format("below"), _INDENTS[1]),
        ]
    else:
        lines += [_SAMPLES[above].format("above"), *[""] * blank, _SAMPLES[kind].format("below")]
        if depth:
            lines = ["class _:", *(indent(line, _INDENTS[1]) for line in lines)]
    formatted = blacken("\n".join(lines) + "\n").splitlines()
    last = max(number for number, line in enumerate(formatted) if "above" in line)
    return next(number for number, line in enumerate(formatted) if "below" in line) - last - 1


class _Unforeseen(Exception):
    pass


def _cut(text: str, depth: int, blank: int = 0) -> Iterator[Statement]:
    position = 0
    while position < len(text):
        found = _STATEMENTS[depth].match(text, position)
        if found is None:
            raise _Unforeseen
        kind = next(kind for kind in _KINDS if found[kind])
        kind = "decorated" if found["text"].lstrip().startswith("@") else kind
        yield _statement_of(found["text"], kind, blank, depth, first=position == 0)
        position, blank = found.end(), len(found["blank"]) - 1


def _statement_of(text: str, kind: str, blank: int, depth: int, *, first: bool) -> Statement:
    header = _HEADER.match(text) if kind == "class" and depth == 0 else None
    if header is None:
        return Statement(text, kind, blank, depth, first)
    members = _cut(text[header.end() :] + "\n", depth=1, blank=len(header[2]) - 1)
    return Statement(header[1], kind, blank, depth, first, tuple(members))

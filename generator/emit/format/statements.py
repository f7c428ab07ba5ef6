"""Split a rendered text into statements and format each of them once, because most occur many times in the output.

A module is split into its statements, and a class into its members if its header is a single line. A text with other
syntax than this module supports is not split; black formats it as a whole.
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
from generator.emit.format.line_layout import break_line

_INDENTS: Final = ("", "    ")  # by depth
_KEYWORDS: Final = "|".join(keyword.kwlist)


def _statement_pattern(indent: str) -> re.Pattern[str]:
    """Return a pattern for a statement of any kind at an indent, and for the blank lines below it."""
    return re.compile(
        rf"""
        (?P<text>
            (?:{indent}@.+\n)*
            {indent}(?:
                (?P<string>[rR]?\"""(?:[^"\\]|\\[\s\S]|"(?!""))*\"""$)
                | (?P<import>(?:from|import)\ .+)
                | (?P<class>class\ .+)
                | (?P<def>(?:async\ )?def\ .+[^.]$)
                | (?P<if>if\ .+:(?:\ \ \#\ .+)?$)
                | (?!(?:{_KEYWORDS})\b) (?P<plain>\w[\w.]*(?:\ =|:|\(|\[).*)
            )
            (?:\n+{indent}(?:[ )\]}}].*|else:$))*
        )
        (?P<blank>\n+)
        """,
        re.VERBOSE | re.MULTILINE,
    )


_STATEMENTS: Final = (_statement_pattern(""), _statement_pattern(r"\ {4}"))
_KINDS: Final = ("string", "import", "class", "def", "if", "plain")
_NESTED_DEF: Final = re.compile(r"^ +(?:class|def|async def) ", re.MULTILINE)
_HEADER: Final = re.compile(r"(class .+:)(\n+)(?= {4}\S)")

# Text that black does not change: docstrings without escapes or white space at the ends, imports, and the headers of
# models. Possessive quantifiers prevent backtracking.
_LINE: Final = r'(?!\s)(?:[^"\\\t\n]|"(?!""))++(?<!\s)'
_SHORT_DOCSTRING: Final = re.compile(rf' *"""(?!"){_LINE}(?<!")"""')
_LONG_DOCSTRING: Final = re.compile(
    rf'( *)"""(?!"){_LINE}(?=[\s\S]*\n\1[^\s"])(?:\n+\1 *{_LINE})+(?<!")\n\1"""'
)
_IMPORT: Final = re.compile(
    r"(?:from [\w.]+ )?import (?:\*|[\w.]+(?: as \w+)?(?:, \w+(?: as \w+)?)*)"
)
_FROM_IMPORT: Final = re.compile(r"(from .+ import )(.+)")
# The imports below `if TYPE_CHECKING:`.
_IMPORT_BLOCK: Final = re.compile(rf"if \w+:(?:\n {{4}}(?:{_IMPORT.pattern}))+")
# An import in the body of a method, above its last line.
_LAZY_IMPORT: Final = re.compile(
    rf"(?:\A|\n)(?: {{8}}with \w+:\n {{12}}| {{8}})(?:{_IMPORT.pattern})\n\Z"
)
_MODEL_HEADER: Final = re.compile(r'(class \w+\()(\w+(?:, \w+=(?:\w+|"\w+"))*)(\):)')
# A table of texts with one entry on each line.
_TABLE: Final = re.compile(
    r'\w+(?:: dict\[str, str\])? = \{\n(?: {4}"[^"\\\n]*+": "[^"\\\n]*+",\n)++\}'
)

_SAMPLES: Final = {
    "string": '"""{0}"""',
    "import": "import {0}",
    "class": "class {0}:\n    {0} = 1",
    "def": "def {0}():\n    return {0}",
    "decorated": "@{0}\ndef {0}():\n    return {0}",
    "if": "if {0}:\n    {0} = 1",
    "if with def": "if {0}:\n\n    def {0}():\n        return {0}",
    "plain": "{0} = 1",
}


@dataclass(frozen=True, slots=True)
class Statement:
    """An unformatted statement of a module or member of a class. The text of a class with members is its header."""

    text: str
    kind: str
    blank: int = field(compare=False)  # number of blank lines above
    depth: int
    is_first: bool  # in its module or class
    members: tuple[Statement, ...] = ()

    def final_text(self) -> str | None:
        """Return the statement as black would write it; None if that is uncertain without running black."""
        text, is_final = self._layout
        if not is_final:
            return None
        above, below = self._frame
        try:
            ast.parse(above + text + below)
        except (SyntaxError, ValueError):
            return None
        return text

    def formatted(self) -> str:
        """Return the statement formatted by black.

        Raises:
            ValueError, SyntaxError: The text is not a complete statement.
        """
        above, below = self._frame
        text = blacken(above + self._layout[0] + below)
        if not (text.startswith(above) and text.endswith(below)):
            raise ValueError("not a complete statement")
        return text[len(above) : len(text) - len(below)].strip("\n")

    @property
    def _layout(self) -> tuple[str, bool]:
        """The statement with its long lines broken, and whether this is certainly the layout of black."""
        if self.kind == "string":
            return self.text, _is_final_docstring(self.text)
        if self.kind == "import":
            return _import(self.text)
        if self.kind == "if":
            return self.text, _is_short(self.text) and bool(_IMPORT_BLOCK.fullmatch(self.text))
        if self.kind == "plain" and _TABLE.fullmatch(self.text):
            return self.text, True
        first, *more = self.text.split("\n")
        if self.members:
            return _header(first)
        decorator, is_decorator_final = "", True
        if self.kind == "decorated":
            decorator, is_decorator_final = f"{first}\n", _is_final_decorator(first)
            first, *more = more
        head = break_line(first, LINE_LENGTH)
        if self.kind not in {"def", "decorated"} or not more:
            is_final = self.kind == "plain" and head.is_final and not more
            return "\n".join([decorator + head.text, *more]), is_final
        *above, last = more
        body = break_line(last, LINE_LENGTH)
        is_final = is_decorator_final and head.is_final and body.is_final
        if above:
            is_final = is_final and _is_final_body("\n".join(above))
        return "\n".join([decorator + head.text, *above, body.text]), is_final

    @property
    def _frame(self) -> tuple[str, str]:
        """The text above and below the statement that makes it a module."""
        above = "class _:\n" if self.depth else ""
        if self.kind == "string" and not self.is_first:  # otherwise it would become a docstring
            above += _INDENTS[self.depth] + "_\n"
        return above, f"\n{_INDENTS[1]}_\n" if self.members else "\n"


def _import(line: str) -> tuple[str, bool]:
    """Return the layout of an import, and whether this is certainly the layout of black."""
    match = _FROM_IMPORT.fullmatch(line)
    text = line
    if match and len(line) > LINE_LENGTH:
        names = "".join(f"    {name},\n" for name in match[2].split(", "))
        text = f"{match[1]}(\n{names})"
    return text, _is_short(text) and bool(_IMPORT.fullmatch(line))


def _is_short(text: str) -> bool:
    return max(map(len, text.split("\n"))) <= LINE_LENGTH


def _header(line: str) -> tuple[str, bool]:
    """Return the layout of the header of a class, and whether this is certainly the layout of black."""
    match = _MODEL_HEADER.fullmatch(line)
    if match is None or len(line) <= LINE_LENGTH:
        return line, match is not None
    lines = [match[1], _INDENTS[1] + match[2], match[3]]
    text = "\n".join(lines)
    return text, _is_short(text)


def _is_final_decorator(line: str) -> bool:
    """Return whether black would not change the decorator."""
    layout = break_line(line.replace("@", "", 1), LINE_LENGTH - 1)
    return layout.is_final and "\n" not in layout.text


def _is_final_body(text: str) -> bool:
    """Return whether black would not change the body of a method without its last line: a docstring, an import."""
    match = _LAZY_IMPORT.search(text)
    docstring = text[: match.start()] if match else text
    is_import_short = match is None or _is_short(match[0])
    return is_import_short and (not docstring or _is_final_docstring(docstring))


def _is_final_docstring(text: str) -> bool:
    """Return whether black would not change the docstring."""
    is_short = len(text) <= LINE_LENGTH and _SHORT_DOCSTRING.fullmatch(text)
    return bool(is_short or _LONG_DOCSTRING.fullmatch(text))


def split_statements(text: str) -> tuple[Statement, ...] | None:
    """Return the statements of a text; None if the text has to be formatted as a whole."""
    try:
        return tuple(_split(text.strip("\n") + "\n", depth=0))
    except _UnsupportedSyntaxError:
        return None


def join_statements(statements: Iterable[Statement]) -> str:
    """Return the formatted text of a module.

    Raises:
        ValueError, SyntaxError: One of the statements is not valid on its own.
    """
    return "".join(_pieces(statements, above=None)) + "\n"


def _pieces(statements: Iterable[Statement], above: Statement | None) -> Iterator[str]:
    for statement in statements:
        if above is not None:
            is_inside = above.depth < statement.depth
            below = (statement.kind, statement.depth, statement.blank)
            yield "\n" * (1 + _blank_lines(above.kind, above.is_first, is_inside, *below))
        yield _formatted(statement)
        yield from _pieces(statement.members, above=statement)
        above = statement


@cache
def _formatted(statement: Statement) -> str:
    """Return the formatted text of a statement, without running black if its result is certain."""
    text = statement.final_text()
    return statement.formatted() if text is None else text


@cache
def _blank_lines(
    above: str, is_first: bool, is_inside: bool, kind: str, depth: int, blank: int
) -> int:
    """Return the number of blank lines that black writes between two statements, found by formatting a sample."""
    lines = [] if is_first or is_inside else ["_ = 1", "", ""]
    if is_inside:
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


class _UnsupportedSyntaxError(Exception):
    pass


def _split(text: str, depth: int, blank: int = 0) -> Iterator[Statement]:
    """Yield the statements of a text at a depth; `blank` is the number of blank lines above it."""
    position = 0
    while position < len(text):
        match = _STATEMENTS[depth].match(text, position)
        if match is None:
            raise _UnsupportedSyntaxError
        kind = next(kind for kind in _KINDS if match[kind])
        if kind == "if" and _NESTED_DEF.search(match["text"]):
            kind = "if with def"
        elif match["text"].lstrip().startswith("@"):
            kind = "decorated"
        yield _statement(match["text"], kind, blank, depth, is_first=position == 0)
        position, blank = match.end(), len(match["blank"]) - 1


def _statement(text: str, kind: str, blank: int, depth: int, *, is_first: bool) -> Statement:
    """Return a statement; a class with a header of one line is split into its members."""
    header = _HEADER.match(text) if kind == "class" and depth == 0 else None
    if header is None:
        return Statement(text, kind, blank, depth, is_first)
    members = _split(text[header.end() :] + "\n", depth=1, blank=len(header[2]) - 1)
    return Statement(header[1], kind, blank, depth, is_first, tuple(members))

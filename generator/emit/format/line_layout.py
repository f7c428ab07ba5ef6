"""Break long lines as black does, for the simple lines that make up most of a package.

A line whose layout is final is not passed to black, because black would not change it; `tests/emit` compares the two.
The layout of any other line is a guess. If it is right, it saves time: black formats text that it has changed a second
time, to check that the result is stable.
"""

from __future__ import annotations

import keyword
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, TypeAlias

_STRING: Final = r'"[^"\\]*"'
_TOKENS: Final = re.compile(r'"(?:[^"\\]|\\.)*"|\'(?:[^\'\\]|\\.)*\'|[()\[\]{},]')
_BEFORE_DISPLAY: Final = " =([{,:"  # a bracket after one of these is not a call or a subscript

# A line of names, strings, numbers, calls and displays, with the spaces that black writes and no operator but `|`. The
# atomic groups prevent backtracking: `lambda: ` can match in two ways, and a hundred of them in 2**100.
_PLAIN: Final = re.compile(
    rf"""
    \s* (?: (?:async\ )? def\ | return\ (?:await\ )? | raise\  )?
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
_OPENING: Final = re.compile(r"\s*(?:(?:async )?def |return (?:await )?|raise )?")
_BRACKET_OR_BAR: Final = re.compile(r'"(?:[^"\\]|\\.)*"|[()\[\]{}]| \| ')
_BRACKET_OR_EQUALS: Final = re.compile(r"[()\[\]{}]| = ")
_ANNOTATED: Final = re.compile(r"[(,] ?\w+: [^=]*$")
_HEAD: Final = re.compile(
    r"""\s* (?: (?:async\ )? def\ \w+
        | (?: \w+(?::\ [\w.]+(?:\[[\w.,\ |\[\]]+\])?)?\ =\  | return\ (?:await\ )? | \w+= | \w+:\  )?
            (?: \w+(?:\.\w+)? )?
    ) [(\[{]""",
    re.VERBOSE,
)
_TAIL: Final = re.compile(r"\s* [)\]}] (?: ,? | \ ->\ .+ : )", re.VERBOSE)
# name, annotation, default value without arguments, comma
_ANNOTATED_NAME: Final = re.compile(r"(\w+: )((?:(?! = ).)+?)(?: = ([\w.]+(?:\(\))?))?(,?)")
_TYPE: Final = re.compile(r"[\w.]+(?:\[.+\])?")
_ANNOTATED_CALL: Final = re.compile(r"(\w+: \w+\[)(.+)(\] = )(\w+\()")

_DEFS: Final = ("def ", "async def ")

_Line: TypeAlias = "tuple[str, bool]"  # a line, and whether black would certainly write it this way
# The positions of two brackets and of the commas between them.
_Group: TypeAlias = "tuple[int, int, list[int]]"


@dataclass(frozen=True, slots=True)
class Layout:
    """The layout of a line. `is_final` means that it is certainly the layout of black."""

    text: str
    is_final: bool


def break_line(line: str, width: int) -> Layout:
    """Return the layout of a line, which is broken if it is too long."""
    indent = len(line) - len(line.lstrip())
    lines: list[str] = []
    is_final = _is_plain(line)
    for part, is_certain in _annotated(line.strip(), indent, width):
        lines.append(part)
        is_final = is_final and is_certain and len(part) <= width
    return Layout("\n".join(lines), is_final)


def _annotated(text: str, indent: int, width: int) -> Iterator[_Line]:
    """Yield the lines of a statement or a parameter. A long union gets parentheses if it is an annotation."""
    match = _ANNOTATED_NAME.fullmatch(text) if indent + len(text) > width else None
    operands = _operands(match[2]) if match and ", ]" not in text else []
    if match is None or len(operands) < 2 or not all(map(_TYPE.fullmatch, operands)):
        yield from _lines(text, indent, width)
        return
    margin = " " * indent
    name, union, value, comma = match.groups("")
    if value and not comma and len(f"{margin}{name}{union} = (") <= width:
        yield f"{margin}{name}{union} = (", True
        yield f"{margin}    {value}", True
        yield f"{margin})", True
        return
    yield f"{margin}{name}(", True
    yield from _union(operands, indent + 4, width)
    yield f"{margin}){value and f' = {value}'}{comma}", True


def _lines(text: str, indent: int, width: int) -> Iterator[_Line]:
    """Yield the lines of an expression, or of a statement without a long union as its annotation."""
    margin = " " * indent
    group = _group(text) if indent + len(text) > width or ", ]" in text else None
    if group is None:
        yield margin + text, True
        return
    start, _, commas = group
    opening = text[: start + 1]
    is_long = indent + len(opening) > width and not text.endswith(",")  # not a parameter
    call = _ANNOTATED_CALL.fullmatch(opening) if is_long else None
    if call is not None:
        yield from _annotated_call(text, call, group, indent, width)
        return
    is_certain = bool(_HEAD.fullmatch(opening)) and (bool(commas) or "def " not in opening)
    yield margin + opening, is_certain
    yield from _elements(text, group, indent, width)


def _annotated_call(
    text: str, call: re.Match[str], group: _Group, indent: int, width: int
) -> Iterator[_Line]:
    """Yield the lines of `name: Type[arguments] = call(...)`, whose start up to the last bracket fits on no line."""
    margin = " " * indent
    target, value = text[: call.end(3)], text[call.end(3) :]
    if indent + len(target) < width:
        yield f"{margin}{target}(", True
        yield from _lines(value, indent + 4, width)
        yield f"{margin})", True
        return
    yield margin + call[1], True
    yield f"{margin}    {call[2]}", True
    rest = text[call.start(3) :]
    if indent + len(rest) <= width:
        yield margin + rest, True
        return
    yield margin + call[3] + call[4], True
    yield from _elements(text, group, indent, width)


def _elements(text: str, group: _Group, indent: int, width: int) -> Iterator[_Line]:
    """Yield the lines between a pair of brackets, and the line of the closing one."""
    closing = text[group[1] :]
    yield from _between(text, group, indent + 4, width)
    yield " " * indent + closing, bool(_TAIL.fullmatch(closing))


def _between(text: str, group: _Group, indent: int, width: int) -> Iterator[_Line]:
    """Yield the lines between a pair of brackets."""
    start, end, commas = group
    body = text[start + 1 : end]
    is_display = bool(commas) and _is_display(text, start)
    if not is_display and indent + len(body) <= width:
        yield " " * indent + body, True
    elif not commas:
        yield from _union(_operands(body.strip()), indent, width)
    else:
        lines = _annotated if text.startswith(_DEFS) else _lines
        for left, right in pairwise([start, *commas, end]):
            element = text[left + 1 : right].strip()
            if element:
                yield from lines(f"{element},", indent, width)


def _union(operands: list[str], indent: int, width: int) -> Iterator[_Line]:
    """Yield the lines of the members of a union."""
    text = " | ".join(operands)
    if indent + len(text) <= width or len(operands) == 1:
        yield from _lines(text, indent, width)
        return
    are_types = all(map(_TYPE.fullmatch, operands))
    for number, operand in enumerate(operands):
        for line, is_certain in _lines(f"| {operand}" if number else operand, indent, width):
            yield line, is_certain and are_types


def _operands(text: str) -> list[str]:
    """Return the members of a union. Any other text is a single member."""
    members: list[str] = []
    start = depth = 0
    for match in _BRACKET_OR_BAR.finditer(text):
        token = match[0]
        if token in "([{":
            depth += 1
        elif token in ")]}":
            depth -= 1
        elif token == " | " and not depth:
            members.append(text[start : match.start()])
            start = match.end()
    return [*members, text[start:]]


def _group(text: str) -> _Group | None:
    """Return the brackets at which black breaks a line, and the commas between them.

    These are the first brackets of a `def`, and the last ones of any other line.
    """
    result: _Group | None = None
    for start, end, commas, depth in _groups(text):
        if depth == 0 and end > start + 1:
            result = start, end, commas
            if text.startswith(_DEFS):
                break
    return result


def _groups(text: str) -> Iterator[tuple[int, int, list[int], int]]:
    """Yield the positions of each pair of brackets and of its commas, and the number of enclosing pairs."""
    open_: list[tuple[int, list[int]]] = []
    for match in _TOKENS.finditer(text):
        token, position = match[0], match.start()
        if token in "([{":
            open_.append((position, []))
        elif token == "," and open_:
            open_[-1][1].append(position)
        elif token in ")]}" and open_:
            start, commas = open_.pop()
            yield start, position, commas, len(open_)


def _is_plain(line: str) -> bool:
    """Return whether the line has no syntax other than the above, and no brackets that black would change."""
    stripped = re.sub(_STRING, '""', line)
    return (
        bool(_PLAIN.fullmatch(line))
        and not _KEYWORDS.search(_OPENING.sub("", stripped, count=1))
        and all(_keeps_brackets(line, *group) for group in _groups(line))
        and _has_only_default_values(stripped)
    )


def _has_only_default_values(line: str) -> bool:
    """Return whether each ` = ` inside brackets follows an annotation in a `def`."""
    open_: list[int] = []
    for match in _BRACKET_OR_EQUALS.finditer(line):
        token, position = match[0], match.start()
        if token in "([{":
            open_.append(position)
        elif token != " = ":
            del open_[-1:]
        elif open_:
            start = line.rfind("=", 0, position) + 1  # no annotation contains `=`
            preceding = line[start:position]
            is_default = "def " in line[: open_[0]] and _ANNOTATED.search(preceding)
            if len(open_) > 1 or not is_default:
                return False
    return True


def _keeps_brackets(line: str, start: int, end: int, commas: list[int], _depth: int) -> bool:
    """Return whether black keeps a pair of brackets and its trailing comma."""
    has_trailing_comma = bool(commas) and not line[commas[-1] + 1 : end].strip()
    if line[start] == "(" and _is_display(line, start):
        # A single value loses its parentheses.
        return len(commas) == 1 if has_trailing_comma else bool(commas)
    is_broken = line[start] == "[" and end == len(line) - 1
    return not has_trailing_comma or is_broken


def _is_display(line: str, start: int) -> bool:
    """Return whether the bracket at a position opens a display instead of a call or a subscript."""
    return not start or line[start - 1] in _BEFORE_DISPLAY

"""Texts of a document, made harmless: literals and docstrings that parse back to what the document says."""

from __future__ import annotations

import json
import re
import textwrap
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from generator.json_types import Json

WIDTH = 100  # columns, black's setting
_VERBATIM = re.compile(r"\s|[-*+|>#]|\d+[.)]\s|```|~~~|<")
_DECEIVING = {"Cf", "Zl", "Zp", "Zs"}  # Unicode's categories of formats and separators
_ENDS = (
    ".",
    "!",
    "?",
    ":",
    ";",
    ",",
    "`",
    ")",
    "*",
    "|",
    ">",
)  # a full stop behind these may say something else
_FENCE = re.compile(r"\s*(```|~~~)")


def literal(value: Json) -> str:
    """A Python expression that evaluates to `value`; strings stay readable, but never carry invisible characters."""
    match value:
        case str():
            return string(value)
        case list():
            return f"[{', '.join(map(literal, value))}]"
        case dict():
            return "{" + ", ".join(f"{string(k)}: {literal(v)}" for k, v in value.items()) + "}"
        case _:
            return repr(value)


def string(value: str) -> str:
    """A double-quoted string literal."""
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{_visible(escaped.replace(chr(10), chr(92) + "n"))}"'


def prose(text: str, width: int = WIDTH) -> list[str]:
    """The lines of a Markdown text, paragraphs wrapped; lists, tables, headings and code keep their lines."""
    lines: list[str] = []
    paragraph: list[str] = []
    fenced = False
    for line in [*textwrap.dedent(text.expandtabs(4)).strip().splitlines(), ""]:
        if fenced or not line.strip() or _VERBATIM.match(line):
            lines += _wrapped(paragraph, width)
            paragraph = []
            lines.append(line.rstrip())
            fenced ^= bool(_FENCE.match(line))
        else:
            paragraph.append(line)
    return _without_empty_ends(lines)


def beginning(lines: list[str], most: int) -> list[str]:
    """The paragraphs at the beginning that are `most` lines together; the first one even if it is longer."""
    if len(lines) <= most:
        return lines
    ends = [number for number, line in enumerate(lines) if not line] or [len(lines)]
    return lines[: max((end for end in ends if end <= most), default=ends[0])]


def one_line(text: str) -> str:
    """The text with every run of white space made one space."""
    return " ".join(text.split())


def sentences(text: str, *further: str) -> str:
    """A text with more sentences behind it; it ends where they begin."""
    said = " ".join(filter(None, further))
    if not said or not text.strip():
        return said or text
    return f"{text.rstrip()}{'' if text.rstrip().endswith(_ENDS) else '.'} {said}"


def docstring(lines: Iterable[str], indent: str = "") -> str:
    """A docstring of these lines, the first one without indent, ready to stand behind `indent`."""
    body = [_escape_doc(line.rstrip()) for line in _without_empty_ends(list(lines))]
    if not body:
        return '""""""'
    if len(body) == 1 and len(indent) + len(body[0]) + 6 <= WIDTH:
        return f'"""{_closed(body[0])}"""'
    rest = "".join(f"\n{indent}{line}" if line else "\n" for line in body[1:])
    return f'"""{body[0]}{rest}\n{indent}"""'


def markdown(text: str, width: int) -> str:
    """A Markdown text of its own, with nothing in it that is not seen."""
    return "\n".join(map(_visible, prose(text, width)))


def toml(value: str) -> str:
    """A TOML basic string of one line."""
    quoted = json.dumps(one_line(value), ensure_ascii=False)
    return "".join(c if _shows(c) else _escaped(c, shortest="\\u{:04x}") for c in quoted)


def code(text: str) -> str:
    """A Markdown code span, safe in a table."""
    line = _visible(one_line(text).replace("|", "\\|"))
    ticks = "`" * (1 + max((len(run) for run in re.findall(r"`+", line)), default=0))
    space = " " if "`" in line else ""
    return f"{ticks}{space}{line}{space}{ticks}"


def cell(text: str) -> str:
    """A text for one cell of a Markdown table."""
    return _visible(one_line(text).replace("|", "\\|").replace("<", "&lt;"))


def entry(name: str, text: str, width: int) -> list[str]:
    """One entry of a docstring's section: `name: text`, wrapped; none where there is nothing to say."""
    if not text.strip():
        return []
    return list(wrapped(f"{name}: {one_line(text)}".rstrip(), width, "    ", "        "))


@lru_cache(maxsize=10_000)  # large documents say the same of many parameters
def wrapped(text: str, width: int, first: str = "", further: str = "") -> tuple[str, ...]:
    """The lines of a paragraph, with these indents; no word is broken."""
    lines = textwrap.wrap(
        text,
        width,
        initial_indent=first,
        subsequent_indent=further,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return tuple(lines)


def _wrapped(paragraph: list[str], width: int) -> tuple[str, ...]:
    return wrapped(one_line(" ".join(paragraph)), width)


def _without_empty_ends(lines: list[str]) -> list[str]:
    while lines and not lines[0].strip():
        lines = lines[1:]
    while lines and not lines[-1].strip():
        lines = lines[:-1]
    return lines


def _escape_doc(line: str) -> str:
    return _visible(line.replace("\\", "\\\\").replace('"""', '\\"\\"\\"'))


def _closed(line: str) -> str:
    """An escaped line that the closing quotes can follow: a quote at its end is escaped, unless it already is."""
    rest = line.removesuffix('"')
    backslashes = len(rest) - len(rest.rstrip("\\"))
    return f'{rest}\\"' if rest != line and backslashes % 2 == 0 else line


def _visible(text: str) -> str:
    if text.isascii() and text.isprintable():
        return text
    return "".join(c if _shows(c) else _escaped(c) for c in text)


def _shows(char: str) -> bool:
    """Whether a character is seen, and does not change how its neighbours look (combining with them is harmless)."""
    return char == " " or (char.isprintable() and unicodedata.category(char) not in _DECEIVING)


def _escaped(char: str, shortest: str = "\\x{:02x}") -> str:
    """The character as an escape sequence; `shortest` is the one for the first 256."""
    code = ord(char)
    if code < 0x100:
        return shortest.format(code)
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"

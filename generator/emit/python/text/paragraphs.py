"""Wrap and shorten Markdown text."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Sequence
from functools import lru_cache

from generator.emit import LINE_LENGTH

_VERBATIM = re.compile(r"\s|[-*+|>#]|\d+[.)]\s|```|~~~|<")
_FENCE = re.compile(r"\s*(```|~~~)")
_NO_FULL_STOP_AFTER = tuple(".!?:;,`)*|>")  # a full stop after one of these can change the meaning


def prose(text: str, width: int = LINE_LENGTH) -> list[str]:
    """Return the lines of a Markdown text with its paragraphs wrapped.

    Lists, tables, headings and code keep their lines.
    """
    lines: list[str] = []
    paragraph: list[str] = []
    is_fenced = False
    for line in [*textwrap.dedent(text.expandtabs(4)).strip().splitlines(), ""]:
        if is_fenced or not line.strip() or _VERBATIM.match(line):
            lines += wrap(one_line(" ".join(paragraph)), width)
            paragraph = []
            lines.append(line.rstrip())
            is_fenced ^= bool(_FENCE.match(line))
        else:
            paragraph.append(line)
    return strip_blank_lines(lines)


def first_paragraphs(lines: list[str], limit: int) -> list[str]:
    """Return as many whole paragraphs from the start as fit into `limit` lines, but at least one."""
    if len(lines) <= limit:
        return lines
    ends = [number for number, line in enumerate(lines) if not line] or [len(lines)]
    return lines[: max((end for end in ends if end <= limit), default=ends[0])]


def one_line(text: str) -> str:
    """Return the text with each run of white space replaced by one space."""
    return " ".join(text.split())


def add_sentences(text: str, *sentences: str) -> str:
    """Return the text followed by the sentences that are not empty."""
    added = " ".join(filter(None, sentences))
    if not added or not text.strip():
        return added or text
    return f"{text.rstrip()}{'' if text.rstrip().endswith(_NO_FULL_STOP_AFTER) else '.'} {added}"


@lru_cache(maxsize=10_000)  # large documents describe many parameters alike
def wrap(text: str, width: int, first: str = "", further: str = "") -> tuple[str, ...]:
    """Return the lines of a paragraph, with indents for the first and the further lines, without breaking words."""
    lines = textwrap.wrap(
        text,
        width,
        initial_indent=first,
        subsequent_indent=further,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return tuple(lines)


def strip_blank_lines(lines: Sequence[str]) -> list[str]:
    """Return the lines without blank ones at the start and at the end."""
    result = list(lines)
    while result and not result[0].strip():
        del result[0]
    while result and not result[-1].strip():
        del result[-1]
    return result

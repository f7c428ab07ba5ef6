"""Wrap and shorten Markdown text."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate

from generator.emit import LINE_LENGTH

_VERBATIM = re.compile(r"\s|[-*+|>#]|\d+[.)]\s|```|~~~|<")
_FENCE = re.compile(r"\s*(```|~~~)")
_HEADING = re.compile(r"#{1,6} ")
_SENTENCE_END = re.compile(r"(?<=[.!?]) (?=[A-Z0-9\"'`(\[])")
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


def split_summary(text: str) -> tuple[str, str]:
    """Return the first sentence and the rest of a text of several paragraphs; all of another text, and nothing."""
    first, _, rest = text.strip().partition("\n\n")
    if not rest.strip():
        return one_line(text), ""
    end = _SENTENCE_END.search(one_line(first))
    if end is None:
        return one_line(first), rest.strip()
    sentence, more = one_line(first)[: end.start()], one_line(first)[end.end() :]
    return sentence, f"{more}\n\n{rest.strip()}".strip()


def split_at_heading(text: str) -> tuple[str, str]:
    """Return the part of a Markdown text before its first heading, and the rest with headings of level 2 and deeper."""
    lines = text.splitlines()
    fences = accumulate(bool(_FENCE.match(line)) for line in lines)
    numbered = zip(range(len(lines)), lines, fences, strict=True)
    headings = [at for at, line, fence in numbered if fence % 2 == 0 and _HEADING.match(line)]
    if not headings:
        return text, ""
    if any(lines[at].startswith("# ") for at in headings):
        for at in headings:
            lines[at] = f"#{lines[at]}"
    return "\n".join(lines[: headings[0]]).strip(), "\n".join(lines[headings[0] :])


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

"""A review as lines of a changelog (https://keepachangelog.com), with a table for migrating."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from generator.emit.python.text.characters import visible
from generator.emit.python.text.markdown import code
from generator.emit.python.text.paragraphs import one_line
from generator.review.changes import Change
from generator.review.report import Review
from generator.review.rules import Bump

_SECTIONS: Final = ("Added", "Changed", "Deprecated", "Removed", "Security")
_WORDS: Final = {"added": "Added", "removed": "Removed", "deprecated": "Deprecated"}


def changelog(review: Review) -> str:
    """The section of the next version: the changes by kind, and a table of the signatures that callers must replace."""
    listed = [each.change for each in review.changes if each.change.bump is not Bump.NONE]
    lines = [f"## {review.next_version}", ""]
    for section in _SECTIONS:
        changes = [each for each in listed if _section(each) == section]
        if changes:
            lines += [f"### {section}", "", *map(changelog_line, changes), ""]
    breaking = [each for each in listed if each.bump is Bump.MAJOR and each.old is not None]
    if breaking:
        lines += ["### Migration", "", "| old | new |", "|---|---|", *_rows(breaking), ""]
    return "\n".join(lines).rstrip()


def changelog_line(change: Change) -> str:
    """One change as a list item."""
    breaking = "**Breaking:** " if change.bump is Bump.MAJOR else ""
    title = change.rule.title.format(subject=code_span(change.subject))
    detail = f" ({code_span(change.detail)})" if change.detail else ""
    return f"- {breaking}{title[0].upper()}{title[1:]}{detail}."


def code_span(text: str) -> str:
    """The text as a code span of Markdown, which no character in it can end (CommonMark 0.31, section 6.1)."""
    line = visible(one_line(text))
    ticks = "`" * (1 + max((len(run) for run in re.findall(r"`+", line)), default=0))
    space = " " if "`" in line else ""
    return f"{ticks}{space}{line}{space}{ticks}"


def _section(change: Change) -> str:
    if change.rule.group == "credentials":
        return "Security"
    if change.behavior and change.rule.group != "lifecycle":
        return "Changed"
    return _WORDS.get(change.rule.id.rpartition("-")[2], "Changed")


def _rows(changes: list[Change]) -> Iterator[str]:
    for change in changes:
        new = code(change.new) if change.new is not None else "removed"
        yield f"| {code(change.old or '')} | {new} |"

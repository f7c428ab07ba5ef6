"""A review as a comment on a pull request, in GitHub Flavored Markdown."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Final

from generator.diagnostics import Location, printable
from generator.emit.python.text.markdown import code
from generator.report.review.changelog import code_span
from generator.report.review.words import (
    AUDIENCES,
    counts,
    operations_text,
    required_text,
    shorter,
    verdict_texts,
    version_text,
)
from generator.report.summary import number
from generator.review.changes import Change
from generator.review.report import Review, Reviewed

MARKER: Final = "<!-- openapi-client-generator: review -->"
"""The first line, by which the comment is found again."""

_LIMIT: Final = 60_000  # characters; GitHub accepts 65,536
_ROWS: Final = 40  # of the table
_CELL: Final = 300  # characters of a text in the table or a headline
_LINE: Final = 2_000  # characters of a signature


def markdown_report(review: Review) -> str:
    """The headline, a table of the changes, and their details, folded."""
    lines = [MARKER, f"## API review: {_headline(review)}", "", *_summary(review)]
    if review.changes:
        lines += ["", *_table(review)]
    length = sum(len(line) + 1 for line in lines)
    for count, each in enumerate(review.changes):
        details = ["", *_details(each, review)]
        length += sum(len(line) + 1 for line in details)
        if length > _LIMIT:
            more = number(len(review.changes) - count, "more change")
            lines += ["", f"The details of {more} are in the output of the job."]
            break
        lines += details
    return "\n".join(lines)


def _headline(review: Review) -> str:
    if not review.changes:
        return "no effect on callers"
    return f"{review.bump.label} ({counts(review.changes)})"


def _summary(review: Review) -> Iterator[str]:
    yield f"Compared with {code_span(review.base.label)}. {_sentence(version_text(review))}"
    if review.blocking:
        yield f"\n:x: **{required_text(review.blocking)}**"
    for problem in review.approvals.problems[:_ROWS]:
        yield f"\n:x: {code_span(shorter(f'{problem.location}: {problem.message}', _CELL))}"


def _sentence(text: str) -> str:
    return printable(text).replace("info.version", "`info.version`") + "."


def _table(review: Review) -> Iterator[str]:
    yield f"| step | change | {' | '.join(AUDIENCES)} | behavior |"
    yield "|---|---|---|---|---|---|---|"
    for reviewed in review.changes[:_ROWS]:
        change = reviewed.change
        verdicts = verdict_texts(change.verdicts).values()
        cells = [f"**{text}**" if text == "breaks" else text for text in verdicts]
        title = change.rule.title.format(subject=code(shorter(change.subject, _CELL)))
        detail = f" ({code(shorter(change.detail, _CELL))})" if change.detail else ""
        mark = ":x: " if reviewed.is_blocking else ""
        behavior = "changes" if change.behavior else ""
        row = [f"{mark}{change.bump.label}", f"{title}{detail}", *cells, behavior]
        yield f"| {' | '.join(row)} |"
    if len(review.changes) > _ROWS:
        yield f"\nand {number(len(review.changes) - _ROWS, 'more change')}"


def _details(reviewed: Reviewed, review: Review) -> Iterator[str]:
    change = reviewed.change
    summary = shorter(f"{change.bump.label}: {change.title}", _CELL)
    yield f"<details><summary>{html.escape(printable(summary))}</summary>"
    yield ""
    yield from _signatures(change)
    yield f"{change.rule.reason} {change.rule.hint}".strip()
    yield ""
    yield f"- Rule: `{change.rule.id}`. Fingerprint: `{change.fingerprint}`."
    places = [
        f"{name} {code_span(_place(at))}"
        for name, at in (("after", change.after), ("before", change.before))
        if at is not None
    ]
    yield f"- Place: {', '.join(places)}."
    if change.operations:
        yield f"- Reached by {code_span(shorter(operations_text(change), _LINE))}."
    yield from (f"- Also: {code_span(shorter(each, _CELL))}." for each in change.consequences)
    if reviewed.approval is not None:
        at = reviewed.approval.location
        yield f"- Approved at {code_span(_place(at))}: {code_span(reviewed.approval.reason)}."
    yield ""
    yield "</details>"


def _place(location: Location) -> str:
    return f"{location.file}:{location.line}"


def _signatures(change: Change) -> Iterator[str]:
    """The signatures as a diff, in a fence that no text in them can end."""
    signs = [("-", change.old), ("+", change.new)]
    if change.old == change.new:
        signs = [(" ", change.old)]
    lines = [
        f"{sign} {shorter(printable(line), _LINE)}"
        for sign, text in signs
        for line in (text or "").splitlines()
    ]
    if lines:
        runs = (len(run) for line in lines for run in re.findall("`+", line))
        fence = "`" * max(3, 1 + max(runs, default=0))
        yield from (f"{fence}diff", *lines, fence, "")

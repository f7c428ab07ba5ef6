"""A review as one self-contained HTML page, whose changes can be filtered."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from pathlib import Path
from string import Template
from typing import Final

from generator.diagnostics import Location, printable
from generator.report.review.words import (
    counts,
    operations_text,
    verdict_texts,
    version_text,
)
from generator.review.changes import Change
from generator.review.report import Review, Reviewed

_PAGE: Final = Path(__file__).with_name("page.html")
_CODE: Final = re.compile("`([^`]+)`")
_MARKS: Final = {
    "types": "breaks types",
    "runtime": "breaks running code",
    "deployed": "breaks deployed clients",
    "server": "server first",
    "behavior": "changes behavior",
    "blocking": "not approved",
}


def html_report(review: Review) -> str:
    """The page. Text from the spec is escaped; scripts and styles are those of the page."""
    headline = "no effect on callers"
    if review.changes:
        headline = f"{review.bump.label} ({counts(review.changes)})"
    problems = (
        f'<p class="problem">{_text(f"{each.location}: {each.message}")}</p>'
        for each in review.approvals.problems
    )
    return (
        Template(_PAGE.read_text("utf-8"))
        .substitute(
            headline=escape(headline),
            summary=_text(
                f"{review.spec}, compared with {review.base.label}; {version_text(review)}."
            ),
            filters="\n  ".join(_filters(review)),
            changes="\n".join([*problems, *(_article(each, review) for each in review.changes)]),
        )
        .rstrip()
    )


def _text(text: str) -> str:
    return escape(printable(text))


def _prose(text: str) -> str:
    """A text with code spans."""
    return _CODE.sub(r"<code>\1</code>", escape(text))


def _filters(review: Review) -> Iterator[str]:
    present = {each.change.bump for each in review.changes}
    for bump in sorted(present, reverse=True):
        label = bump.label
        yield f'<label><input type="checkbox" name="step" value="{label}" checked> {label}</label>'
    for mark, text in _MARKS.items():
        yield f'<label><input type="checkbox" name="mark" value="{mark}"> {text}</label>'


def _article(reviewed: Reviewed, review: Review) -> str:
    change = reviewed.change
    step, marks = change.bump.label, " ".join(_marks(reviewed))
    facts = "".join(f"<dt>{name}</dt><dd>{value}</dd>" for name, value in _facts(reviewed, review))
    return (
        f'<article class="{step}" data-step="{step}" data-marks="{marks}">'
        f'<h2><span class="step">{step}</span>{_text(change.title)}</h2>'
        f"{_signatures(change)}<p>{_prose(change.rule.reason)} {_prose(change.rule.hint)}</p>"
        f"<dl>{facts}</dl></article>"
    )


def _marks(reviewed: Reviewed) -> Iterator[str]:
    """The names of the filters that show a change."""
    change = reviewed.change
    names = ("types", "runtime", "deployed", "server")
    for name, effect in zip(names, change.verdicts.values, strict=True):
        if effect == "breaks":
            yield name
    if change.behavior:
        yield "behavior"
    if reviewed.is_blocking:
        yield "blocking"


def _signatures(change: Change) -> str:
    if change.old == change.new:
        return f"<pre>{_lines(change.old)}</pre>" if change.old else ""
    sides = ((change.old, "old", "\N{MINUS SIGN}"), (change.new, "new", "+"))
    spans = (
        f'<span class="{name}">{sign} {_text(line)}</span>'
        for text, name, sign in sides
        for line in (text or "").splitlines()
    )
    return f"<pre>{''.join(spans)}</pre>"


def _lines(text: str | None) -> str:
    return "\n".join(map(_text, (text or "").splitlines()))


def _facts(reviewed: Reviewed, review: Review) -> Iterator[tuple[str, str]]:
    """The facts about a change: their names, and their values as HTML."""
    change = reviewed.change
    for name, text in verdict_texts(change.verdicts).items():
        yield name, f'<span class="breaks">{text}</span>' if text == "breaks" else text
    if change.behavior:
        yield "behavior", "changes"
    yield "after", _place(change.after)
    yield f"before, in {escape(review.base.label)}", _place(change.before)
    if change.operations:
        yield "reached by", _text(operations_text(change))
    for each in change.consequences:
        yield "also", _text(each)
    yield "rule", change.rule.id
    yield "fingerprint", f"<code>{change.fingerprint}</code>"
    if reviewed.approval is not None:
        yield "approved", _text(f"{reviewed.approval.reason} ({reviewed.approval.location})")
    elif reviewed.is_blocking:
        yield "approved", '<span class="breaks">no</span>'


def _place(location: Location | None) -> str:
    if location is None:
        return "not there"
    return f"<code>{_text(f'{location.file}:{location.line}:{location.column}')}</code>"

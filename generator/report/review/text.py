"""A review as text for a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from generator.diagnostics import Location, excerpt, printable
from generator.report.review.words import (
    counts,
    operations_text,
    required_text,
    verdict_texts,
    version_text,
)
from generator.report.summary import number
from generator.review.changes import Change
from generator.review.report import Review, Reviewed
from generator.review.rules import Bump

_RED, _GREEN, _YELLOW, _CYAN, _BOLD = 31, 32, 33, 36, 1
_COLORS: Final = {Bump.MAJOR: _RED, Bump.MINOR: _YELLOW, Bump.PATCH: _CYAN, Bump.NONE: _BOLD}


def text_report(review: Review) -> str:
    """The changes grouped by their step, with places, signatures and verdicts. Colors are ANSI sequences."""
    lines: list[str] = []
    for bump in sorted(Bump, reverse=True):
        group = [each for each in review.changes if each.change.bump is bump]
        if group:
            title = f"{bump.label}: {number(len(group), 'change')}"
            lines += [_styled(title, _COLORS[bump]), ""]
            for each in group:
                lines += [*_change(each, review), ""]
    lines += [problem.render() for problem in review.approvals.problems]
    return "\n".join([*lines, *_summary(review)])


def _summary(review: Review) -> Iterator[str]:
    compared = f"compared with {review.base.label}"
    if not review.changes:
        yield f"{review.spec}: no effect on callers, {compared}; {version_text(review)}"
        return
    bump = _styled(review.bump.label, _COLORS[review.bump])
    yield f"{review.spec}: {bump} ({counts(review.changes)}), {compared}; {version_text(review)}"
    if review.disagreements is not None:
        yield f"mypy confirms the verdicts about types: {'no' if review.disagreements else 'yes'}"
        yield from map(_printable_lines, review.disagreements)
    if review.blocking:
        yield required_text(review.blocking)


def _printable_lines(text: str) -> str:
    """The lines of a text without control characters."""
    return "\n".join(map(printable, text.splitlines()))


def _change(reviewed: Reviewed, review: Review) -> Iterator[str]:
    change = reviewed.change
    yield f"{change.anchor}: [{change.rule.id}] {_styled(printable(change.title), _BOLD)}"
    yield from _place(change, review)
    for sign, color, text in (("\N{MINUS SIGN}", _RED, change.old), ("+", _GREEN, change.new)):
        for line in (text or "").splitlines():
            if change.old != change.new:
                yield f"  {_styled(f'{sign} {printable(line)}', color)}"
    if change.old == change.new and change.old is not None:
        yield f"    {printable(change.old)}"
    verdicts = ", ".join(f"{name}: {text}" for name, text in verdict_texts(change.verdicts).items())
    yield f"  {verdicts}{', behavior: changes' if change.behavior else ''}"
    if change.operations:
        yield f"  {printable(operations_text(change))}"
    yield from (f"  also: {printable(each)}" for each in change.consequences)
    yield f"  why: {change.rule.reason}"
    if change.rule.hint:
        yield f"  hint: {change.rule.hint}"
    if reviewed.approval is not None:
        yield f"  approved: {printable(reviewed.approval.reason)} ({reviewed.approval.location})"
    elif reviewed.is_blocking:
        yield f"  not approved: fingerprint {change.fingerprint}"


def _place(change: Change, review: Review) -> Iterator[str]:
    """The source lines: of the place after, and of the place before if that is another one."""
    if change.after is not None:
        yield from excerpt(change.after, "    ")
    before = change.before
    if before is not None and not _same(before, change.after):
        yield f"  {before} in {review.base.label}:"
        yield from excerpt(before, "    ")


def _same(first: Location, second: Location | None) -> bool:
    return second is not None and (first, first.text) == (second, second.text)


def _styled(text: str, code: int) -> str:
    return f"\033[{code}m{text}\033[0m"

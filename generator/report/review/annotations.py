"""A review as annotations of the lines of the spec: for GitHub Actions, and as SARIF 2.1.0."""

from __future__ import annotations

from typing import Any, Final

from generator.report.github import annotation
from generator.report.review.text import text_report
from generator.report.sarif import sarif_location, sarif_log, sarif_related
from generator.review.changes import Change
from generator.review.report import Review, Reviewed
from generator.review.rules import Bump

_LEVELS: Final = {Bump.MAJOR: "error", Bump.MINOR: "warning", Bump.PATCH: "note", Bump.NONE: "note"}
_SEVERITIES: Final = {"error": "warning", "warning": "notice", "note": "notice"}
_ANNOTATIONS: Final = 10  # the most that GitHub shows of a step


def github_report(review: Review) -> str:
    """The text, with an annotation for each of the first changes and for each problem of the approvals."""
    problems = [
        annotation("error", at.file, each.message, each.rule, at.line, at.column)
        for each in review.approvals.problems
        for at in (each.location,)
    ]
    changes = [_annotation(each) for each in review.changes if each.change.bump > Bump.PATCH]
    return "\n".join([text_report(review), *[*problems, *changes][:_ANNOTATIONS]])


def _annotation(reviewed: Reviewed) -> str:
    change, at = reviewed.change, reviewed.change.anchor
    severity = "error" if reviewed.is_blocking else _SEVERITIES[_LEVELS[change.bump]]
    title = f"{change.bump.label}: {change.rule.id}"
    return annotation(severity, at.file, _message(change), title, at.line, at.column)


def _message(change: Change) -> str:
    signatures = [
        f"{sign} {text}"
        for sign, text in (("-", change.old), ("+", change.new))
        if text and change.old != change.new
    ]
    hint = [change.rule.hint] if change.rule.hint else []
    return "\n".join([change.title, *signatures, change.rule.reason, *hint])


def sarif_report(review: Review) -> str:
    """A log of SARIF. The fingerprints depend on the content of a change, never on its line."""
    listed = [each.change for each in review.changes]
    rules = {change.rule.id: change.rule.reason for change in listed}
    return sarif_log(rules, [_result(change, review) for change in listed])


def _result(change: Change, review: Review) -> dict[str, Any]:
    label = f"before, in {review.base.label}"
    before = [(change.before, label)] if change.before is not None else []
    return {
        "ruleId": change.rule.id,
        "level": _LEVELS[change.bump],
        "message": {"text": _message(change)},
        "locations": [sarif_location(change.anchor)],
        "relatedLocations": sarif_related(before),
        "partialFingerprints": {"change/v1": change.fingerprint},
        "properties": {"bump": change.bump.label, "behavior": change.behavior},
    }

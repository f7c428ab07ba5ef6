"""A review as JSON, with the schema `docs/review.schema.json`."""

from __future__ import annotations

import json
from typing import Any

from generator.diagnostics import Location
from generator.report.review.changelog import changelog_line
from generator.report.review.words import wire_effect
from generator.review.approvals import Approval
from generator.review.report import Review, Reviewed, Version


def json_report(review: Review) -> str:
    """A document of the schema `docs/review.schema.json`."""
    report = {
        "version": 1,
        "spec": review.spec,
        "base": _version(review.base),
        "head": _version(review.head),
        "bump": review.bump.label,
        "nextVersion": review.next_version,
        "covered": review.is_covered,
        "ok": review.is_ok,
        "changes": [_change(each) for each in review.changes],
        "approvals": [_approval(each) for each in review.approvals.used],
        "problems": [
            {"message": each.message, "location": _location(each.location)}
            for each in review.approvals.problems
        ],
    }
    return json.dumps(report, indent=2, ensure_ascii=False)


def _version(version: Version) -> dict[str, str]:
    return {"ref": version.label, "version": version.version}


def _change(reviewed: Reviewed) -> dict[str, Any]:
    change, approval = reviewed.change, reviewed.approval
    verdicts = change.verdicts
    return {
        "rule": change.rule.id,
        "group": change.rule.group,
        "bump": change.bump.label,
        "behavior": change.behavior,
        "blocking": reviewed.is_blocking,
        "subject": change.subject,
        "title": change.title,
        "before": _location(change.before),
        "after": _location(change.after),
        "anchor": _location(change.anchor),
        "old": change.old,
        "new": change.new,
        "operations": list(change.operations),
        "verdicts": {
            "types": verdicts.types,
            "runtime": verdicts.runtime,
            "deployed": verdicts.deployed,
            "serverFirst": verdicts.server_first,
        },
        "wire": wire_effect(verdicts).label,
        "consequences": list(change.consequences),
        "changelog": changelog_line(change),
        "reason": change.rule.reason,
        "hint": change.rule.hint,
        "fingerprint": change.fingerprint,
        "approval": _approval(approval) if approval is not None else None,
    }


def _approval(approval: Approval) -> dict[str, Any]:
    return {
        "reason": approval.reason,
        "until": approval.until,
        "location": _location(approval.location),
    }


def _location(location: Location | None) -> dict[str, Any] | None:
    if location is None:
        return None
    return {"file": location.file, "line": location.line, "column": location.column}

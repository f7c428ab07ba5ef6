"""The words of a review that several formats share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from generator.report.summary import number
from generator.review.changes import Change, Verdicts
from generator.review.report import Review, Reviewed
from generator.review.rules import Bump, Effect

AUDIENCES: Final = ("types", "runtime", "deployed clients", "server first")
_SERVER_FIRST: Final = {
    Effect.BREAKS: "yes",
    Effect.EXTENDS: "no",
    Effect.NONE: "no",
}


def verdict_texts(verdicts: Verdicts) -> dict[str, str]:
    """The verdict for each audience. "server first" answers whether the server must be deployed before the client."""
    *effects, server = verdicts.values
    texts = {name: str(effect) for name, effect in zip(AUDIENCES, effects, strict=False)}
    return {**texts, AUDIENCES[-1]: _SERVER_FIRST[server]}


def wire_effect(verdicts: Verdicts) -> Bump:
    """The effect on the wire: MAJOR if older clients break, MINOR if new clients need the new server."""
    if verdicts.deployed is Effect.BREAKS:
        return Bump.MAJOR
    return Bump.MINOR if verdicts.server_first is Effect.BREAKS else Bump.NONE


def counts(reviewed: Iterable[Reviewed]) -> str:
    """The numbers of changes for each step."""
    bumps = [each.change.bump for each in reviewed]
    listed = (
        f"{bumps.count(bump)} {bump.label}" for bump in sorted(Bump, reverse=True) if bump in bumps
    )
    return ", ".join(listed) or "no changes"


def version_text(review: Review) -> str:
    """What `info.version` is, and what it has to be."""
    old, new = review.base.version, review.head.version
    if review.bump is Bump.NONE:
        return f"info.version is {new}"
    is_raised = f"info.version was raised from {old} to {new}"
    if review.is_covered:
        return f"{is_raised}, which announces the changes"
    actual = f"info.version is still {new}" if old == new else is_raised
    return f"{actual}; these changes need {review.next_version}"


def required_text(blocking: Sequence[Change]) -> str:
    """What has to be done about changes that nobody has approved or announced."""
    announced = sum(not each.rule.needs_approval for each in blocking)
    text = f"{number(len(blocking), 'change')} must be approved in approvals.yaml"
    if announced == len(blocking):
        return f"{text} or announced by info.version"
    return f"{text}; info.version can announce {announced} of them instead" if announced else text


def operations_text(change: Change, limit: int = 6) -> str:
    """The operations that a change reaches; of many, the first ones."""
    names = ", ".join(change.operations[:limit])
    more = len(change.operations) - limit
    rest = f" and {more} more" if more > 0 else ""
    return f"{number(len(change.operations), 'operation')}: {names}{rest}"


def shorter(text: str, limit: int) -> str:
    """The text without its middle if it has more characters than the limit."""
    half = limit // 2
    return text if len(text) <= limit else f"{text[:half]} … {text[-half:]}"

"""Approvals of changes, in a file beside the spec: each with a reason, and with an end."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Final

from generator.diagnostics import Diagnostic, Location, Severity
from generator.openapi.files import File, open_file
from generator.openapi.storage import DISK, Missing, Storage
from generator.openapi.syntax.parse_result import MAX_BYTES
from generator.review.changes import Change
from generator.review.rules import change_rules

APPROVALS_FILE: Final = "approvals.yaml"
_KEYS: Final = {"fingerprint", "rule", "subject", "reason", "until"}
_RULE: Final = "approvals"
_VERSION: Final = re.compile(r"v?\d+(\.\d+)*")
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True, slots=True)
class Approval:
    """The approval of a change: by its fingerprint, or by its rule and subject."""

    location: Location
    reason: str
    fingerprint: str = ""
    rule: str = ""
    subject: str = ""
    until: str = ""  # the last version, or the last day as YYYY-MM-DD

    def matches(self, change: Change) -> bool:
        """Whether this approves a change."""
        if self.fingerprint:
            return change.fingerprint == self.fingerprint
        return (change.rule.id, change.subject) == (self.rule, self.subject)


@dataclass(frozen=True, slots=True)
class Approvals:
    """The approvals of a file, and its problems."""

    entries: tuple[Approval, ...] = ()
    problems: tuple[Diagnostic, ...] = ()
    used: tuple[Approval, ...] = field(default=())

    def covering(self, change: Change) -> Approval | None:
        """The approval of a change."""
        return next((each for each in self.used if each.matches(change)), None)

    def matched(self, found: Sequence[Change], version: str) -> Approvals:
        """The approvals with the ones that these changes use. Each unused approval is a problem."""
        used: list[Approval] = []
        problems = list(self.problems)
        for each in self.entries:
            if not any(map(each.matches, found)):
                message = "this approval matches no change: remove it"
            elif _is_over(each.until, version):
                message = f"this approval ended with {each.until}"
            else:
                used.append(each)
                continue
            problems.append(Diagnostic(each.location, Severity.ERROR, _RULE, message))
        return replace(self, problems=tuple(problems), used=tuple(used))


def read_approvals(path: Path, storage: Storage = DISK) -> Approvals:
    """The approvals in a file; none if there is no file."""
    try:
        file = open_file(path.name, path, MAX_BYTES, storage)
    except Missing:
        return Approvals()
    if not file.usable or file.diagnostics:
        return Approvals(problems=tuple(file.diagnostics))
    entries = file.value if isinstance(file.value, list) else None
    if entries is None and file.value is not None:
        return Approvals(problems=(_problem(file.location(()), "must be a list of approvals"),))
    approvals: list[Approval] = []
    problems: list[Diagnostic] = []
    for number in range(len(entries or ())):
        found = list(_problems(file, number))
        problems += found
        if not found:
            approvals.append(_approval(file, number))
    return Approvals(tuple(approvals), tuple(problems))


def _problems(file: File, number: int) -> Iterator[Diagnostic]:
    """What is wrong with an entry."""
    assert isinstance(file.value, list)
    entry, at = file.value[number], (number,)
    if not isinstance(entry, dict):
        yield _problem(file.location(at), "an approval must be a mapping")
        return
    for key, value in entry.items():
        if key not in _KEYS:
            message = f"unknown key {key!r}; the keys are {', '.join(sorted(_KEYS))}"
            yield _problem(file.key_location((*at, key)), message)
        elif not isinstance(value, str):
            yield _problem(file.location((*at, key)), f"{key} must be a string: put it in quotes")
    if not entry.get("reason"):
        yield _problem(file.location(at), "an approval needs a reason")
    if not entry.get("fingerprint") and not (entry.get("rule") and entry.get("subject")):
        message = "an approval needs a fingerprint, or a rule and a subject"
        yield _problem(file.location(at), message)
    until = entry.get("until")
    if isinstance(until, str) and not (_VERSION.fullmatch(until) or _DAY.fullmatch(until)):
        message = "until must be a version such as 2.0.0, or a day as YYYY-MM-DD"
        yield _problem(file.location((*at, "until")), message)
    rule = entry.get("rule")
    if isinstance(rule, str) and rule not in change_rules():
        yield _problem(file.location((*at, "rule")), f"there is no rule {rule!r}")


def _problem(location: Location, message: str) -> Diagnostic:
    return Diagnostic(location, Severity.ERROR, _RULE, message)


def _approval(file: File, number: int) -> Approval:
    assert isinstance(file.value, list)
    entry = file.value[number]
    assert isinstance(entry, dict)
    return Approval(file.location((number,)), **{key: str(value) for key, value in entry.items()})


def _is_over(until: str, version: str) -> bool:
    """Whether the last day has passed, or the version is beyond the last one."""
    if _DAY.fullmatch(until):
        return date.today().isoformat() > until
    numbers = [_release(each) for each in (version, until)]
    return bool(until) and numbers[0] > numbers[1]


def _release(version: str) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", version)]

"""The result of a review: the changes, the step of the version that they need, and whether somebody must act."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from generator.config import ReviewOptions
from generator.emit.render import render
from generator.ir.api import Api
from generator.openapi import Document
from generator.review.approvals import Approval, Approvals
from generator.review.changes import Change, merged_changes
from generator.review.compare import compare_apis
from generator.review.rules import Bump, change_rules
from generator.review.versions import announces, next_version
from generator.runtime_facts import templates_folder


class ReviewError(Exception):
    """The review cannot be made as it is configured. The message says why."""


@dataclass(frozen=True, slots=True)
class Version:
    """One of the two versions that are compared: its name for readers, and its `info.version`."""

    label: str
    version: str


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A change, and the approval that covers it."""

    change: Change
    approval: Approval | None = None
    is_blocking: bool = False


@dataclass(frozen=True, slots=True)
class Review:
    """The changes between two versions of a spec, the worst first."""

    spec: str
    base: Version
    head: Version
    changes: tuple[Reviewed, ...]
    approvals: Approvals
    # The changes whose verdicts about types mypy does not confirm; None if it was not asked.
    disagreements: tuple[str, ...] | None = None

    @property
    def bump(self) -> Bump:
        """The greatest step that a change needs."""
        return max((each.change.bump for each in self.changes), default=Bump.NONE)

    @property
    def next_version(self) -> str:
        return next_version(self.base.version, self.bump)

    @property
    def is_covered(self) -> bool:
        """Whether `info.version` announces the changes."""
        return announces(self.base.version, self.head.version, self.bump)

    @property
    def blocking(self) -> list[Change]:
        """The changes that need an approval or another version."""
        return [each.change for each in self.changes if each.is_blocking]

    @property
    def is_ok(self) -> bool:
        """Whether the command succeeds."""
        return not (self.blocking or self.approvals.problems or self.disagreements)


def review(
    spec: str,
    base: tuple[str, Api, Document],
    head: tuple[str, Api, Document],
    options: ReviewOptions,
    approvals: Approvals,
) -> Review:
    """Compare two versions of a spec. Each is given by its name, Api and document.

    Raises:
        ReviewError: The configuration has a level for a rule that does not exist.
    """
    found = _changes(base[1:], head[1:], options.levels)
    version = head[1].version
    approvals = approvals.matched(found, version)
    bump = max((change.bump for change in found), default=Bump.NONE)
    is_covered = announces(base[1].version, version, bump)
    least = Bump[options.fail_on.upper()]
    reviewed = []
    for change in found:
        approval = approvals.covering(change)
        counts = change.bump >= least > Bump.NONE and not is_covered
        is_blocking = approval is None and (counts or change.rule.needs_approval)
        reviewed.append(Reviewed(change, approval, is_blocking))
    labels = Version(base[0], base[1].version), Version(head[0], version)
    return Review(spec, *labels, tuple(reviewed), approvals)


def _changes(
    base: tuple[Api, Document], head: tuple[Api, Document], levels: Mapping[str, str]
) -> Sequence[Change]:
    """The changes with the configured levels; none if the generated packages are equal."""
    for rule in levels:
        if rule not in change_rules():
            raise ReviewError(f"[tool.generator.review] levels: there is no rule {rule!r}")
    found = merged_changes(compare_apis(base, head))
    if any(change.bump for change in found) and equal_trees(base[0], head[0]):
        found = [change for change in found if not change.bump]
    return [
        replace(each, bump=Bump[levels[each.rule.id].upper()]) if each.rule.id in levels else each
        for each in found
    ]


def equal_trees(base: Api, head: Api) -> bool:
    """Whether two Apis give the same package, apart from its version."""
    head = replace(head, version=base.version)
    files = zip_longest(*(render(api, templates_folder()) for api in (base, head)))
    return all(first == second for first, second in files)

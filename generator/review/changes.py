"""Changes: what reviewers see. Findings at the same place become one change with the worst verdicts."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final, NamedTuple

from generator.diagnostics import Location
from generator.openapi import Address, Node
from generator.review.compare.comparison import Finding, Site
from generator.review.rules import Bump, ChangeRule, Effect, change_rules

# Kinds of changes at one place whose details can differ, for example between requests and responses.
_ONE_DETAIL: Final = {"type", "value-added", "value-removed"}


@dataclass(frozen=True, slots=True)
class Verdicts:
    """What a change does to the four audiences."""

    types: Effect
    runtime: Effect
    deployed: Effect
    server_first: Effect

    def worst(self, other: Verdicts) -> Verdicts:
        """The worse verdict for each audience."""
        pairs = zip(self.values, other.values, strict=True)
        return Verdicts(*(max(pair, key=list(Effect).index) for pair in pairs))

    @property
    def values(self) -> tuple[Effect, ...]:
        return self.types, self.runtime, self.deployed, self.server_first


@dataclass(frozen=True, slots=True)
class Change:
    """One change of the spec.

    `before` and `after` are None where the symbol does not exist. `anchor` is `after`, or the nearest place that still
    exists. `consequences` are changes of names that follow from this one.
    """

    rule: ChangeRule
    subject: str
    detail: str
    before: Location | None
    after: Location | None
    anchor: Location
    old: str | None  # signature
    new: str | None
    operations: tuple[str, ...]
    verdicts: Verdicts
    bump: Bump
    behavior: bool
    consequences: tuple[str, ...] = ()

    @property
    def fingerprint(self) -> str:
        """An identifier by content: it does not depend on lines and files, nor on other arguments of a method."""
        parts = (self.rule.id, self.subject, self.detail)
        return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:16]

    @property
    def title(self) -> str:
        """The change in one line."""
        text = self.rule.title.format(subject=self.subject)
        return f"{text}: {self.detail}" if self.detail else text


class _Key(NamedTuple):
    kind: str
    before: Location | None
    after: Location | None
    detail: str


def merged_changes(findings: Sequence[Finding]) -> list[Change]:
    """The changes, the worst first, then in the order of the document."""
    merged: dict[_Key, Change] = {}
    kept = _without_consequences(findings)
    for finding, consequences in kept:
        change = _change(finding, consequences)
        key = _key(change)
        known = merged.get(key)
        merged[key] = change if known is None else _merge(known, change)
    return sorted(merged.values(), key=lambda change: (-change.bump, change.anchor, change.rule.id))


def _key(change: Change) -> _Key:
    """What identical changes have in common. A value that is added or removed has one place."""
    kind = change.rule.kind
    # The class of a mapped value can have another name in requests than in responses.
    detail = "" if kind in _ONE_DETAIL else change.detail.partition(" for ")[0]
    before = None if kind == "value-added" else change.before
    after = None if kind == "value-removed" else change.after
    return _Key(kind, before, after, detail)


def _change(finding: Finding, consequences: Iterable[str]) -> Change:
    rule, site = change_rules()[finding.rule], finding.site
    return Change(
        rule,
        site.subject,
        finding.detail,
        finding.before,
        finding.after,
        finding.anchor,
        site.old,
        site.new,
        site.operations,
        Verdicts(rule.types, rule.runtime, rule.deployed, rule.server_first),
        rule.bump,
        rule.behavior,
        tuple(consequences),
    )


def _merge(first: Change, second: Change) -> Change:
    """Both changes as one, described by the worse one; by the first one if they are equal."""
    worse = max(first, second, key=_weight)
    return replace(
        worse,
        operations=tuple(dict.fromkeys((*first.operations, *second.operations))),
        verdicts=first.verdicts.worst(second.verdicts),
        behavior=first.behavior or second.behavior,
        consequences=tuple(dict.fromkeys((*first.consequences, *second.consequences))),
    )


def _weight(change: Change) -> tuple[Bump, bool, bool]:
    """Errors first among changes of the same step, because their classes are what callers write."""
    return change.bump, change.rule.group == "errors", bool(change.rule.hint)


def _without_consequences(findings: Sequence[Finding]) -> list[tuple[Finding, list[str]]]:
    """The findings, each with the findings that follow from it.

    A model whose schema lies inside a symbol that was added, removed, renamed or retyped follows from that.
    """
    result: list[tuple[Finding, list[str]]] = []
    by_place: dict[Address, list[tuple[Finding, list[str]]]] = defaultdict(list)
    for each in sorted(findings, key=lambda each: change_rules()[each.rule].follows):
        follows = change_rules()[each.rule].follows
        possible = (known for at in _surroundings(each.site) for known in by_place[at])
        cause = next((k for k in possible if follows and _causes(k[0], each)), None)
        if cause is not None:
            cause[1].append(_summary(each))
            continue
        result.append((each, []))
        for node in (each.site.before, each.site.after):
            if node is not None:
                by_place[node.address].append(result[-1])
    return result


def _surroundings(site: Site) -> Iterator[Address]:
    """The addresses of the values that contain a symbol, from the inside out."""
    node = site.before if site.before is not None else site.after
    if node is not None:
        for length in range(len(node.pointer), 0, -1):
            yield node.file, node.pointer[:length]


def _causes(cause: Finding, consequence: Finding) -> bool:
    """Whether the second finding follows from the first one, and is no worse."""
    bumps = change_rules()[cause.rule].bump, change_rules()[consequence.rule].bump
    return bumps[0] >= bumps[1] and _contains(cause, consequence)


def _summary(finding: Finding) -> str:
    return f"{finding.site.old or '(new)'} → {finding.site.new or '(removed)'}"


def _contains(cause: Finding, consequence: Finding) -> bool:
    """Whether the schema of a model lies inside the node of another finding, on every side that it has."""
    sides = [
        (cause.site.before, consequence.site.before),
        (cause.site.after, consequence.site.after),
    ]
    present = [(outer, inner) for outer, inner in sides if inner is not None]
    return bool(present) and all(_inside(outer, inner) for outer, inner in present)


def _inside(outer: Node | None, inner: Node | None) -> bool:
    if outer is None or inner is None or outer.file != inner.file:
        return False
    return bool(outer.pointer) and inner.pointer[: len(outer.pointer)] == outer.pointer

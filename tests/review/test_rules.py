"""The table of rules: each is documented, has a mirror, and its step follows from its verdicts."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

import pytest

from generator.review.rules import Bump, ChangeRule, Effect, change_rules
from tests.review.edits import EDITS
from tests.review.shop_edits import SHOP_EDITS
from tests.support.harness import ROOT

DOCUMENT = ROOT / "spec" / "REVIEW.md"
MARKER = "## Rules\n"


def sections() -> Iterator[str]:
    """The text of the rules: a section for each group, a table for its rules and a section for each rule."""
    by_group = sorted(change_rules().values(), key=lambda rule: rule.group)
    for group, rules in groupby(by_group, key=lambda rule: rule.group):
        yield f"\n### {group.capitalize()}\n"
        for rule in rules:
            yield from section(rule)


def section(rule: ChangeRule) -> Iterator[str]:
    effects = (rule.types, rule.runtime, rule.deployed)
    texts = [*effects, "yes" if rule.server_first is Effect.BREAKS else "no"]
    names = ("types", "runtime", "deployed clients", "server first")
    verdicts = ", ".join(f"{name}: {text}" for name, text in zip(names, texts, strict=True))
    behavior = ", behavior" if rule.behavior else ""
    yield f"\n#### {rule.id}\n"
    yield f"\n**{rule.bump.label}**{behavior} ({verdicts}). {rule.reason}\n"
    yield f"\n- Example: {rule.breaks}.\n- Not an example: {rule.keeps}.\n"
    yield f"- The reversed edit: {rule.mirror}.\n"
    if rule.hint:
        yield f"- {rule.hint}\n"


def test_the_documentation_has_all_rules(request: pytest.FixtureRequest) -> None:
    head, marker, rest = DOCUMENT.read_text("utf-8").partition(MARKER)
    expected = "".join(sections())
    if request.config.getoption("--accept"):
        DOCUMENT.write_text(head + marker + expected, "utf-8")
        return
    assert rest == expected, "run this test with --accept"


def test_a_rule_has_a_mirror() -> None:
    """The mirror of a mirror is the rule, or another rule for one of several edits with the same reverse."""
    for rule in change_rules().values():
        mirror = change_rules()[rule.mirror]
        back = change_rules()[mirror.mirror]
        assert back.mirror in (rule.mirror, rule.id), rule.id
        assert mirror.group == rule.group, rule.id


def test_the_step_follows_from_the_verdicts() -> None:
    for rule in change_rules().values():
        effects = {rule.types, rule.runtime}
        if Effect.BREAKS in effects:
            assert rule.bump is Bump.MAJOR, rule.id
        elif Effect.EXTENDS in effects or rule.behavior:
            assert rule.bump is Bump.MINOR, rule.id
        else:
            assert rule.bump in (Bump.PATCH, Bump.NONE), rule.id


def test_every_rule_has_an_edit_in_the_tests() -> None:
    listed = {  # in test_shop.py
        *("client-renamed", "grants-accepted", "grants-refused", "server-variable-made-required"),
        *("token-request-changed", "grant-endpoint-added", "grant-endpoint-removed"),
    }
    listed |= {rule for edit in EDITS.values() for rule in (edit.rule, *edit.others)}
    for _, forward, backward, _ in SHOP_EDITS.values():
        listed |= {*forward.split(), *backward.split()}
    assert set(change_rules()) - listed == set()

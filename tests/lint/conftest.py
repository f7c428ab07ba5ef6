"""Fixtures that write a specification to files, load it and check it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

import pytest

from generator.diagnostics import Diagnostic
from generator.lint import lint_document
from generator.openapi import load

MARK = "‸"


class Checked(NamedTuple):
    """The diagnostics of a text, and the location of the mark `‸` in it."""

    diagnostics: list[Diagnostic]
    line: int
    column: int

    @property
    def headlines(self) -> list[tuple[int, int, str, str]]:
        return [
            (p.location.line, p.location.column, p.severity.value, p.rule) for p in self.diagnostics
        ]

    def only(self, rule: str, severity: str = "error") -> list[tuple[int, int, str, str]]:
        """The expected headlines if only the marked location violates a rule."""
        return [(self.line, self.column, severity, rule)]


Check = Callable[..., Checked]


@pytest.fixture
def checked(tmp_path: Path) -> Check:
    """`checked(text)` or `checked({name: text, ...})` returns the diagnostics. The first file is the root document."""

    def run(
        files: str | dict[str, str],
        edits: Iterable[tuple[str, str]] = (),
        tolerant: bool = False,
    ) -> Checked:
        texts = dict(files) if isinstance(files, dict) else {"openapi.yaml": files}
        root = next(iter(texts))
        for old, new in edits:
            assert texts[root].count(old) == 1, f"{old!r} appears {texts[root].count(old)} times"
            texts[root] = texts[root].replace(old, new)
        before = next((text.partition(MARK)[0] for text in texts.values() if MARK in text), "")
        for name, text in texts.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text.replace(MARK, ""), "utf-8")
        diagnostics = lint_document(load(tmp_path / root), tolerant=tolerant)
        return Checked(diagnostics, before.count("\n") + 1, len(before) - before.rfind("\n"))

    return run


@pytest.fixture(scope="session")
def spec() -> str:
    """A small specification that follows every convention."""
    return (Path(__file__).parent / "conventions.yaml").read_text("utf-8")

"""The table in docs/guarantees.md names tests that exist, and the generated README has the same guarantees."""

from __future__ import annotations

import ast
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RUNTIME = ROOT / "tests" / "runtime"
ROW = re.compile(r"^\| ([^|]+) \| (`test_[^|]+`) \|$", re.MULTILINE)


def rows() -> list[tuple[str, list[str]]]:
    """The guarantees, each with its tests."""
    text = (ROOT / "docs" / "guarantees.md").read_text()
    return [(name, re.findall(r"`([^`]+)`", tests)) for name, tests in ROW.findall(text)]


def test_each_guarantee_has_a_test() -> None:
    guarantees = rows()
    assert len(guarantees) == 13
    for name, tests in guarantees:
        assert tests, name
        for test in tests:
            file, _, function = test.partition("::")
            names = {
                node.name
                for node in ast.walk(ast.parse((RUNTIME / file).read_text()))
                if isinstance(node, ast.FunctionDef)
            }
            assert not function or function in names, test
            assert any(each.startswith("test_") for each in names), test


def test_the_generated_readme_gives_the_same_guarantees() -> None:
    readme = (ROOT / "templates" / "README.md.jinja").read_text()
    section = readme.partition("## Guarantees")[2].partition("\n## ")[0]
    names = re.findall(r"^\| ([^|]+) \| [^|]+ \|$", section, re.MULTILINE)
    assert [each for each in names if each != "guarantee"] == [name for name, _ in rows()]

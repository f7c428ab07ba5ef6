"""The README's table of promises: there are twelve, and each names tests that exist."""

from __future__ import annotations

import ast
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RUNTIME = ROOT / "tests" / "runtime"
ROW = re.compile(r"^\| ([^|]+) \| (`test_[^|]+`) \|$", re.MULTILINE)


def rows() -> list[tuple[str, list[str]]]:
    """The promises, each with its proofs."""
    section = (ROOT / "README.md").read_text().partition("## Promises")[2].partition("\n## ")[0]
    return [(name, re.findall(r"`([^`]+)`", proofs)) for name, proofs in ROW.findall(section)]


def test_each_promise_has_a_proof() -> None:
    found = rows()
    assert len(found) == 12
    for name, proofs in found:
        assert proofs, name
        for proof in proofs:
            file, _, function = proof.partition("::")
            names = {
                node.name
                for node in ast.walk(ast.parse((RUNTIME / file).read_text()))
                if isinstance(node, ast.FunctionDef)
            }
            assert not function or function in names, proof
            assert any(each.startswith("test_") for each in names), proof


def test_the_generated_readme_makes_the_same_promises() -> None:
    readme = (ROOT / "templates" / "README.md.jinja").read_text()
    section = readme.partition("## What it promises")[2].partition("\n## ")[0]
    said = re.findall(r"^\| ([^|]+) \| [^|]+ \|$", section, re.MULTILINE)
    assert [each for each in said if each != "promise"] == [name for name, _ in rows()]

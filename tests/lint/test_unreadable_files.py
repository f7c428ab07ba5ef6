"""After a syntax error in a file, no rule reports what only follows from it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from generator.diagnostics import Diagnostic, SpecError
from generator.lint import lint_document
from generator.openapi import load

Check = Callable[..., Any]

SPEC = Path(__file__).resolve().parents[2] / "spec"
FILES = sorted(path.relative_to(SPEC).as_posix() for path in SPEC.rglob("*.yaml"))
CONFLICT = "an unresolved merge conflict: keep one of the two versions"


def diagnostics(root: Path) -> list[Diagnostic]:
    try:
        return lint_document(load(root))
    except SpecError as error:
        return list(error.diagnostics)


def edited(tmp_path: Path, name: str, edit: Callable[[list[str], int], None]) -> tuple[Path, int]:
    """A copy of the specification with an edit of one file, and the number of the edited line."""
    shutil.copytree(SPEC, tmp_path / "spec")
    path = tmp_path / "spec" / name
    lines = path.read_text("utf-8").split("\n")
    indented = [number for number, line in enumerate(lines) if line.startswith("  ")]
    number = indented[len(indented) // 2]
    edit(lines, number)
    path.write_text("\n".join(lines), "utf-8")
    return tmp_path / "spec" / "openapi.yaml", number + 1


@pytest.mark.parametrize("name", FILES)
def test_a_merge_conflict_is_the_only_diagnostic(name: str, tmp_path: Path) -> None:
    def conflict(lines: list[str], number: int) -> None:
        line = lines[number]
        lines[number : number + 1] = ["<<<<<<< HEAD", line, "=======", line, ">>>>>>> theirs"]

    root, line = edited(tmp_path, name, conflict)
    (found,) = diagnostics(root)
    assert (found.location.line, found.location.column, found.rule) == (line, 1, "syntax")
    assert CONFLICT in found.message


@pytest.mark.parametrize("name", FILES)
def test_a_syntax_error_is_the_only_diagnostic(name: str, tmp_path: Path) -> None:
    def tab(lines: list[str], number: int) -> None:
        lines[number] = "\t" + lines[number].strip()

    root, line = edited(tmp_path, name, tab)
    (found,) = diagnostics(root)
    assert (found.location.line, found.rule) == (line, "syntax")


def test_a_merge_conflict_in_json_is_reported(tmp_path: Path) -> None:
    root = tmp_path / "openapi.json"
    root.write_text('{\n<<<<<<< HEAD\n"openapi": "3.1.0"\n=======\n}\n')
    (found,) = diagnostics(root)
    assert (found.location.line, found.rule) == (2, "syntax")
    assert CONFLICT in found.message


def test_other_texts_of_these_characters_are_no_merge_conflict(checked: Check, spec: str) -> None:
    text = "description: |\n    <<<<<<< HEAD\n    =======\n"
    described = spec.replace("  title: Pets\n", f"  title: '<<<<<<<'\n  {text}")
    assert checked(described).diagnostics == []


def test_the_first_use_is_the_first_in_the_document(checked: Check) -> None:
    operation = "get: {operationId: %ssame, responses: {'200': {description: A.}}}\n"
    root = """\
openapi: 3.1.0
info: {title: T, version: '1'}
paths:
  /first: {$ref: z.yaml}
  /second: {$ref: a.yaml}
"""
    files = {"openapi.yaml": root, "z.yaml": operation % "", "a.yaml": operation % "‸"}
    result = checked(files)
    assert result.headlines == result.only("operation-id")
    (diagnostic,) = result.diagnostics
    assert diagnostic.location.file.endswith("a.yaml")
    assert diagnostic.related[0][0].file.endswith("z.yaml")


def test_an_undeclared_tag_is_reported_at_its_first_use(checked: Check, spec: str) -> None:
    root, _, rest = spec.partition("  /pets/{petId}:\n")
    path = "    get:" + rest.partition("    get:")[2].partition("components:")[0]
    tagged = path.replace("      description", "      tags: [pets]\n      description", 1)
    listed = root.replace(
        "      description: Gives", "      tags: [‸pets]\n      description: Gives"
    )
    assert tagged != path
    assert listed != root
    result = checked(listed + "  /pets/{petId}:\n" + rest.replace(path, tagged))
    assert result.headlines == result.only("declared-tag")

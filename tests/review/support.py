"""Edit a copy of this repository's spec, and compare it with the original."""

from __future__ import annotations

import shutil
from functools import cache
from pathlib import Path

from generator import pipeline
from generator.config import read_configurations
from generator.ir.api import Api
from generator.openapi import Document
from generator.parser import SettingsInput
from generator.review.changes import Change, merged_changes
from generator.review.compare import compare_apis
from tests.review.edits import MARK, Edit
from tests.support.harness import ROOT

SPEC = ROOT / "spec"


def names() -> SettingsInput:
    """The names that the configuration of this repository sets."""
    (chosen,) = read_configurations(ROOT / "pyproject.toml").values()
    return SettingsInput(chosen.package, chosen.distribution, chosen.client, chosen.env_prefix)


def parsed(spec: Path) -> tuple[Api, Document]:
    result = pipeline.parse_only(pipeline.Request(spec, names=names()))
    assert result.api is not None, result.diagnostics
    assert result.document is not None
    return result.api, result.document


@cache
def base() -> tuple[Api, Document]:
    return parsed(SPEC / "openapi.yaml")


def copy_spec(folder: Path) -> Path:
    """A copy of the spec in a folder."""
    shutil.copytree(SPEC, folder / "spec")
    return folder / "spec"


def apply(edit: Edit, spec: Path) -> None:
    """Make the edit in a copy of the spec."""
    for file, old, new in edit.replacements:
        path = spec / file
        text = path.read_text("utf-8")
        assert old.replace(MARK, "") in text, f"{file} has no {old!r}"
        path.write_text(text.replace(old.replace(MARK, ""), new.replace(MARK, "")), "utf-8")


def expected_place(
    edit: Edit, texts: dict[str, str], *, after: bool
) -> tuple[str, int, int] | None:
    """The file, line and column of the mark in the old or new texts of an edit."""
    for file, *sides in edit.replacements:
        marked = sides[after]
        if MARK in marked:
            start = texts[file].index(marked.replace(MARK, "")) + marked.index(MARK)
            before = texts[file][:start]
            return file, before.count("\n") + 1, start - before.rfind("\n")
    return None


def review(old: tuple[Api, Document], new: tuple[Api, Document]) -> list[Change]:
    return merged_changes(compare_apis(old, new))

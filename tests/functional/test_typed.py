"""Clients of the unusual documents in this folder pass the strict type checkers."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from tests.functional import (
    test_bodies,
    test_conventions,
    test_error_codes,
    test_paging,
    test_real_life,
    test_reserved,
    test_responses,
    test_schemas,
    test_unions,
)
from tests.functional.support import Made, Make, echo
from tests.support.harness import ROOT
from tests.typing.test_typing import mypy, pyright

ODD = [
    *test_real_life.PROPERTIES,
    test_real_life.NAMED,
    test_real_life.TAGGED,
    test_conventions.DEPRECATED,
    test_error_codes.NARROWED,
    test_error_codes.ALTERNATIVES,
    test_schemas.RECURSION,
    test_unions.DISCRIMINATED,
    test_responses.CHAT,
    test_responses.EVENTS,
    test_responses.ANY_OR_FILE,
    test_bodies.FORMS,
    test_bodies.FILES,
    test_bodies.LINES,
    test_bodies.XML,
    *(text for text, _ in test_paging.PAGED.values()),
    test_reserved.document(),
]
NULLABLE = [
    echo(schema, "E: {enum: [a, b, null]}")
    for schema in (
        "{type: [string, 'null'], enum: [a, null]}",
        "{type: array, items: {$ref: '#/components/schemas/E'}}",
        "{$ref: '#/components/schemas/E'}",
        "{anyOf: [{type: string, format: date-time}, {type: integer}, {type: 'null'}]}",
        "{enum: [a, 1.5, [1], {a: 1}, true, null]}",
    )
]
RUNTIME = ROOT / "templates" / "[package]" / "_runtime"


def copied(api: Made, folder: Path, errors: str) -> Path:
    """The package with a stub for its runtime, which all packages share to save time."""
    target = folder / api.folder.name
    shutil.copytree(api.folder, target, ignore=shutil.ignore_patterns("_runtime", "__pycache__"))
    (target / "_runtime").mkdir()
    (target / "_runtime" / "__init__.py").write_text("from shared_runtime import *\n")
    (target / "_runtime" / "errors.py").write_text(errors)
    return target


@pytest.mark.parametrize("tool", ["mypy", "pyright"])
def test_unusual_documents_give_typed_clients(make: Make, tmp_path: Path, tool: str) -> None:
    exported = re.search(r"^__all__ = \[.*?^\]", (RUNTIME / "errors.py").read_text(), re.M | re.S)
    assert exported is not None
    errors = f"from shared_runtime.errors import *\n{exported[0]}\n"  # pyright requires it
    (tmp_path / "shared_runtime").symlink_to(RUNTIME)
    paths = [copied(make(text, tolerant=True), tmp_path, errors) for text in ODD + NULLABLE]
    check = mypy if tool == "mypy" else pyright
    place = tmp_path / ".mypy_cache" if tool == "mypy" else tmp_path
    assert check(place, paths, tmp_path) == {}

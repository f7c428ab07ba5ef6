"""The work to generate is linear in the size of the document. `make bench` measures the time of larger documents."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path

import pytest

from generator.emit.render import render
from generator.lint import lint_document
from generator.openapi import load
from generator.parser import build
from generator.runtime_facts import templates_folder
from tests.bench.documents import THINGS, UNITS, Make, descriptions
from tests.support.counting import calls
from tests.support.harness import NAMES

TIMES = 8
GROWING = {
    "characters of descriptions": (partial(descriptions, UNITS), 4_000),
    **{what: (make, size // 50) for what, (make, size) in THINGS.items()},
}


@pytest.mark.parametrize(("make", "size"), GROWING.values(), ids=GROWING)
def test_the_work_is_linear_in_the_size_of_the_document(
    tmp_path: Path, make: Make, size: int
) -> None:
    def work(size: int) -> int:
        spec = tmp_path / f"{size}.json"
        spec.write_text(json.dumps(make(size)))
        return calls(partial(_generate, spec))

    assert work(size) < 2 * TIMES * work(size // TIMES)


def _generate(spec: Path) -> None:
    """Run all stages except formatting, which runs black in other processes for large documents."""
    document = load(spec)
    lint_document(document, tolerant=True)
    api = build(document, NAMES, tolerant=True).api
    for _ in render(api, templates_folder()):
        pass

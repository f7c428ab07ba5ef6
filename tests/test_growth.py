"""The time to generate is linear in the size of the document. `make bench` measures larger documents."""

from __future__ import annotations

import json
import os
from functools import partial
from pathlib import Path

import pytest

from generator import pipeline
from generator.pipeline import Request
from tests.bench.documents import THINGS, UNITS, Make, descriptions
from tests.support.harness import NAMES

TIMES = 8
GROWING = {
    "characters of descriptions": (partial(descriptions, UNITS), 4_000),
    **{what: (make, size // 50) for what, (make, size) in THINGS.items()},
}


@pytest.mark.parametrize(("make", "size"), GROWING.values(), ids=GROWING)
def test_the_time_is_linear_in_the_size_of_the_document(
    tmp_path: Path, make: Make, size: int
) -> None:
    def seconds(size: int) -> float:
        """Return the CPU time, including the processes that format large documents."""
        spec = tmp_path / f"{size}.json"
        spec.write_text(json.dumps(make(size)))
        began = sum(os.times()[:4])
        result = pipeline.generate(Request(spec, names=NAMES, tolerant=True))
        assert result.tree is not None
        return sum(os.times()[:4]) - began

    short = min(seconds(size // TIMES) for _ in range(2))
    assert seconds(size) < 3 * TIMES * short

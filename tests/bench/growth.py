"""How the time to generate grows: a document that is eight times as large takes at most eight times as long."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import generation
from documents import TEXTS, THINGS, Make
from measure import Cost, Row, ratio

_TIMES = 8
_CHARACTERS = 160_000


def rows(work: Path) -> Iterator[Row]:
    """Yield the rows of the table: the CPU time of a large document, compared with that of eight small ones."""
    for what, (make, size) in {**THINGS, **{t: (m, _CHARACTERS) for t, m in TEXTS.items()}}.items():
        small, large = (_generated(make, each, work) for each in (size // _TIMES, size))
        yield ratio(f"{size:,} {what}, beside {_TIMES} times {size // _TIMES:,}: CPU",
            large.cpu, _TIMES * small.cpu, 1, "s")  # fmt: skip


def _generated(make: Make, size: int, work: Path) -> Cost:
    document = work / "growing.json"
    document.write_text(json.dumps(make(size)), "utf-8")
    shutil.rmtree(work / "growing", ignore_errors=True)
    return generation.generate(document, work / "growing", "--package", "growing", "--tolerant")

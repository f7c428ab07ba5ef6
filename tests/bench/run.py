"""Measure times and sizes, compare them with their references, and print a Markdown table.

    python tests/bench/run.py FOLDER [part ...]

The parts are generation, growth, importing, decoding, calls and size. By default, all parts run, which takes about
fifteen minutes. The two sides of a comparison take turns in the same run. The numbers are medians.
"""

from __future__ import annotations

import compileall
import os
import platform
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import calls
import decoding
import generation
import growth
import importing
import peer
import sizes
from measure import ROOT, Row


def main(specs: Path, names: list[str]) -> int:
    """Print the measurements and return the number of rows that miss their goal."""
    name = peer.install()
    print(
        f"`{' '.join(['python', *sys.argv])}`, {date.today().isoformat()}; {_machine()}; {name}\n"
    )
    print(
        "| measurement | this generator | compared with | ratio | goal | met |\n|---|---|---|---|---|---|",
        flush=True,
    )
    missed = 0
    compileall.compile_dir(ROOT / "generator", quiet=1)
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        parts: dict[str, Callable[[], Iterator[Row]]] = {
            "generation": lambda: generation.rows(specs / "github.json", work),
            "growth": lambda: growth.rows(work),
            "importing": lambda: importing.rows(work / "ours", work / "own"),
            "decoding": lambda: decoding.rows(specs / "github.json", work / "ours", work),
            "calls": lambda: calls.rows(work / "own"),
            "size": lambda: sizes.rows(
                {"GitHub": work / "ours", "our spec": work / "own", "box": work / "box"}
            ),
        }
        if "generation" not in (names or parts):
            generation.generate(
                specs / "github.json", work / "ours", "--package", "github", "--tolerant"
            )
            generation.generate_own(work)
        generation.generate(specs / "box.json", work / "box", "--package", "box", "--tolerant")
        for part in names or parts:
            for row in parts[part]():
                missed += not row.met
                print(row, flush=True)
    return missed


def _machine() -> str:
    return f"{os.cpu_count()} CPUs, Python {platform.python_version()}, {platform.system()}"


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve(), sys.argv[2:])

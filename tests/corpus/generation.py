"""Run the generator like a user, and inspect its output."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_CLOSING = re.compile(
    r": (\d+) operations?, (\d+) models?, (\d+) warnings?, (\d+) fallbacks? to Any;", re.MULTILINE
)


# A small process between this one and the generator: a child's peak begins with the memory of the one that forks it.
_MEASURE = """
import resource, subprocess, sys
code = subprocess.call(sys.argv[1:], stdout=2)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
sys.exit(code)
"""


@dataclass(frozen=True, slots=True)
class Run:
    """One run: the counts of its summary line, and its cost."""

    failure: str
    seconds: float = 0.0
    mebibytes: int = 0
    operations: int = 0
    models: int = 0
    warnings: int = 0
    fallbacks: int = 0


def generate(document: Path, out: Path, seed: int) -> Run:
    """Generate into a folder with the given hash seed and without the cache."""
    command = [sys.executable, "-m", "generator", "generate", "--tolerant", "--no-cache", "--docs"]
    log = out.with_suffix(".log")
    began = time.perf_counter()
    with log.open("w", encoding="utf-8") as file:
        run = subprocess.run(
            [sys.executable, "-c", _MEASURE, *command, "--spec", str(document), "--out", str(out)],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": str(seed)},
            stdout=subprocess.PIPE,
            stderr=file,
            check=False,
        )
    seconds = time.perf_counter() - began
    text = log.read_text("utf-8")
    match = _CLOSING.search(text)
    if run.returncode or match is None:
        return Run("\n".join(text.splitlines()[-12:]) or f"exit code {run.returncode}", seconds)
    return Run("", seconds, int(run.stdout) // 1024, *map(int, match.groups()))


def package(out: Path) -> Path:
    """Return the folder of the package in an output folder."""
    return next(out.glob("*/_api.py")).parent


def differences(one: Path, other: Path) -> list[str]:
    """Return the files that differ between two output folders."""
    trees = [
        {p.relative_to(out): p.read_bytes() for p in out.rglob("*") if p.is_file()}
        for out in (one, other)
    ]
    names = sorted(trees[0].keys() | trees[1].keys())
    return [str(name) for name in names if trees[0].get(name) != trees[1].get(name)]

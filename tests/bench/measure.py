"""Measure processes and functions in pairs (A B A B), so that other load affects both."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[2]
PYTHON = sys.executable


@dataclass(frozen=True, slots=True)
class Cost:
    """The cost of a process and its child processes."""

    wall: float
    cpu: float
    peak: float  # memory of the largest process in MiB


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the table."""

    what: str
    ours: str
    reference: str
    ratio: str
    goal: str
    met: bool

    def __str__(self) -> str:
        mark = "yes" if self.met else "**no**"
        return f"| {self.what} | {self.ours} | {self.reference} | {self.ratio} | {self.goal} | {mark} |"


def process(
    command: Sequence[str | Path], environment: Mapping[str, str] | None = None, cwd: Path = ROOT
) -> Cost:
    """Run a command and return its cost.

    Raises:
        RuntimeError: The command failed. The message is the end of its output.
    """
    with tempfile.TemporaryFile() as output:
        start = time.perf_counter()
        child = subprocess.Popen(
            [str(part) for part in command],
            cwd=cwd,
            env={**os.environ, **(environment or {})},
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        _, status, used = os.wait4(child.pid, 0)
        wall = time.perf_counter() - start
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode:
            output.seek(0)
            raise RuntimeError(f"{command}: {output.read()[-2000:].decode(errors='replace')}")
    return Cost(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def in_pairs(rounds: int, *sides: Callable[[], Cost]) -> list[Cost]:
    """Return the median costs of each side."""
    costs = [[side() for side in sides] for _ in range(rounds)]
    return [
        Cost(
            median(cost.wall for cost in side),
            median(cost.cpu for cost in side),
            max(cost.peak for cost in side),
        )
        for side in zip(*costs, strict=True)
    ]


def timed(rounds: int, number: int, *sides: Callable[[], object]) -> list[float]:
    """Return the median seconds of one call of each side, from alternating blocks of `number` calls."""
    blocks: list[list[float]] = [[] for _ in sides]
    for _ in range(rounds):
        for side, block in zip(sides, blocks, strict=True):
            start = time.perf_counter()
            for _ in range(number):
                side()
            block.append((time.perf_counter() - start) / number)
    return [median(block) for block in blocks]


def _text(value: float, unit: str) -> str:
    return f"{value:.3g} {unit}"


def ratio(
    what: str, ours: float, reference: float, goal: float, unit: str, scale: float = 1
) -> Row:
    """Return a row whose cost must be at most `goal` times the reference."""
    result = ours / reference
    texts = _text(ours * scale, unit), _text(reference * scale, unit)
    return Row(what, *texts, f"{result:.2f}", f"≤ {goal:g}", result <= goal)


def gain(what: str, ours: float, reference: float, goal: float, unit: str, scale: float = 1) -> Row:
    """Return a row that must be at least `goal` times faster than the reference."""
    result = reference / ours
    texts = _text(ours * scale, unit), _text(reference * scale, unit)
    return Row(what, *texts, f"{result:.1f} times faster", f"≥ {goal:g} times", result >= goal)


def limit(what: str, value: float, goal: float, unit: str) -> Row:
    """Return a row whose value must be at most `goal`."""
    return Row(what, f"{value:.4g} {unit}", "", "", f"≤ {goal:g} {unit}", value <= goal)

"""Processes and functions, measured in pairs: A B A B, so that a busy machine is busy for both."""

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
    """What a process took, with the processes that it started."""

    wall: float
    cpu: float
    peak: float  # MiB, of the largest of them


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table."""

    what: str
    ours: str
    beside: str
    ratio: str
    goal: str
    held: bool

    def __str__(self) -> str:
        mark = "yes" if self.held else "**no**"
        return (
            f"| {self.what} | {self.ours} | {self.beside} | {self.ratio} | {self.goal} | {mark} |"
        )


def process(
    command: Sequence[str | Path], environment: Mapping[str, str] | None = None, cwd: Path = ROOT
) -> Cost:
    """Run a command to its end.

    Raises:
        RuntimeError: It failed; the message is the end of what it said.
    """
    with tempfile.TemporaryFile() as said:
        start = time.perf_counter()
        child = subprocess.Popen(
            [str(part) for part in command],
            cwd=cwd,
            env={**os.environ, **(environment or {})},
            stdout=said,
            stderr=subprocess.STDOUT,
        )
        _, status, used = os.wait4(child.pid, 0)
        wall = time.perf_counter() - start
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode:
            said.seek(0)
            raise RuntimeError(f"{command}: {said.read()[-2000:].decode(errors='replace')}")
    return Cost(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def in_pairs(rounds: int, *sides: Callable[[], Cost]) -> list[Cost]:
    """The medians of each side."""
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
    """The median seconds of one call of each side, from blocks of `number` calls by turns."""
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


def ratio(what: str, ours: float, beside: float, goal: float, unit: str, scale: float = 1) -> Row:
    """A row for what is to cost at most `goal` times as much as something else."""
    found = ours / beside
    texts = _text(ours * scale, unit), _text(beside * scale, unit)
    return Row(what, *texts, f"{found:.2f}", f"≤ {goal:g}", found <= goal)


def gain(what: str, ours: float, beside: float, goal: float, unit: str, scale: float = 1) -> Row:
    """A row for what is to be at least `goal` times faster than something else."""
    found = beside / ours
    texts = _text(ours * scale, unit), _text(beside * scale, unit)
    return Row(what, *texts, f"{found:.1f} times faster", f"≥ {goal:g} times", found >= goal)


def limit(what: str, value: float, goal: float, unit: str) -> Row:
    """A row for what has a bound of its own."""
    return Row(what, f"{value:.4g} {unit}", "", "", f"≤ {goal:g} {unit}", value <= goal)

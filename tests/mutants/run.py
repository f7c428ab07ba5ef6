"""`make mutants`: make one small change to a module, run the tests that concern it, and report the changes they miss.

`modules.toml` lists the modules, their tests and the known equivalent mutants. A mutant is killed when its tests fail
or take too long, and survives when they pass. The mutation operators are mutmut's. Its runner is not used, because it
imports the modules by name: the runtime lies in a folder of templates, which has no importable name.

The source is never changed. Each mutant is written to a copy of the repository in a temporary folder.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from compileall import compile_dir
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from py_compile import PycInvalidationMode
from queue import SimpleQueue
from subprocess import DEVNULL, PIPE, STDOUT

from tests.mutants.operators import DATA, ROOT, Mutant, sample

NOT_COPIED = shutil.ignore_patterns(".git", ".venv", ".*_cache", ".hypothesis", "__pycache__")

# Of each process. A loop that does not end stops, even in a process that a test has started.
MEMORY = 4 * 1024**3  # bytes of address space
CPU = 3600  # seconds


class Copy:
    """A copy of the repository that tests one mutant at a time."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        shutil.copytree(ROOT, folder, ignore=NOT_COPIED, symlinks=True)
        # By default, Python compares time and size, and could run the bytecode of another mutant of the same length.
        compile_dir(folder, quiet=2, invalidation_mode=PycInvalidationMode.CHECKED_HASH)

    def seconds(self, tests: Sequence[str]) -> float:
        """Return the seconds that the tests take without a change.

        Raises:
            RuntimeError: The tests fail.
        """
        began = time.monotonic()
        result = self._run(tests, None)
        if result.returncode != 0:
            names = " ".join(tests)
            raise RuntimeError(f"these tests fail without a change: {names}\n{result.stdout}")
        return time.monotonic() - began

    def survives(self, mutant: Mutant, limit: float) -> bool:
        """Return whether the tests of a mutant pass within `limit` seconds."""
        path = self._folder / mutant.module
        path.write_text(mutant.after, "utf-8")
        try:
            return self._run(mutant.tests, limit).returncode == 0
        except subprocess.TimeoutExpired:
            return False
        finally:
            path.write_text(mutant.before, "utf-8")

    def _run(self, tests: Sequence[str], limit: float | None) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "pytest", "-x", "-q", "-n", "0", *tests]
        return subprocess.run(
            command,
            cwd=self._folder,
            stdin=DEVNULL,
            stdout=PIPE,
            stderr=STDOUT,
            text=True,
            timeout=limit,
            check=False,
        )


class Copies:
    """One copy for each test process."""

    def __init__(self, folder: Path, count: int) -> None:
        self._free: SimpleQueue[Copy] = SimpleQueue()
        for number in range(count):
            self._free.put(Copy(folder / str(number)))

    @contextmanager
    def one(self) -> Iterator[Copy]:
        copy = self._free.get()
        try:
            yield copy
        finally:
            self._free.put(copy)


def survivors(mutants: Sequence[Mutant]) -> list[Mutant]:
    """Return the mutants that survive their tests.

    Raises:
        RuntimeError: The tests fail without a change.
    """
    processors = os.cpu_count() or 1
    with (
        tempfile.TemporaryDirectory(prefix="mutants-") as folder,
        ThreadPoolExecutor(processors) as pool,
    ):
        copies = Copies(Path(folder), processors)

        def seconds(tests: Sequence[str]) -> float:
            with copies.one() as copy:
                return copy.seconds(tests)

        distinct = list(dict.fromkeys(each.tests for each in mutants))
        usual = dict(zip(distinct, pool.map(seconds, distinct), strict=True))

        def survives(mutant: Mutant) -> bool:
            with copies.one() as copy:
                # Five times as long plus a minute, because the machine can be busy.
                return copy.survives(mutant, 5 * usual[mutant.tests] + 60)

        return [
            mutant for mutant, yes in zip(mutants, pool.map(survives, mutants), strict=True) if yes
        ]


def report(group: str, mutants: Sequence[Mutant], missed: Sequence[Mutant]) -> float:
    """Print the result of a group and return the proportion of killed mutants."""
    total = Counter(each.module for each in mutants)
    alive = Counter(each.module for each in missed)
    for module, count in total.items():
        print(f"{count - alive[module]:4d} of {count:3d}  {module}")
    killed = 1 - len(missed) / max(1, len(mutants))
    print(f"{len(mutants) - len(missed):4d} of {len(mutants):3d}  {group}: {killed:.0%} killed\n")
    for each in missed:
        print(f"survived: {each.module}", *each.diff, "", sep="\n")
    return killed


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="make mutants", description=(__doc__ or "").partition("\n")[0]
    )
    parser.add_argument("--sample", type=int, default=DATA["sample"], help="mutants of each group")
    parser.add_argument("--seed", type=int, default=DATA["seed"])
    arguments = parser.parse_args()
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU, CPU))
    groups = {name: sample(name, arguments.sample, arguments.seed) for name in DATA["groups"]}
    missed = survivors([mutant for mutants in groups.values() for mutant in mutants])
    killed = [
        report(name, mutants, [each for each in missed if each in mutants])
        for name, mutants in groups.items()
    ]
    return int(min(killed) < DATA["goal"])


if __name__ == "__main__":
    sys.exit(main())

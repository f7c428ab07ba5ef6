"""Generate a client from every document in the given folders, check it, and print a table.

    python tests/corpus/run.py FOLDER [--only NAME] [--keep FOLDER]

The documents in `documents/` next to this file are always included. The exit code is 1 if a check fails.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from os import getpid
from pathlib import Path

import request_validation
from documents import find
from rows import Row, check

HERE = Path(__file__).resolve().parent
COLUMNS = (
    *("OpenAPI", "operations", "methods", "models", "warnings", "fallbacks", "equal output"),
    *("compiles", "imports", "mypy", "pyright", "black", "calls", "requests valid"),
    *("examples", "fakes", "pages", "seconds", "MiB"),
)
_SHOWN = 12


def main() -> int:
    arguments = _arguments()
    folders = [*arguments.folders, HERE / "documents"]
    documents = [
        (path, path.relative_to(folder).as_posix()) for folder in folders for path in find(folder)
    ]
    selected = [each for each in documents if arguments.only is None or arguments.only in each[1]]
    selected.sort(key=lambda each: -each[0].stat().st_size)  # largest first
    unavailable = request_validation.prepare()
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as temporary:
        base = arguments.keep or Path(temporary)
        with ProcessPoolExecutor(arguments.processes) as pool:
            jobs = [(path, name, base.resolve(), unavailable) for path, name in selected]
            rows = sorted(pool.map(_row, jobs), key=lambda row: row.name)
    print("\n".join(table(rows)))
    print(f"\n{date.today()}, {len(rows)} documents, {time.monotonic() - began:.0f} s")
    print("\n".join(details(rows, notes=arguments.notes)))
    return 1 if any(row.red for row in rows) or not rows else 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("folders", nargs="*", type=Path, help="folders with documents")
    parser.add_argument("--only", help="only documents whose name contains this text")
    parser.add_argument("--keep", type=Path, help="keep the output in this folder")
    parser.add_argument(
        "--notes", action="store_true", help="list operations that were not called or validated"
    )
    parser.add_argument("--processes", type=int, default=2)
    return parser.parse_args()


def _row(job: tuple[Path, str, Path, str]) -> Row:
    document, name, base, unavailable = job
    folder = base / name.replace("/", "_")
    folder.mkdir(parents=True, exist_ok=True)
    print(f"{name} ...", file=sys.stderr)
    try:
        return check(document, name, folder, base / f"mypy-{getpid()}", unavailable)
    except Exception as error:  # a document that cannot be checked is a failure
        row = Row(name)
        row.report("methods", [f"{type(error).__name__}: {error}"])
        return row


def table(rows: list[Row]) -> Iterator[str]:
    """Yield a Markdown table with one row per document."""
    yield f"| document | {' | '.join(COLUMNS)} |"
    yield f"|---|{'---|' * len(COLUMNS)}"
    for row in rows:
        yield f"| {row.name} | {' | '.join(row.cells.get(name, '') for name in COLUMNS)} |"


def details(rows: list[Row], *, notes: bool) -> Iterator[str]:
    """Yield the failed checks, each with its first failures."""
    for row in rows:
        for column, failures in row.red.items():
            yield f"\n{row.name}: {column}: {len(failures)}"
            yield from (f"  {failure}" for failure in failures[:_SHOWN])
        for note in row.notes if notes else ():
            yield f"{row.name}: {note}"


if __name__ == "__main__":
    sys.exit(main())

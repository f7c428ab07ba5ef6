"""Verification of the verdicts about types by mypy, which checks the witnesses with both clients."""

from __future__ import annotations

import importlib.util
import re
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from generator.emit.render import render
from generator.ir.api import Api
from generator.review.changes import Change
from generator.review.compare.comparison import Side
from generator.review.report import ReviewError
from generator.review.rules import Effect
from generator.review.witness import Witnesses, witness_module
from generator.runtime_facts import templates_folder
from generator.tree import as_bytes

_ERROR: Final = re.compile(r"(before|after)\.py:(\d+): error: (.*)")
_TIMEOUT: Final = 600  # seconds


def disagreements(base: Side, head: Api, changes: Sequence[Change]) -> list[str]:
    """The changes whose verdict about types a type checker does not confirm, each with its witnesses.

    Raises:
        ReviewError: mypy is not installed.
    """
    if importlib.util.find_spec("mypy") is None or importlib.util.find_spec("msgspec") is None:
        raise ReviewError("--verify needs mypy and the dependencies of the client: httpx2, msgspec")
    witnesses = Witnesses(base)
    listed = [(change, witnesses.of(change)) for change in changes]
    statements = [statement for _, each in listed for statement in each]
    with TemporaryDirectory() as folder:
        for side, api in (("before", base.api), ("after", head)):
            _write(api, side, Path(folder))
            text = witness_module(f"{side}_client", api, statements)
            (Path(folder) / f"{side}.py").write_text(text, "utf-8")
        errors = _errors(Path(folder))
    start = witness_module("x", base.api, []).count("\n") + 1
    found = []
    is_breaking = any(change.verdicts.types is Effect.BREAKS for change in changes)
    for change, own in listed:
        lines = range(start, start + len(own))
        start += len(own)
        before, after = (
            [errors[s, n] for n in lines if (s, n) in errors] for s in ("before", "after")
        )
        breaks = change.verdicts.types is Effect.BREAKS
        if own and (before or (bool(after) != breaks and (breaks or not is_breaking))):
            found.append("\n  ".join([change.title, *own, *before, *after]))
    return found


def _write(api: Api, side: str, folder: Path) -> None:
    """Write the client of an Api under another name."""
    named = replace(api, settings=replace(api.settings, package=f"{side}_client"))
    for path, content in render(named, templates_folder()):
        if path.suffix == ".py" or path.name == "py.typed":
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(as_bytes(content))


def _errors(folder: Path) -> Mapping[tuple[str, int], str]:
    """The errors that mypy finds in the witnesses, by side and line."""
    options = ["--strict", "--no-error-summary", "--no-color-output", "--cache-dir", ".cache"]
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-m", "mypy", *options, "before.py", "after.py"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        timeout=_TIMEOUT,
    )
    found = map(_ERROR.match, done.stdout.splitlines())
    return {(each[1], int(each[2])): each[3] for each in found if each is not None}

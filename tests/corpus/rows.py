"""One row of the table: all checks of one document."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import generation
import request_validation
import tools
from client_methods import methods, models
from documents import Json, bundle, operations

HERE = Path(__file__).resolve().parent


@dataclass(slots=True)
class Row:
    """The cells of a document by column, and the details of failed checks."""

    name: str
    cells: dict[str, str] = field(default_factory=dict)
    red: dict[str, list[str]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def report(self, column: str, failures: list[str], fine: str = "yes") -> None:
        """Set the cell of a check. The check has failed if there are failures."""
        self.cells[column] = f"**{len(failures)}**" if failures else fine
        if failures:
            self.red[column] = failures


def check(document: Path, name: str, folder: Path, cache: Path, unavailable: str) -> Row:
    """Generate the document's client into `folder` and check it.

    `unavailable` is the reason if openapi-core is not available.
    """
    row = Row(name)
    root = bundle(document)
    outs = [folder / f"seed{seed}" for seed in (1, 2)]
    runs = [generation.generate(document, out, seed) for seed, out in enumerate(outs, start=1)]
    row.cells |= {"OpenAPI": root["openapi"], "operations": str(len(list(operations(root))))}
    failed = next((run for run in runs if run.failure), None)
    if failed is not None:
        row.report("methods", failed.failure.splitlines())
        return row
    out, run = outs[0], runs[0]
    package = generation.package(out)
    row.report("methods", _missing(root, package), str(run.operations))
    counted = models(package)
    row.report("models", [] if counted == run.models else [f"{counted} classes"], str(run.models))
    row.cells |= {"warnings": str(run.warnings), "fallbacks": str(run.fallbacks)}
    row.report("equal output", generation.differences(*outs))
    row.report("compiles", tools.compiled(out))
    row.report("imports", tools.imported(out, package.name))
    row.report("mypy", tools.mypy(out, package.name, cache), "0")
    row.report("pyright", tools.pyright(out), "0")
    row.report("black", tools.black(out))
    _called(row, root, out, folder, unavailable)
    _executed(row, out, package.name)
    row.cells |= {"seconds": f"{min(r.seconds for r in runs):.1f}", "MiB": str(run.mebibytes)}
    return row


def _missing(root: Json, package: Path) -> list[str]:
    """Return the operations without a synchronous or asynchronous method."""
    declared = Counter(operation.key for operation in operations(root))
    failures = []
    for base in ("Resource", "AsyncResource"):
        made = Counter(method.key for method in methods(package, base))
        failures += [f"{base}: no method for {' '.join(key)}" for key in sorted(declared - made)]
        # Keys only, because an operation can have a second method that streams.
        undeclared = made.keys() - declared.keys()
        failures += [f"{base}: a method for {' '.join(key)}" for key in sorted(undeclared)]
    return failures


def _called(row: Row, root: Json, out: Path, folder: Path, unavailable: str) -> None:
    document, requests = folder / "document.json", folder / "requests.jsonl"
    document.write_text(json.dumps(root), "utf-8")
    package = generation.package(out).name
    command = [sys.executable, str(HERE / "calls.py"), str(document), str(out), package]
    environment = {**os.environ, "PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": "1"}
    environment["HYPOTHESIS_STORAGE_DIRECTORY"] = str(folder / "hypothesis")
    run = subprocess.run(
        [*command, str(requests)],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if run.returncode:
        row.report("calls", run.stderr.strip().splitlines()[-3:] or ["no answer"])
        return
    summary = json.loads(run.stdout)
    fine = f"{summary['calls']}, {summary['operations']} op."
    row.report("calls", summary["failures"], fine)
    row.notes += [f"not called: {each}" for each in summary["skipped"]]
    if unavailable:
        row.cells["requests valid"] = f"not checked: {unavailable}"
        return
    result = request_validation.validate(root, requests, folder)
    row.report("requests valid", result.failures, _all_but(result.skipped))


def _executed(row: Row, out: Path, package: str) -> None:
    """Execute the examples of all methods and of all pages, and raise all errors, against the fake."""
    summary = _summary(row, "examples", out, package)
    if summary is not None:
        missing = summary["methods"] - summary["examples"]
        fine = f"all but {missing}" if missing else "yes"
        row.report("examples", summary["failures"], fine)
    summary = _summary(row, "fakes", out, package)
    if summary is not None:
        fine = f"{summary['operations']}, {summary['errors']} errors"
        row.report("fakes", summary["failures"], fine)
    summary = _summary(row, "pages", out, package)
    if summary is not None:
        row.report("pages", summary["failures"], f"{summary['blocks']} blocks")


def _summary(row: Row, script: str, out: Path, package: str) -> Json | None:
    """Return what a script prints. If it fails, the check with its name has failed."""
    command = [sys.executable, str(HERE / f"{script}.py"), str(out), package]
    run = subprocess.run(command, capture_output=True, text=True, check=False, timeout=600)
    if run.returncode:
        row.report(script, run.stderr.strip().splitlines()[-3:] or ["no answer"])
        return None
    return json.loads(run.stdout)


def _all_but(skipped: dict[str, int]) -> str:
    """Return the cell for valid requests: the number that openapi-core cannot validate, for each reason."""
    if not skipped:
        return "yes"
    counts = sorted(skipped.items(), key=lambda pair: (-pair[1], pair[0]))
    return f"all but {'; '.join(f'{count}: {reason}' for reason, count in counts)}"

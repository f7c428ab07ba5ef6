"""Check a generated package with other tools: compilation, imports, mypy, pyright and black."""

from __future__ import annotations

import ast
import json
import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
_PYRIGHT = {"include": ["."], "typeCheckingMode": "strict", "pythonVersion": "3.11"}
_SHOWN = 8


def compiled(out: Path) -> list[str]:
    """Return the files that do not compile without warnings."""
    results = []
    for path in sorted(out.rglob("*.py")):
        try:
            compile(path.read_text("utf-8"), str(path), "exec", ast.PyCF_ONLY_AST)
        except (SyntaxError, ValueError) as error:
            results.append(f"{path.relative_to(out)}: {error}")
    return results


def imported(out: Path, package: str) -> list[str]:
    """Return the failures of a new process that imports every module and evaluates every type."""
    run = _run([sys.executable, "-W", "error", str(HERE / "evaluate.py"), package], out)
    lines = [line for line in run.stdout.splitlines() if line]
    return lines if run.returncode in (0, 1) else [*lines, *run.stderr.splitlines()[-4:]]


def mypy(out: Path, package: str, cache: Path) -> list[str]:
    """Return the errors of `mypy --strict`."""
    command = [sys.executable, "-m", "mypy", "--strict", "--python-version", "3.11"]
    options = ["--no-color-output", "--no-error-summary", f"--cache-dir={cache}", "--config-file="]
    run = _run([*command, *options, "-p", package], out)
    return [line for line in run.stdout.splitlines() if ": error:" in line] or (
        run.stderr.splitlines()[-4:] if run.returncode else []
    )


def pyright(out: Path) -> list[str]:
    """Return the errors of pyright with all strict rules."""
    (out / "pyrightconfig.json").write_text(json.dumps(_PYRIGHT), "utf-8")
    command = [sys.executable, "-m", "basedpyright", "--outputjson", "--pythonpath", sys.executable]
    heap = {"NODE_OPTIONS": "--max-old-space-size=8192"}
    run = _run(command, out, heap)
    (out / "pyrightconfig.json").unlink()
    try:
        results = json.loads(run.stdout)["generalDiagnostics"]
    except (ValueError, KeyError):
        return [f"no answer: {run.stdout[-200:]}{run.stderr[-200:]}"]
    return [
        f"{Path(each['file']).relative_to(out.resolve())}:{each['range']['start']['line'] + 1}: "
        f"{each['message'].splitlines()[0]} ({each.get('rule', '')})"
        for each in results
        if each["severity"] == "error"
    ]


def black(out: Path) -> list[str]:
    """Return the files that black would change."""
    command = [sys.executable, "-m", "black", "--check", "--line-length", "100"]
    run = _run([*command, "--target-version", "py311", "--no-cache", "."], out)
    return [line for line in run.stderr.splitlines() if line.startswith(("would", "error"))]


def _run(
    command: list[str], folder: Path, more: dict[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run a tool in the package's folder, without this project on the path."""
    environment = {**os.environ, "PYTHONPATH": str(folder), **(more or {})}
    environment["PYTHONDONTWRITEBYTECODE"] = "1"
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False
    )

"""Strict typing: the committed client and every golden case, valid uses without errors and invalid uses with errors."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.test_cases import OUTPUTS, package_of

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
USES, WRONG = HERE / "uses.py", HERE / "wrong.py"


def mypy(cache: Path, paths: Iterable[Path], *search: Path) -> dict[str, set[int]]:
    """Run mypy and return the lines with errors by file."""
    command = [sys.executable, "-m", "mypy", "--strict", "--config-file", os.devnull]
    command += ["--python-version", "3.11", "--no-error-summary", "--explicit-package-bases"]
    command += ["--cache-dir", str(cache), *map(str, paths)]
    environment = {**os.environ, "MYPYPATH": os.pathsep.join(map(str, search))}
    result = run(command, environment)
    errors: dict[str, set[int]] = {}
    for name, line in re.findall(r"^(.+?):(\d+): error: ", result.stdout, re.M):
        errors.setdefault(name, set()).add(int(line))
    assert result.returncode == bool(errors), result.stdout + result.stderr
    return {str((ROOT / name).resolve()): lines for name, lines in errors.items()}


def pyright(folder: Path, paths: Iterable[Path], *search: Path) -> dict[str, set[int]]:
    """Run pyright and return the lines with errors by file. `folder` receives its configuration."""
    settings = {
        "typeCheckingMode": "strict",
        "pythonVersion": "3.11",
        "include": [str(path) for path in paths],
        "extraPaths": [str(path) for path in search],
    }
    (folder / "pyrightconfig.json").write_text(json.dumps(settings))
    command = [str(Path(sys.executable).with_name("basedpyright")), "--outputjson"]
    command += ["--pythonpath", sys.executable, "--project", str(folder)]
    report = json.loads(run(command, dict(os.environ)).stdout)
    assert report["summary"]["filesAnalyzed"] > 0
    errors: dict[str, set[int]] = {}
    for each in report["generalDiagnostics"]:
        if each["severity"] == "error":
            line = each["range"]["start"]["line"] + 1
            errors.setdefault(str(Path(each["file"]).resolve()), set()).add(line)
    return errors


def run(command: list[str], environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )


def marked(path: Path) -> dict[str, set[int]]:
    """Return the lines that are marked as errors."""
    lines = enumerate(path.read_text().splitlines(), 1)
    return {str(path): {number for number, line in lines if line.endswith("# wrong")}}


def golden(folder: Path) -> list[Path]:
    """Write the packages of all golden cases. They share one runtime, which is checked together with the client."""
    runtime = ROOT / "templates" / "[package]" / "_runtime"
    exported = re.search(r"^__all__ = \[.*?^\]", (runtime / "errors.py").read_text(), re.M | re.S)
    assert exported is not None
    # Pyright requires an explicit list.
    errors = f"from shared_runtime.errors import *\n{exported[0]}\n"
    (folder / "shared_runtime").symlink_to(runtime)
    for case in OUTPUTS:
        stub = folder / package_of(case) / "_runtime"
        stub.mkdir(parents=True)
        (stub / "__init__.py").write_text("from shared_runtime import *\n")
        (stub / "errors.py").write_text(errors)
        for source in (case / "expected").rglob("*.py"):
            target = folder / package_of(case) / source.relative_to(case / "expected")
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(source.read_bytes())
    return [folder / package_of(case) for case in OUTPUTS]


@pytest.mark.parametrize("tool", ["mypy", "pyright"])
def test_the_client_and_its_uses(tmp_path: Path, tool: str) -> None:
    client = ROOT / "generated" / "cometchat_business_messaging"
    paths, search = [client, USES, WRONG], [ROOT / "generated"]
    errors = (
        mypy(ROOT / ".mypy_cache" / "uses", paths, *search)
        if tool == "mypy"
        else pyright(tmp_path, paths, *search)
    )
    assert errors == marked(WRONG)


MATCH = """
from typing import assert_never

from case_unions import models


def size(shape: models.Circle | models.Square | models.Unknown) -> float:
    match shape:
        case models.Circle(radius=radius):
            return radius
        case models.Square():
            return shape.side
        case models.Unknown(tag=tag, raw=raw):
            return float(len(raw)) if tag is None else float(raw["size"])
        case _:
            assert_never(shape)


def incomplete(shape: models.Shape) -> float:
    match shape:
        case models.Circle() | models.Square():
            return 0
        case _:
            assert_never(shape)  # wrong


def drawn(drawing: models.Drawing) -> float:
    return size(drawing.shape)


text: bytes = models.Unknown("a", {}).to_json()
circle = models.Circle(radius=1)
square = models.Square(kind="square", side=1)
models.Square(kind=1, side=1)  # wrong
models.Square()  # wrong
"""


@pytest.mark.parametrize("tool", ["mypy", "pyright"])
def test_a_match_of_a_union_with_a_discriminator_is_exhaustive(tmp_path: Path, tool: str) -> None:
    golden(tmp_path)
    use = tmp_path / "match.py"
    use.write_text(MATCH)
    paths = [use, tmp_path / "case_unions"]
    errors = (
        mypy(tmp_path / ".mypy_cache", paths, tmp_path)
        if tool == "mypy"
        else pyright(tmp_path, paths, tmp_path)
    )
    assert errors == marked(use)


@pytest.mark.parametrize("tool", ["mypy", "pyright"])
def test_the_golden_cases(tmp_path: Path, tool: str) -> None:
    paths = golden(tmp_path)
    errors = (
        mypy(tmp_path / ".mypy_cache", paths, tmp_path)
        if tool == "mypy"
        else pyright(tmp_path, paths, tmp_path)
    )
    assert errors == {}

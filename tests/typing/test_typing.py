"""Strict typing by mypy and pyright: the committed client, the golden cases and the clients of unusual documents, valid
uses without errors and invalid uses with errors. Each checker runs once, because it takes long to start.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.functional import (
    test_bodies,
    test_conventions,
    test_dict_arguments,
    test_dict_types,
    test_error_codes,
    test_paging,
    test_real_life,
    test_reserved,
    test_responses,
    test_schemas,
    test_unions,
)
from tests.functional.support import Maker, echo
from tests.support.harness import ROOT
from tests.test_cases import OUTPUTS, output_of, package_of

HERE = Path(__file__).parent
USES, WRONG = HERE / "uses.py", HERE / "wrong.py"
MATCH, CALLED, DICTS = HERE / "match.py", HERE / "called.py", HERE / "dicts.py"
CLIENT = "cometchat_business_messaging"


def mypy(folder: Path, paths: Iterable[Path], *search: Path) -> dict[str, set[int]]:
    """Run mypy and return the lines with errors by file. `folder` receives its cache."""
    command = [sys.executable, "-m", "mypy", "--strict", "--config-file", os.devnull]
    command += ["--python-version", "3.11", "--no-error-summary", "--explicit-package-bases"]
    command += ["--cache-dir", str(folder / ".mypy_cache"), *map(str, paths)]
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


ODD = [
    *test_real_life.PROPERTIES,
    test_real_life.NAMED,
    test_real_life.TAGGED,
    test_conventions.DEPRECATED,
    test_dict_arguments.DOCUMENT,
    test_dict_types.DOCUMENT,
    test_error_codes.NARROWED,
    test_error_codes.ALTERNATIVES,
    test_schemas.RECURSION,
    test_unions.DISCRIMINATED,
    test_responses.CHAT,
    test_responses.EVENTS,
    test_responses.ANY_OR_FILE,
    test_bodies.FORMS,
    test_bodies.FILES,
    test_bodies.LINES,
    test_bodies.XML,
    *(text for text, _ in test_paging.PAGED.values()),
    test_reserved.document(),
    "paths: {}",
]
NULLABLE = [
    echo(schema, "E: {enum: [a, b, null]}")
    for schema in (
        "{type: [string, 'null'], enum: [a, null]}",
        "{type: array, items: {$ref: '#/components/schemas/E'}}",
        "{$ref: '#/components/schemas/E'}",
        "{anyOf: [{type: string, format: date-time}, {type: integer}, {type: 'null'}]}",
        "{enum: [a, 1.5, [1], {a: 1}, true, null]}",
    )
]


def package(files: Path, target: Path) -> Path:
    """Copy a package, with the runtime of the committed client instead of its own, so that it is checked only once."""
    skipped = shutil.ignore_patterns("_runtime", "__pycache__")
    shutil.copytree(files, target, ignore=skipped)
    runtime = ROOT / "templates" / "[package]" / "_runtime"
    exported = re.search(r"^__all__ = \[.*?^\]", (runtime / "errors.py").read_text(), re.M | re.S)
    assert exported is not None
    (target / "_runtime").mkdir()
    (target / "_runtime" / "__init__.py").write_text(f"from {CLIENT}._runtime import *\n")
    for module in ("testing/__init__", "testing/command"):
        name = module.removesuffix("/__init__").replace("/", ".")
        path = target / "_runtime" / f"{module}.py"
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"from {CLIENT}._runtime.{name} import *\n")
    exports = (target / "__init__.py").read_text()
    for name in re.findall(r"from \._runtime\.auth\.(\w+) import", exports):
        # The committed client has no such module, but the modules that this one imports.
        text = (runtime / "auth" / f"{name}.py").read_text()
        text = text.replace("from ..", f"from {CLIENT}._runtime.")
        text = text.replace("from .", f"from {CLIENT}._runtime.auth.")
        (target / "_runtime" / "auth").mkdir(exist_ok=True)
        (target / "_runtime" / "auth" / f"{name}.py").write_text(text)
    # Pyright requires an explicit list.
    errors = f"from {CLIENT}._runtime.errors import *\n{exported[0]}\n"
    (target / "_runtime" / "errors.py").write_text(errors)
    return target


def golden(folder: Path) -> Iterator[Path]:
    """Write the packages of all golden cases."""
    for case in OUTPUTS:
        complete = folder / "complete" / case.name
        for name, text in output_of(case).items():
            (complete / name).parent.mkdir(parents=True, exist_ok=True)
            (complete / name).write_text(text)
        yield package(complete, folder / package_of(case))


def unusual(make: Maker, folder: Path) -> Iterator[Path]:
    """Write the packages of unusual documents."""
    for text in ODD + NULLABLE:
        made = make(text, tolerant=True).folder
        yield package(made, folder / made.name)


@pytest.mark.timeout(900)
def test_clients_and_their_uses(tmp_path_factory: pytest.TempPathFactory, tmp_path: Path) -> None:
    clients = [*golden(tmp_path), *unusual(Maker(tmp_path_factory.mktemp("made")), tmp_path)]
    client = ROOT / "generated" / CLIENT
    paths = [client, *clients, USES, WRONG, MATCH, CALLED, DICTS]
    with ThreadPoolExecutor() as threads:
        runs = {
            check: threads.submit(check, tmp_path, paths, ROOT / "generated", tmp_path)
            for check in (mypy, pyright)
        }
    errors = {check: run.result() for check, run in runs.items()}
    wrong = marked(WRONG) | marked(MATCH) | marked(CALLED) | marked(DICTS)
    assert errors == dict.fromkeys(runs, wrong)

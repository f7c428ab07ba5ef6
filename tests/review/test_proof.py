"""Type checkers confirm the verdicts: a witness fails with the new client exactly if the change breaks types."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from generator import pipeline
from generator.emit.render import render
from generator.ir.api import Api
from generator.openapi import Document
from generator.parser import SettingsInput
from generator.review.changes import Change
from generator.review.compare.comparison import Side
from generator.review.rules import Bump, Effect
from generator.review.witness import Witnesses, witness_module
from generator.runtime_facts import templates_folder
from tests.review.edits import EDITS
from tests.review.shop_edits import SHOP_EDITS
from tests.review.support import SPEC, apply, copy_spec
from tests.review.test_shop import SHOP, compared

pytestmark = pytest.mark.proof

RUNTIME = "shared_runtime"
OPTIONS = (
    "# pyright: strict, reportDeprecated=false, reportUnknownMemberType=false,"
    " reportUnnecessaryComparison=true\n"
)


EXEMPT = {
    "shared schema of a time gets another format": "type checkers accept a datetime as a date",
    "name in Python taken, reversed": "the other property takes the name of the removed one",
}


@dataclass(frozen=True)
class Case:
    """One edit: the package of the base, that of the edit, and the changes with their witnesses."""

    name: str
    base: str
    head: str
    changes: list[tuple[Change, list[str]]]


def parsed(path: Path, names: SettingsInput) -> tuple[Api, Document]:
    result = pipeline.parse_only(pipeline.Request(path, names=names))
    assert result.api is not None
    assert result.document is not None
    return result.api, result.document


def write_package(api: Api, folder: Path, package: str) -> None:
    """Write the modules of a package; all packages share one runtime, which is the same for all."""
    for path, content in render(api, templates_folder()):
        if path.suffix != ".py" or "_runtime" in path.parts or not isinstance(content, str):
            continue
        target = folder / package / Path(*path.parts[1:])
        target.parent.mkdir(parents=True, exist_ok=True)
        text = re.sub(r"from \.+_runtime", f"from {RUNTIME}", content)
        target.write_text(text, "utf-8")
    (folder / package / "py.typed").touch()


def edited(folder: Path) -> Iterator[tuple[str, Path, Path]]:
    """The name of each edit, the base and the edited document."""
    for number, (name, edit) in enumerate(EDITS.items()):
        spec = copy_spec(_made(folder / f"own{number}"))
        apply(edit, spec)
        yield name, SPEC / "openapi.yaml", spec / "openapi.yaml"
    for number, (name, (_, _, _, replacements)) in enumerate(SHOP_EDITS.items()):
        text = SHOP.read_text("utf-8")
        for old, new in replacements:
            text = text.replace(old, new)
        path = _made(folder / f"shop{number}") / "shop.yaml"
        path.write_text(text, "utf-8")
        yield name, SHOP, path
        yield f"{name}, reversed", path, SHOP


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("proof")


@pytest.fixture(scope="module")
def cases(folder: Path) -> list[Case]:
    """All packages and modules with witnesses, written to the folder."""
    shutil.copytree(templates_folder() / "[package]" / "_runtime", folder / RUNTIME)
    names = SettingsInput("made", "made", "Client", "MADE")
    packages: dict[Path, tuple[str, tuple[Api, Document]]] = {}
    result = []
    specs = _made(folder / "specs")
    for number, (name, *paths) in enumerate(edited(specs)):
        for path in paths:
            if path not in packages:
                package = f"package_{len(packages)}"
                packages[path] = package, parsed(path, names)
                write_package(packages[path][1][0], folder, package)
        (base, old), (head, new) = (packages[path] for path in paths)
        witnesses = Witnesses(Side(*old))
        listed = [each.change for each in compared(old, new).changes]
        case = Case(name, base, head, [(c, witnesses.of(c)) for c in listed])
        for side, package in (("before", base), ("after", head)):
            api = (old if side == "before" else new)[0]
            statements = [text for _, each in case.changes for text in each]
            text = OPTIONS + witness_module(package, api, statements, RUNTIME)
            (folder / f"{side}_{number}.py").write_text(text, "utf-8")
        result.append(case)
    return result


def mypy_errors(folder: Path) -> Iterator[tuple[str, int, str]]:
    command = [sys.executable, "-m", "mypy", "--strict", "--python-version", "3.11"]
    options = [
        "--no-error-summary",
        "--cache-dir",
        str(folder / ".mypy_cache"),
        "--no-color-output",
    ]
    files = sorted(path.name for path in folder.glob("*_*.py"))
    done = subprocess.run(
        [*command, *options, *files], cwd=folder, capture_output=True, text=True, check=False
    )
    assert done.returncode in (0, 1), done.stdout + done.stderr
    for line in done.stdout.splitlines():
        if found := re.match(r"(\w+\.py):(\d+): error: (.*)", line):
            yield found[1], int(found[2]), found[3]


def pyright_errors(folder: Path) -> Iterator[tuple[str, int, str]]:
    files = sorted(path.name for path in folder.glob("*_*.py"))
    (folder / "pyrightconfig.json").write_text(json.dumps({"include": files}), "utf-8")
    done = subprocess.run(
        [
            Path(sys.executable).with_name("basedpyright"),
            *("--outputjson", "--pythonpath", sys.executable, "-p", folder),
        ],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    for each in json.loads(done.stdout)["generalDiagnostics"]:
        if each["severity"] == "error":
            name, line = Path(each["file"]).name, each["range"]["start"]["line"] + 1
            yield name, line, f"{each['message']} ({each.get('rule')})"


@pytest.mark.parametrize("checker", [mypy_errors, pyright_errors])
def test_witnesses_agree(
    checker: Callable[[Path], Iterator[tuple[str, int, str]]], cases: list[Case], folder: Path
) -> None:
    errors = {(name, line): message for name, line, message in checker(folder)}
    wrong = []
    api = parsed(SHOP, SettingsInput())[0]
    start = (OPTIONS + witness_module("", api, [])).count("\n")
    proven = 0
    for number, case in enumerate(cases):
        line = start
        for change, statements in case.changes:
            failed = []
            for statement in statements:
                line += 1
                message = errors.get((f"before_{number}.py", line))
                if message is not None:
                    wrong.append(f"{case.name}: {change.rule.id}: before: {statement}: {message}")
                if (message := errors.get((f"after_{number}.py", line))) is not None:
                    failed.append(message)
            breaks = change.verdicts.types is Effect.BREAKS
            others = any(each.verdicts.types is Effect.BREAKS for each, _ in case.changes)
            if not statements or (others and not breaks) or case.name in EXEMPT:
                continue
            proven += breaks
            if bool(failed) != breaks:
                wrong.append(f"{case.name}: {change.rule.id} {breaks=}: {statements} {failed}")
    assert not wrong, "\n".join(wrong)
    assert proven > 80


def test_breakages_that_griffe_finds_are_major(cases: list[Case], folder: Path) -> None:
    """griffe compares the Python surface. Its breakages are a subset of those of the review."""
    # `make review-proof` installs it. A missing package must fail, because a skipped proof looks like a passed one.
    import griffe

    loaded: dict[str, Any] = {}  # mypy may run where griffe is not installed
    for case in cases:
        for package in (case.base, case.head):
            if package not in loaded:
                loaded[package] = griffe.load(
                    package, search_paths=[folder], allow_inspection=False
                )
    missed = []
    for case in cases:
        is_major = any(change.bump is Bump.MAJOR for change, _ in case.changes)
        for each in griffe.find_breaking_changes(loaded[case.base], loaded[case.head]):
            # `__post_init__` only checks. With a default of UNSET or None, the client sends nothing.
            is_unset = str(getattr(each.new_value, "default", "")) in ("UNSET", "None")
            if not (is_major or is_unset or each.obj.name == "__post_init__"):
                missed.append(f"{case.name}: {each.kind.name} {each.obj.path}")
    assert missed == []

"""`init` writes a configuration and a workflow, and never replaces a file without asking."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from click import Context
from click.testing import CliRunner, Result

from generator.cli import main
from generator.config import Configuration, read_configurations
from tests.support.harness import ROOT

WORKFLOW = Path(".github/workflows/client.yml")
PYPROJECT = Path("pyproject.toml")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "spec").mkdir()
    (tmp_path / "spec" / "openapi.yaml").write_text("openapi: 3.1.0\n")
    return tmp_path


def init(*arguments: str) -> Result:
    """Run the command without a terminal."""
    return CliRunner().invoke(main, ["init", *arguments], input="")


def test_it_asks_nothing_without_a_terminal() -> None:
    PYPROJECT.write_text("[project]\nname = 'x'  # mine")
    result = init("--package", "shop")
    assert result.exit_code == 0
    assert PYPROJECT.read_text() == (
        "[project]\nname = 'x'  # mine\n\n"
        '[tool.generator]\nspec = "spec/openapi.yaml"\nout = "client"\npackage = "shop"\n'
    )
    expected = Configuration(Path("spec/openapi.yaml"), Path("client"), package="shop")
    assert read_configurations(PYPROJECT) == {"": expected}
    steps = yaml.safe_load(WORKFLOW.read_text())["jobs"]["client"]["steps"]
    runs = [step["run"].split()[:2] for step in steps if "run" in step]
    names = [words[1] for words in runs if words[0] == "openapi-client-generator"]
    assert names == ["check", "review", "diff"]
    assert set(names) < set(main.list_commands(Context(main)))


def test_existing_files_are_left_unchanged() -> None:
    assert init().exit_code == 0
    WORKFLOW.write_text("mine")
    before = PYPROJECT.read_bytes()
    result = init("--out", "other")
    assert result.exit_code == 0
    assert "pyproject.toml: has a table [tool.generator], left unchanged" in result.stdout
    assert f"{WORKFLOW}: exists, left unchanged" in result.stdout
    assert (PYPROJECT.read_bytes(), WORKFLOW.read_text()) == (before, "mine")


def test_a_wrong_value_or_a_missing_document_writes_nothing(folder: Path) -> None:
    result = init("--package", "class")
    assert result.exit_code == 2
    assert "package: 'class' cannot be used as a name" in result.stderr
    (folder / "spec" / "openapi.yaml").unlink()
    assert "--spec is missing" in init().stderr
    assert not PYPROJECT.exists()
    assert not WORKFLOW.exists()


def init_on_a_terminal(folder: Path, typed: bytes, *arguments: str) -> str:
    """Run the command on a terminal, and return its output."""
    outer, inner = pty.openpty()
    os.write(outer, typed)
    result = subprocess.run(
        [sys.executable, "-m", "generator", "init", *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdin=inner,
        capture_output=True,
        text=True,
        check=True,
    )
    os.close(inner)
    os.close(outer)
    return result.stdout


def test_it_asks_on_a_terminal(folder: Path) -> None:
    WORKFLOW.parent.mkdir(parents=True)
    WORKFLOW.write_text("mine")
    output = init_on_a_terminal(folder, b"\nmade\ny\n")
    assert "OpenAPI document [spec/openapi.yaml]: " in output
    assert read_configurations(PYPROJECT)[""].out == Path("made")
    assert "openapi-client-generator check" in WORKFLOW.read_text()


def test_it_does_not_ask_for_options_that_are_given(folder: Path) -> None:
    output = init_on_a_terminal(folder, b"made\n", "--spec", "spec/openapi.yaml")
    assert "OpenAPI document" not in output
    assert read_configurations(PYPROJECT)[""].out == Path("made")

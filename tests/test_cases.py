"""Golden cases: each folder of `cases/` has a document and the expected output.

`expected/` has the generated files that differ between documents, and `problems.txt` the output of `check`.
`pytest tests/test_cases.py --accept` overwrites both. `typing/test_typing.py` type-checks the output, and
`test_case_uses.py` runs it.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.cli import main
from generator.emit.format import format_tree
from generator.emit.render import render
from generator.parser import SettingsInput
from generator.runtime_facts import templates_folder
from tests.support.harness import api_of, import_all, importable, sources, write_tree

FOLDER = Path(__file__).parent / "cases"
CASES = sorted(path for path in FOLDER.iterdir() if (path / "openapi.yaml").is_file())
PROBLEMS = [case for case in CASES if case.name.startswith("problems-")]
OUTPUTS = [case for case in CASES if case not in PROBLEMS]


def package_of(case: Path) -> str:
    """Return the import name of the package of a case."""
    return f"case_{case.name}"


def output_of(case: Path) -> dict[str, str]:
    """Return the rendered Python files of a case by their paths in the package."""
    package = package_of(case)
    names = SettingsInput(package=package, client="Client", env_prefix="CASE")
    tree = format_tree(render(api_of(case / "openapi.yaml", names), templates_folder()))
    return {name.removeprefix(f"{package}/"): text for name, text in sources(tree).items()}


def decided(output: dict[str, str]) -> dict[str, str]:
    """Return the files that differ between cases."""
    frames = (
        *("__init__.py", "resources/__init__.py"),
        *("testing/__main__.py", "testing/resources/__init__.py"),
    )
    return {name: text for name, text in output.items() if name not in frames}


def content(folder: Path) -> dict[str, str]:
    paths = sorted(path for path in folder.rglob("*") if path.suffix == ".py")
    return {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in paths}


@pytest.mark.parametrize("case", OUTPUTS, ids=lambda case: case.name)
def test_output(case: Path, pytestconfig: pytest.Config) -> None:
    output = decided(output_of(case))
    expected = case / "expected"
    if pytestconfig.getoption("--accept"):
        shutil.rmtree(expected, ignore_errors=True)
        for name, text in output.items():
            (expected / name).parent.mkdir(parents=True, exist_ok=True)
            (expected / name).write_text(text, "utf-8")
    assert output == content(expected)


@pytest.mark.parametrize("case", OUTPUTS, ids=lambda case: case.name)
def test_output_is_imported(case: Path, tmp_path: Path) -> None:
    package = package_of(case)
    names = SettingsInput(package=package, client="Client", env_prefix="CASE")
    tree = dict(render(api_of(case / "openapi.yaml", names), templates_folder()))
    write_tree(tree, tmp_path)
    with importable(tmp_path, package) as module:
        import_all(package, sources(tree))
        assert all(hasattr(module.models, name) for name in dir(module.models))


@pytest.mark.parametrize("case", PROBLEMS, ids=lambda case: case.name)
def test_problems(case: Path, pytestconfig: pytest.Config, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(case)
    result = CliRunner().invoke(main, ["check", "--spec", "openapi.yaml", "--format", "text"])
    expected = case / "problems.txt"
    if pytestconfig.getoption("--accept"):
        expected.write_text(result.stdout, "utf-8")
    assert result.stdout == expected.read_text("utf-8")
    assert result.exit_code == 1

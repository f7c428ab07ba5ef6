"""The committed client: up to date, reproducible, with minimal changes, and without dependencies on this project."""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from generator.cli import main
from tests.support.distributions import Environment, content, generated, wheel_of
from tests.support.harness import ROOT

PACKAGE = "cometchat_business_messaging"
HOSTILE_PROJECT = """\
[tool.black]
line-length = 40
skip-string-normalization = true
target-version = ["py38"]
"""
FRESH = re.compile(r"^generated: up to date \(0 files of \d+\)$", re.M)


def run(*arguments: str) -> Result:
    """Run the command in this process."""
    result = CliRunner().invoke(main, arguments)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


@pytest.fixture
def copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Copy the configuration and the spec into a new folder, enter it, and generate a client there."""
    shutil.copytree(ROOT / "spec", tmp_path / "spec")
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    monkeypatch.chdir(tmp_path)
    assert run("generate").exit_code == 0
    return tmp_path


# --- up to date ------------------------------------------------------------------------------------------------------


def test_the_committed_client_is_up_to_date(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    result = run("diff", "--no-cache", "--format", "text")
    assert result.exit_code == 0, result.output
    assert FRESH.search(result.output)


def test_a_second_run_changes_nothing(copy: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in copy.rglob("*") if path.is_file()}
    result = run("generate")
    assert result.exit_code == 0
    assert re.search(r"; 0 files written, 0 removed, \d+ unchanged$", result.output, re.M)
    assert {path: path.stat().st_mtime_ns for path in copy.rglob("*") if path.is_file()} == before


SURROUNDINGS = [
    {"PYTHONHASHSEED": "0", "TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONUTF8": "0"},
    {"PYTHONHASHSEED": "4711", "TZ": "America/St_Johns", "LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR"},
]


@pytest.mark.parametrize("surroundings", SURROUNDINGS, ids=lambda each: each["LC_ALL"])
def test_the_output_does_not_depend_on_the_environment(
    copy: Path, surroundings: dict[str, str]
) -> None:
    (copy / "pyproject.toml").write_text(HOSTILE_PROJECT)
    work = copy / "below" / "it"
    work.mkdir(parents=True)
    command = [sys.executable, "-m", "generator", "generate", "--no-cache"]
    command += ["--spec", str(ROOT / "spec" / "openapi.yaml"), "--out", "made"]
    command += ["--package", PACKAGE, "--client-name", "BusinessMessaging"]
    command += ["--distribution", "cometchat-business-messaging", "--env-prefix", "COMETCHAT"]
    command.append("--docs")
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **surroundings}
    subprocess.run(command, cwd=work, env=environment, check=True, capture_output=True)
    assert content(work / "made") == content(copy / "generated")


# --- minimal changes -------------------------------------------------------------------------------------------------


def words(text: str) -> str:
    return " ".join(text.split())


def docstrings(source: bytes) -> str:
    """Return all docstrings of a module, including those of attributes."""
    nodes = [node.value for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Expr)]
    return "\n".join(str(node.value) for node in nodes if isinstance(node, ast.Constant))


def without_docstrings(source: bytes) -> str:
    tree = ast.parse(source)
    for node in ast.walk(tree):
        body: list[Any] = getattr(node, "body", None) or []
        if isinstance(body, list):
            texts = [each for each in body if isinstance(each, ast.Expr)]
            for each in texts:
                if isinstance(each.value, ast.Constant) and isinstance(each.value.value, str):
                    body.remove(each)
    return ast.dump(tree)


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("schemas/campaigns.yaml", "Label that groups campaigns.", 'A """label""" {{ 7*7 }}'),
        ("paths/campaigns.yaml", "summary: Get a campaign", "summary: One campaign"),
        ("paths/campaigns.yaml", "Returns a campaign with", "Returns one campaign with"),
        ("conventions.yaml", "Page number. The first page is 1.", "The page, from 1 on."),
    ],
)
def test_a_new_description_changes_docstrings_only(
    copy: Path, file: str, old: str, new: str
) -> None:
    spec = copy / "spec" / file
    text = spec.read_text()
    assert old in text
    spec.write_text(text.replace(old, f"'{new}'" if '"' in new else new))
    before = content(copy / "generated")
    assert run("generate").exit_code == 0
    after = content(copy / "generated")
    assert before.keys() == after.keys()
    changed = {name for name in after if before[name] != after[name]} - {".generator.json"}
    if new.startswith("summary: "):
        changed.remove("README.md")  # it has a table of the operations
    assert changed
    for name in {name for name in changed if not name.startswith("docs/")}:
        assert without_docstrings(before[name]) == without_docstrings(after[name])
        assert words(new).removeprefix("summary: ") in words(docstrings(after[name]))


def test_a_deleted_line_is_reported_as_edited_by_hand(copy: Path) -> None:
    path = copy / "generated" / PACKAGE / "resources" / "templates.py"
    lines = path.read_text().splitlines(keepends=True)
    (number,) = [n for n, line in enumerate(lines) if line.startswith("class Templates(")]
    path.write_text("".join(lines[:number] + lines[number + 1 :]))
    result = run("diff", "--format", "text")
    assert result.exit_code == 1
    assert f"generated/{PACKAGE}/resources/templates.py: edited by hand\n" in result.output
    assert "\n+class Templates(Resource):\n" in result.output
    assert "(1 file of" in result.output


def test_a_changed_description_makes_the_client_stale(copy: Path) -> None:
    spec = copy / "spec" / "schemas" / "campaigns.yaml"
    spec.write_text(spec.read_text().replace("Label that groups campaigns.", "A label."))
    result = run("diff", "--format", "text")
    assert result.exit_code == 1
    assert f"generated/{PACKAGE}/models/campaign.py: stale\n" in result.output
    assert "edited by hand" not in result.output


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("openapi.yaml", "openapi: 3.1.0", "openapi: ["),
        ("openapi.yaml", "#/channels' }", "#/chanels' }"),
        ("conventions.yaml", "ERR_BAD_REQUEST]", "ERR_BAD_REQEST]"),
        ("schemas/campaigns.yaml", "type: object", "type: objekt"),
    ],
)
def test_an_invalid_spec_changes_nothing(copy: Path, file: str, old: str, new: str) -> None:
    spec = copy / "spec" / file
    text = spec.read_text()
    assert old in text
    spec.write_text(text.replace(old, new, 1))
    before = content(copy / "generated")
    result = run("generate")
    assert result.exit_code == 1
    assert re.search(rf"^spec/{file}:\d+:\d+: error \[", result.output, re.M)
    assert "nothing was generated" in result.output
    assert content(copy / "generated") == before


# --- independent -----------------------------------------------------------------------------------------------------


def test_it_imports_only_declared_dependencies() -> None:
    allowed = {*sys.stdlib_module_names, "httpx2", "httpcore2", "msgspec", "anyio", "opentelemetry"}
    allowed |= {"pydantic_core"}  # imported when pydantic asks a model for its schema
    for name, source in generated(ROOT / "generated").items():
        if not name.endswith(".py"):
            continue
        for node in ast.walk(ast.parse(source)):
            names = []
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and node.level == 0:
                names = [node.module or ""]
            assert {each.partition(".")[0] for each in names} <= allowed, name


def test_the_generator_does_not_mention_this_api() -> None:
    for folder in ("generator", "templates"):
        for name, source in content(ROOT / folder).items():
            assert b"cometchat" not in source.lower(), name


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build a wheel of the client without network access, with the setuptools of this environment."""
    folder = tmp_path_factory.mktemp("wheel")
    for name, data in generated(ROOT / "generated").items():
        path = folder / "source" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return wheel_of(folder / "source", folder)


def test_a_wheel_has_the_whole_package(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
        (metadata,) = [name for name in names if name.endswith("/METADATA")]
        metadata_text = archive.read(metadata).decode()
    sources = {name for name in generated(ROOT / "generated") if name.startswith(PACKAGE)}
    assert f"{PACKAGE}/py.typed" in names
    assert {name for name in names if name.startswith(f"{PACKAGE}/")} == sources
    assert "Name: cometchat-business-messaging\n" in metadata_text
    assert "Requires-Python: >=3.11\n" in metadata_text
    required = re.findall(r"^Requires-Dist: ([a-z0-9-]+)(?![^\n]*extra ==)", metadata_text, re.M)
    assert required == ["httpx2", "msgspec"]


def test_files_of_an_installation_do_not_count_as_generated(copy: Path) -> None:
    client = copy / "generated"
    before = content(client)
    wheel_of(client, copy)  # in the folder of the client, as `pip install ./generated` does
    assert {path.name for path in client.iterdir()} > {"build", f"{PACKAGE}.egg-info"}
    assert generated(client) == before
    assert run("diff").exit_code == 0
    assert "; 0 files written, 0 removed, " in run("generate").output


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Environment:
    """An environment with the client and its dependencies, but without this project."""
    return Environment(wheel, tmp_path_factory.mktemp("installed"))


def test_it_can_be_installed_and_used(installed: Environment) -> None:
    code = f"import {PACKAGE} as p, sys; p.BusinessMessaging(app_id='a', api_key='k', region='us').close()"
    code += "; p.models.Template; p.errors.ResourceNotFoundError; print(p.__file__)"
    assert installed.run("-c", code).startswith(str(installed.site))


SUITE = f"""
from {PACKAGE} import BusinessMessaging, models
from {PACKAGE}.testing import make

def test_the_fixture(business_messaging):
    business_messaging.campaigns.get.returns(make(models.Campaign, id="a"))
    assert BusinessMessaging().campaigns.get("a").id == "a"
"""


def test_pytest_finds_the_fixture_of_an_installed_client(
    installed: Environment, tmp_path: Path
) -> None:
    (tmp_path / "test_suite.py").write_text(SUITE)
    command = ("-m", "pytest", "-p", "no:cacheprovider", "-n0", "-W", "error")
    printed = installed.run(*command, str(tmp_path))
    assert re.search(r"^plugins: .*\bcometchat-business-messaging-", printed, re.M)
    assert "1 passed" in printed

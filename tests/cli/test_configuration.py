"""The table `[tool.generator]`, and the options that override it."""

from __future__ import annotations

import json
import os
import re
import tomllib
from dataclasses import fields
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from jsonschema import Draft202012Validator

from generator.cli import main
from generator.config import (
    Configuration,
    ConfigurationError,
    parse_configurations,
    read_configurations,
)
from generator.config.keys import KEYS
from generator.config.reference import json_schema, markdown_table
from tests.support.harness import ROOT


def read_configuration(path: Path, spec: Path | None = None) -> Configuration:
    (chosen,) = read_configurations(path, spec).values()
    return chosen


def table(folder: Path, text: str) -> Path:
    path = folder / "pyproject.toml"
    path.write_text(text)
    return path


def test_the_table_can_have_all_keys(tmp_path: Path) -> None:
    path = table(
        tmp_path,
        """[tool.generator]
        spec = "spec/a.yaml"
        out = "made"
        overlays = ["o.yaml"]
        tolerant = true
        package = "shop"
        client = "Shop"
        distribution = "the-shop"
        env_prefix = "SHOP"
        docs = true
        """,
    )
    assert read_configuration(path) == Configuration(
        Path("spec/a.yaml"),
        Path("made"),
        (Path("o.yaml"),),
        True,
        "shop",
        "Shop",
        "the-shop",
        "SHOP",
        docs=True,
    )


def test_a_missing_file_or_table_gives_the_defaults(tmp_path: Path) -> None:
    assert read_configuration(tmp_path / "pyproject.toml") == Configuration()
    assert read_configuration(table(tmp_path, "[project]\nname = 'x'\n")) == Configuration()


def test_the_table_is_ignored_for_another_spec(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    path = table(tmp_path, "[tool.generator]\nspec = 'a.yaml'\npackage = 'shop'\n")
    assert read_configuration(path, Path("a.yaml")).package == "shop"
    assert read_configuration(path, tmp_path / "a.yaml").package == "shop"
    assert read_configuration(path, Path("b.yaml")) == Configuration()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[tool.generator", r"pyproject\.toml"),
        ('[tool.generator]\nout = "a\\u0000"', "out: .* is not a path"),
        ('[tool.generator]\noverlays = ["a\\u0000"]', "overlays: .* is not a path"),
        ("tool = 1", r"pyproject\.toml: tool is not a table"),
        ("[tool]\ngenerator = 1", r"pyproject\.toml: generator is not a table"),
        pytest.param("x = " + "[" * 100_000, r"pyproject\.toml: .*recursion", id="deep"),
        ("[tool.generator]\nspecs = 'a'", "specs: unknown key; the keys are spec, out"),
        ("[tool.generator]\nspec = 1", "spec: expected text, not 1"),
        ("[tool.generator]\noverlays = 'o.yaml'", "overlays: expected list of paths, not 'o.yaml'"),
        ("[tool.generator]\ntolerant = 'yes'", "tolerant: expected true or false, not 'yes'"),
        ("[tool.generator]\npackage = '../up'", "package: '../up' cannot be used as a name"),
        ("[tool.generator]\npackage = 'class'", "package: 'class' cannot be used"),
        ("[tool.generator]\npackage = 'AUX'", "package: 'AUX' cannot be the name of a folder"),
        ("[tool.generator]\npackage = 'json'", "package: 'json' is a module of Python or of a dep"),
        (
            "[tool.generator]\npackage = 'httpcore2'",
            "choose another name, such as httpcore2_client",
        ),
        (f"[tool.generator]\npackage = '{'a' * 300}'", "package: 'aaa.*' cannot be the name"),
        ("[tool.generator.urls]\n'a,b' = 'https://a.example'", "urls: 'a,b' cannot be the label"),
        ("[tool.generator.urls]\nSource = 'ftp://a.example'", "urls: 'ftp://.*' is not a URL with"),
        ("[tool.generator]\nclient = 'My Client'", "client: 'My Client' cannot be used"),
        ("[tool.generator]\ndistribution = '-x'", "distribution: '-x' cannot be used"),
        ("[tool.generator]\nenv_prefix = 'a b'", "env_prefix: 'a b' cannot be used"),
    ],
)
def test_an_invalid_table_is_rejected(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(ConfigurationError, match=message):
        read_configuration(table(tmp_path, text))


def test_a_path_with_a_null_character_is_rejected(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"pyproject\.toml: .*null"):
        read_configuration(
            table(tmp_path, '[tool.generator]\nspec = "a\\u0000.yaml"'), Path("b.yaml")
        )


def test_a_file_that_cannot_be_read_is_rejected(tmp_path: Path) -> None:
    folder, pipe, encoded = tmp_path / "folder", tmp_path / "pipe", tmp_path / "encoded"
    folder.mkdir()
    os.mkfifo(pipe)
    encoded.write_bytes(b"\xff")
    for path, reason in {folder: "not a reg", pipe: "not a reg", encoded: "can't decode"}.items():
        with pytest.raises(ConfigurationError, match=f"{path.name}: .*{reason}"):
            read_configuration(path)


def test_options_override_the_table() -> None:
    chosen = Configuration(package="shop", client="Shop", tolerant=True)
    merged = chosen.override(
        {"package": "store", "client": None, "tolerant": False, "format_": "github"}
    )
    assert merged == Configuration(package="store", client="Shop", tolerant=True)


JOBS = """\
[tool.generator]
tolerant = true
[tool.generator.jobs.shop]
spec = "shop.yaml"
out = "shop"
[tool.generator.jobs.bank]
spec = "bank.yaml"
out = "bank"
tolerant = false
package = "the_bank"
"""
DOCUMENT = """\
openapi: 3.1.0
info: { title: TITLE, version: '1' }
paths:
  /things:
    get:
      operationId: listThings
      responses: { '200': { description: The things. } }
"""


@pytest.fixture
def jobs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, with a configuration of two jobs."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    for title in ("Shop", "Bank"):
        Path(f"{title.lower()}.yaml").write_text(DOCUMENT.replace("TITLE", title))
    table(tmp_path, JOBS)
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


def test_the_keys_of_the_table_are_the_defaults_of_its_jobs(jobs: Path) -> None:
    shop, bank = read_configurations(jobs / "pyproject.toml").values()
    assert shop == Configuration(Path("shop.yaml"), Path("shop"), tolerant=True)
    assert bank == Configuration(Path("bank.yaml"), Path("bank"), package="the_bank")
    assert list(read_configurations(jobs / "pyproject.toml", Path("bank.yaml"))) == ["bank"]


def test_commands_handle_all_jobs_or_one(jobs: Path) -> None:
    assert run("generate", "--job", "bank").exit_code == 0
    assert (jobs / "bank" / "the_bank").is_dir()
    assert not (jobs / "shop").exists()
    assert run("diff").exit_code == 1
    result = run("generate")
    assert result.exit_code == 0
    assert "shop: 1 operation" in result.stdout
    assert "bank: 1 operation" in result.stdout
    assert run("diff").exit_code == 0
    assert run("check").stdout.count("0 errors") == 2
    assert "things.list" in run("explain", "GET /things", "--job", "shop").stdout


def test_a_job_that_fails_does_not_stop_the_others(jobs: Path) -> None:
    Path("shop.yaml").write_text("openapi: [")
    result = run("generate")
    assert result.exit_code == 1
    assert "shop.yaml: " in result.stderr
    assert not (jobs / "shop").exists()
    assert (jobs / "bank" / "the_bank").is_dir()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["generate", "--job", "x"], "no job 'x'; [tool.generator.jobs] has shop, bank"),
        (
            ["generate", "--out", "x"],
            "--out applies to one job; choose one of shop, bank with --job",
        ),
        (["check", "--format", "json"], "--format json needs one job; choose one with --job"),
        (["explain", "things.list"], "there are several jobs; choose one with --job"),
    ],
)
def test_a_choice_of_jobs_that_is_wrong(jobs: Path, arguments: list[str], message: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert message in result.stderr


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("jobs = 1", r"\[tool.generator.jobs\] is not a table of tables"),
        ("[tool.generator.jobs.'a b']", "jobs: 'a b' cannot be the name of a job"),
        ("[tool.generator.jobs.a]\nspecs = 'x'", r"\[tool.generator.jobs.a\]: specs: unknown key"),
        ("[tool.generator.jobs.a.jobs.b]", r"\[tool.generator.jobs.a\]: jobs: unknown key"),
    ],
)
def test_a_wrong_table_of_jobs(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(ConfigurationError, match=message):
        read_configurations(table(tmp_path, f"[tool.generator]\n{text}"))


def test_two_jobs_need_two_folders(jobs: Path) -> None:
    table(jobs, JOBS.replace('"bank"', '"./shop"'))
    result = run("generate")
    assert result.exit_code == 2
    assert "several jobs write to" in result.stderr


REFERENCE = ROOT / "docs" / "configuration.md"
SCHEMA = ROOT / "docs" / "configuration.schema.json"


def test_the_reference_and_the_schema_are_up_to_date(request: pytest.FixtureRequest) -> None:
    """`pytest tests/cli/test_configuration.py --accept` writes them."""
    text = REFERENCE.read_text("utf-8")
    before, start, rest = text.partition("<!-- keys -->\n")
    _, end, after = rest.partition("<!-- end of the keys -->\n")
    assert start
    assert end
    expected = before + start + markdown_table() + end + after
    if request.config.getoption("--accept"):
        REFERENCE.write_text(expected, "utf-8")
        SCHEMA.write_text(json_schema(), "utf-8")
    assert REFERENCE.read_text("utf-8") == expected
    assert SCHEMA.read_text("utf-8") == json_schema()


def test_the_table_of_keys_has_the_fields_of_a_configuration() -> None:
    assert [key.name for key in KEYS] == [each.name for each in fields(Configuration)]


def test_the_schema_accepts_the_tables_that_the_generator_accepts() -> None:
    validator = Draft202012Validator(json.loads(json_schema()))
    Draft202012Validator.check_schema(validator.schema)
    own = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["generator"]
    jobs = tomllib.loads(JOBS)["tool"]["generator"]
    review = {"fail-on": "minor", "levels": {"x": "none"}}
    for accepted in (own, jobs, {"review": review}, {"names": {"listPets": "animals.list"}}):
        assert not list(validator.iter_errors(accepted))
    for refused in ({"specs": "a"}, {"package": "../up"}, {"jobs": {"a": {"docs": 1}}}):
        assert list(validator.iter_errors(refused))


@pytest.mark.parametrize("name", ["configuration.md", "names.md"])
def test_the_tables_in_the_documentation_are_valid(name: str) -> None:
    text = (ROOT / "docs" / name).read_text("utf-8")
    blocks = re.findall(r"^```toml\n(.*?)^```$", text, re.M | re.S)
    shown = [block for block in blocks if "[tool.generator" in block]
    assert shown
    for block in shown:
        assert parse_configurations(Path(name), block.encode())

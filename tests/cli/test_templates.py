"""Templates of the user replace single shipped templates. `templates status` reports the ones that are out of date."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.cli import main
from tests.support.harness import ROOT

SPEC = ROOT / "docs" / "examples" / "petstore.yaml"
OWN = Path("own")
README = OWN / "README.md.jinja"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The current folder, with a configuration that names the folder of templates."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    (tmp_path / "petstore.yaml").write_text(SPEC.read_text())
    Path("pyproject.toml").write_text(
        '[tool.generator]\nspec = "petstore.yaml"\nout = "out"\ntemplates = "own"\n'
    )


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


def eject(name: str) -> Path:
    assert run("templates", "eject", name).exit_code == 0
    return OWN / name


def test_a_template_replaces_the_shipped_one() -> None:
    assert "README.md.jinja\n" in run("templates", "list").stdout
    eject("README.md.jinja")
    module = eject("[package]/resources/[resource].py.jinja")
    runtime = eject("[package]/_runtime/clock.py")
    README.write_text("# Ours\n\n{% include 'shipped/README.md.jinja' %}")
    module.write_text("# By us.\n" + module.read_text())
    runtime.write_text(runtime.read_text() + "\nOURS = True\n")
    result = run("generate")
    assert result.exit_code == 0, result.stderr
    assert not result.stderr
    readme = Path("out/README.md").read_text()
    assert readme.startswith("# Ours\n\n# petstore\n")
    assert Path("out/petstore/resources/pets.py").read_text().startswith("# By us.\n")
    assert Path("out/petstore/_runtime/clock.py").read_text().endswith("OURS = True\n")
    assert run("diff").exit_code == 0
    README.write_text("# Others\n")
    assert "README.md: stale" in run("diff").stdout


def test_the_status_of_each_copy() -> None:
    eject("API.md.jinja")
    eject("README.md.jinja")
    eject("pyproject.toml.jinja")
    (OWN / "docs").mkdir()
    (OWN / "docs" / "index.md.jinja").write_text("copied by hand")
    README.write_text("mine")
    result = run("templates", "status")
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        "own/API.md.jinja: equal to the shipped template",
        "own/README.md.jinja: changed by you",
        "own/docs/index.md.jinja: not copied by `templates eject`, so changes of the shipped template are unknown",
        "own/pyproject.toml.jinja: equal to the shipped template",
    ]
    manifest = OWN / ".templates.json"
    digests = json.loads(manifest.read_text())
    assert set(digests) == {"API.md.jinja", "README.md.jinja", "pyproject.toml.jinja"}
    manifest.write_text(json.dumps({**digests, "README.md.jinja": "of an earlier version"}))
    (OWN / "REDME.md.jinja").write_text("")
    result = run("templates", "status")
    assert result.exit_code == 1
    outdated = "own/README.md.jinja: the shipped template has changed since it was copied"
    assert outdated in result.stdout
    assert "own/REDME.md.jinja: no shipped template has this name" in result.stdout
    (OWN / "REDME.md.jinja").unlink()
    result = run("generate")
    assert result.exit_code == 0
    assert outdated.replace(": ", ": warning: ", 1) in result.stderr


def test_the_status_of_a_folder_that_is_missing() -> None:
    result = run("templates", "status", "--templates", "onw")
    assert result.exit_code == 2
    assert "onw: not a folder of templates" in result.stderr


def test_a_copy_is_never_replaced() -> None:
    README.parent.mkdir()
    README.write_text("mine")
    result = run("templates", "eject", "README.md.jinja")
    assert result.exit_code == 2
    assert f"{README} exists, and is left unchanged" in result.stderr
    assert README.read_text() == "mine"
    assert not (OWN / ".templates.json").exists()
    for name in ("../pyproject.toml", "/etc/passwd", "x"):
        assert "no template" in run("templates", "eject", name).stderr


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("README.md.jinja", "one\n{% if %}", "own/README.md.jinja:2: "),
        (
            "README.md.jinja",
            "one\n\n{{ missing }}",
            "own/README.md.jinja:3: 'missing' is undefined",
        ),
        (
            "README.md.jinja",
            "{% include 'no.jinja' %}",
            "own/README.md.jinja:1: there is no template 'no.jinja'",
        ),
        ("_parts/options.md.jinja", "\n\n{{ 1 // 0 }}", "own/_parts/options.md.jinja:3: "),
        ("_parts/options.md.jinja", "{% endif %}", "own/_parts/options.md.jinja:1: "),
        ("README.md.jinja", "\n{{ 1 // 0 }}", "own/README.md.jinja:2: ZeroDivisionError: "),
        ("[package]/errors.py.jinja", "def", "petstore/errors.py: the rendered text is not valid"),
        ("other.jinja", "", "own/other.jinja: no template has this name"),
        (".templates.json", "[1]", "own/.templates.json: not a manifest of templates"),
    ],
)
def test_a_wrong_template_is_an_error(name: str, text: str, message: str) -> None:
    (OWN / name).parent.mkdir(parents=True)
    (OWN / name).write_text(text)
    result = run("generate")
    assert result.exit_code == 1
    assert message in result.stderr
    assert not Path("out").exists()


@pytest.mark.parametrize(
    "name", ["README.md.jinja", "_parts/options.md.jinja", "[package]/_runtime/clock.py"]
)
def test_a_template_must_be_utf_8(name: str) -> None:
    eject(name).write_bytes(b"a\xffb")
    result = run("generate")
    assert result.exit_code == 1
    assert f"own/{name}: not UTF-8: invalid start byte; nothing was generated" in result.stderr


def test_the_folder_must_exist() -> None:
    result = run("generate")
    assert result.exit_code == 1
    assert "own: not a folder of templates" in result.stderr

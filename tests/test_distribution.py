"""The wheel of the generator: it is complete and generates the same output as a checkout."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.support.distributions import Environment, content, generated, wheel_of
from tests.support.harness import ROOT


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Environment:
    folder = tmp_path_factory.mktemp("generator")
    source = folder / "source"
    for name in ("generator", "templates"):
        shutil.copytree(
            ROOT / name, source / name, ignore=shutil.ignore_patterns("__pycache__", "*.pyc")
        )
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source)
    return Environment(wheel_of(source, folder), folder)


def test_the_wheel_has_every_module_and_template(installed: Environment) -> None:
    expected = content(ROOT / "generator")
    expected |= {f"templates/{name}": data for name, data in content(ROOT / "templates").items()}
    assert content(installed.site / "generator") == expected


def test_it_generates_the_same_as_a_checkout(installed: Environment, tmp_path: Path) -> None:
    out = tmp_path / "out"
    command = ["-m", "generator", "generate", "--no-cache"]
    command += ["--spec", str(ROOT / "spec" / "openapi.yaml"), "--out", str(out)]
    command += ["--package", "cometchat_business_messaging", "--client-name", "BusinessMessaging"]
    command += [
        "--distribution",
        "cometchat-business-messaging",
        "--env-prefix",
        "COMETCHAT",
        "--docs",
    ]
    installed.run(*command)
    assert content(out) == generated(ROOT / "generated")


def test_the_installed_command(installed: Environment, monkeypatch: pytest.MonkeyPatch) -> None:
    script = str(installed.site / "bin" / "openapi-client-generator")
    assert installed.run(script, "--version").startswith("openapi-client-generator, version ")
    assert installed.run(script, "--help").startswith("Usage: openapi-client-generator ")
    monkeypatch.setenv("_OPENAPI_CLIENT_GENERATOR_COMPLETE", "zsh_source")
    assert "compdef" in installed.run(script)

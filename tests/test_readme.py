"""The README and docs/generator.md are correct: their commands and examples run and print what they show."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.cli import main
from tests.client.documented import operations
from tests.support.distributions import dependencies
from tests.support.harness import ROOT
from tests.support.loopback import Loopback, Received, Reply, answer

README = (ROOT / "README.md").read_text("utf-8")
GUIDE = (ROOT / "docs" / "generator.md").read_text("utf-8")
BLOCKS = re.findall(r"^```(\w*)\n(.*?)^```$", README, re.M | re.S)
GUIDE_BLOCKS = re.findall(r"^```(\w*)\n(.*?)^```$", GUIDE, re.M | re.S)
EXAMPLES = [text for kind, text in BLOCKS if kind == "python" and text.startswith("# example")]


def documented(request: Received) -> Reply:
    """Return the first example of the spec as the answer to a request."""
    for operation in operations().values():
        if (operation.method, operation.path) == (request.method, request.path):
            return answer(next(iter(operation.responses.values())))
    return Reply(404)


def run(example: str, url: str) -> str:
    """Run an example in a separate process against a server at this URL, and return its output."""
    environment = {name: text for name, text in os.environ.items() if "COMETCHAT" not in name}
    environment |= {
        "PYTHONPATH": str(ROOT / "generated"),
        "COMETCHAT_BASE_URL": url,
        "COMETCHAT_APP_ID": "app",
        "COMETCHAT_API_KEY": "key",
    }
    result = subprocess.run(
        [sys.executable, "-c", example],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    assert not result.stderr
    return result.stdout


def test_there_is_an_example() -> None:
    assert EXAMPLES


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A clone of this repository without an environment."""
    folder = tmp_path / "clone"
    ignored = shutil.ignore_patterns("__pycache__", "build", "dist", "*.egg-info")
    for name in ("docs", "generated", "generator", "templates"):
        shutil.copytree(ROOT / name, folder / name, ignore=ignored)
    for name in ("LICENSE", "README.md", "pyproject.toml"):
        shutil.copy(ROOT / name, folder)
    return folder


def shell(script: str, folder: Path) -> str:
    """Run a script without a network in a folder, and return its output.

    The packages that pip would download are those of this environment. `python3 -m venv` makes an environment with this
    pip, because installing another one takes longer than the rest of the script.
    """
    programs = folder.parent / "programs"
    programs.mkdir()
    python = programs / "python3"
    python.write_text(f"""#!/bin/sh
[ "$*" = "-m venv .venv" ] || exit 64
{sys.executable} "$@" --without-pip
printf '#!/bin/sh\\nexec "$(dirname "$0")/python" -m pip "$@"\\n' > .venv/bin/pip
chmod +x .venv/bin/pip
""")
    python.chmod(0o755)
    environment = {
        "HOME": str(folder),
        "PATH": f"{programs}:/usr/bin:/bin",
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        "PIP_NO_BUILD_ISOLATION": "false",  # pip reads it as the value of `build_isolation`
        "PIP_NO_INDEX": "1",
        "PYTHONPATH": dependencies(),
    }
    result = subprocess.run(
        ["/bin/sh", "-eu", "-c", script],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    return result.stdout


@pytest.mark.matrix
def test_each_command_works_in_a_new_clone(clone: Path) -> None:
    commands = [text for kind, text in BLOCKS + GUIDE_BLOCKS if kind == "sh"]
    assert len(commands) >= 4
    printed = shell("".join(commands), clone)
    outputs = [text for kind, text in BLOCKS if not kind and "── " not in text]
    assert len(outputs) == 2
    assert all(output in printed for output in outputs)
    assert "major: 1 change" in printed
    names = re.findall(r"── ([\w.]+)", README)
    assert len(names) == 9
    project = clone.parent / "petstore-client"
    assert not [
        x for x in names if not ((project / x).exists() or (project / "petstore" / x).exists())
    ]


def test_the_first_call_is_the_file() -> None:
    (shown,) = [text for kind, text in BLOCKS if "FakePetstore" in text]
    file = (ROOT / "docs" / "examples" / "first_call.py").read_text("utf-8")
    assert file.partition("\n\n")[2] == shown


def test_a_python_without_the_packages_is_an_error_with_advice() -> None:
    result = subprocess.run(
        [sys.executable, "-S", "-m", "generator"],
        cwd=ROOT,
        env={},
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 1
    assert "needs the package click" in result.stderr
    assert ".venv/bin/python -m generator" in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize("example", EXAMPLES, ids=range(len(EXAMPLES)))
def test_an_example_runs(example: str) -> None:
    with Loopback() as server:
        server.answer_with(documented)
        printed = run(example, server.url)
        assert [(r.method, r.path) for r in server.requests] == [
            ("GET", "/templates"),
            ("POST", "/notifications/send"),
        ]
        assert "Order Confirmation approved 2024-01-15 09:30:00+00:00" in printed
        assert "notif_abc123 ['in_app', 'push']" in printed


@pytest.mark.parametrize("example", EXAMPLES, ids=range(len(EXAMPLES)))
def test_an_example_catches_its_error(example: str) -> None:
    error = {"code": "ERR_TEMPLATE_NOT_APPROVED", "message": "Not yet", "devMessage": "a draft"}
    with Loopback(answer([]), answer({"error": error}, 400)) as server:
        assert run(example, server.url) == "ERR_TEMPLATE_NOT_APPROVED Not yet a draft\n"


def test_the_diagnostic_is_printed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (shown,) = [text for _, text in GUIDE_BLOCKS if "error [error-responses]" in text]
    shutil.copytree(ROOT / "spec", tmp_path / "spec")
    path = tmp_path / "spec" / "paths" / "templates.yaml"
    removed = "      '401': { $ref: '../conventions.yaml#/responses/Unauthorized' }\n"
    path.write_text(path.read_text().replace(removed, "", 1))
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(main, ["check", "--spec", "spec/openapi.yaml", "--format", "text"])
    assert result.stdout == f"{shown}spec/openapi.yaml: 1 error, 0 warnings\n"


def test_each_make_target_exists() -> None:
    named = set(re.findall(r"(?:`|^)make ([a-z][a-z-]+)", README, re.MULTILINE))
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    assert named
    assert named <= targets

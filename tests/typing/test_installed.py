"""Four type checkers, each in its strictest usual mode, on uses of the client that is installed from its wheel."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.distributions import Environment, dependencies, wheel_of
from tests.support.harness import ROOT
from tests.typing.test_typing import USES, WRONG, marked

NOT_FOUND = {
    "mypy": set[str](),
    "basedpyright": set[str](),
    "pyrefly": {'if error.code == "ERR_BAD_REQUEST":'},
    "ty": {
        'if error.code == "ERR_BAD_REQUEST":',
        "client.with_options(max_retry=2)",
        'BusinessMessaging(app_key="k")',
    },
}
"""The wrong uses that a checker does not report: comparisons, and unknown names in `Unpack[TypedDict]`."""


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Environment:
    folder = tmp_path_factory.mktemp("client")
    shutil.copytree(
        ROOT / "generated",
        folder / "source",
        ignore=shutil.ignore_patterns("__pycache__", "build", "*.egg-info"),
    )
    return Environment(wheel_of(folder / "source", folder), folder)


def command(checker: str, installed: Environment) -> list[str]:
    """Return the command line of a checker."""
    python = str(installed.python)
    arguments = {
        "mypy": ["--strict", "--config-file", os.devnull, "--python-executable", python],
        "basedpyright": ["--project", "strict.json", "--pythonpath", python],
        "pyrefly": [
            *("check", "--preset", "strict", "--output-format", "min-text"),
            *("--site-package-path", str(installed.site)),
            *("--site-package-path", dependencies()),
        ],
        "ty": ["check", "--python", python, "--output-format", "concise"],
    }
    program = str(Path(sys.executable).with_name(checker))
    files = [] if checker == "basedpyright" else [USES.name, WRONG.name]  # its project has them
    return [program, *arguments[checker], *files]


@pytest.mark.proof
@pytest.mark.parametrize("checker", ["mypy", "basedpyright", "pyrefly", "ty"])
def test_uses_of_an_installed_client(installed: Environment, checker: str, tmp_path: Path) -> None:
    for path in (USES, WRONG):
        shutil.copy(path, tmp_path)
    (tmp_path / "strict.json").write_text('{"typeCheckingMode": "strict"}')
    result = subprocess.run(
        command(checker, installed),
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    found = set(re.findall(r"(\w+\.py):(\d+):.*?\berror\b", result.stdout, re.I))
    found |= set(re.findall(r"^ERROR (\w+\.py):(\d+)", result.stdout, re.M))
    lines = WRONG.read_text().splitlines()
    expected = {
        (WRONG.name, str(number))
        for number in marked(WRONG)[str(WRONG)]
        if lines[number - 1].removesuffix("  # wrong").strip() not in NOT_FOUND[checker]
    }
    assert found == expected, result.stdout + result.stderr

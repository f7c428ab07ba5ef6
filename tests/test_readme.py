"""The README is correct: its examples run, its diagnostic is printed, and its commands exist."""

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
from tests.support.harness import ROOT
from tests.support.loopback import Loopback, Received, Reply, answer

README = (ROOT / "README.md").read_text("utf-8")
BLOCKS = re.findall(r"^```(\w*)\n(.*?)^```$", README, re.M | re.S)
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
    (shown,) = [text for _, text in BLOCKS if "error [error-responses]" in text]
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

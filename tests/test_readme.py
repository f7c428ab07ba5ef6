"""What the README shows is true: its examples run, its problem is printed, its files and commands exist."""

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
from tests.harness import ROOT
from tests.loopback import Loopback, Received, Reply, answer

README = (ROOT / "README.md").read_text("utf-8")
BLOCKS = re.findall(r"^```(\w*)\n(.*?)^```$", README, re.M | re.S)
EXAMPLES = [text for kind, text in BLOCKS if kind == "python" and text.startswith("# example")]


def documented(request: Received) -> Reply:
    """The answer of the spec's first example for a request."""
    for operation in operations().values():
        if (operation.method, operation.path) == (request.method, request.path):
            return answer(next(iter(operation.responses.values())))
    return Reply(404)


def run(example: str, url: str) -> str:
    """What an example prints, in a process of its own, against a server at this address."""
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
def test_an_example_catches_what_it_says(example: str) -> None:
    error = {"code": "ERR_TEMPLATE_NOT_APPROVED", "message": "Not yet", "devMessage": "a draft"}
    with Loopback(answer([]), answer({"error": error}, 400)) as server:
        assert run(example, server.url) == "ERR_TEMPLATE_NOT_APPROVED Not yet a draft\n"


def test_the_problem_that_it_explains(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (shown,) = [text for _, text in BLOCKS if "error [error-responses]" in text]
    shutil.copytree(ROOT / "spec", tmp_path / "spec")
    path = tmp_path / "spec" / "paths" / "templates.yaml"
    dropped = "      '401': { $ref: '../conventions.yaml#/responses/Unauthorized' }\n"
    path.write_text(path.read_text().replace(dropped, "", 1))
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(main, ["check", "--spec", "spec/openapi.yaml", "--format", "text"])
    assert result.stdout == f"{shown}spec/openapi.yaml: 1 error, 0 warnings\n"


def test_every_file_that_it_names_is_there() -> None:
    named = re.findall(r"\]\((?!https?:)([^)#]+)\)", README)
    named += re.findall(r"`((?:generator|spec|templates|tests|generated)/[^`*… ]*)`", README)
    assert named
    missing = [name for name in named if not (ROOT / name).exists()]
    assert missing == []


def test_every_make_target_that_it_names_is_there() -> None:
    named = {*re.findall(r"\bmake ([a-z][a-z-]+)\b", README)}
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.M))
    assert {
        name for name in named if f"`make {name}`" in README or f"\nmake {name} " in README
    } <= targets

"""The files by which GitHub Actions and pre-commit run the commands."""

from __future__ import annotations

from typing import Any

import yaml
from click import Context

from generator.cli import main
from tests.support.harness import ROOT


def load(path: str) -> Any:
    return yaml.safe_load((ROOT / path).read_text("utf-8"))


def test_the_hooks_run_commands_that_exist() -> None:
    for hook in load(".pre-commit-hooks.yaml"):
        program, command = hook["entry"].split()
        assert program == "openapi-client-generator"
        assert command in main.list_commands(Context(main))


def test_the_action_runs_a_command_without_evaluating_its_inputs() -> None:
    action = load("action.yml")
    assert set(action["inputs"]) == {"command", "arguments", "python-version"}
    scripts = [step["run"] for step in action["runs"]["steps"] if "run" in step]
    assert not any("${{" in script for script in scripts)


def test_the_workflow_reviews_pull_requests_before_it_checks_the_client() -> None:
    workflow = load(".github/workflows/ci.yml")
    steps = workflow["jobs"]["review"]["steps"]
    scripts = [step.get("run", "") for step in steps]
    review = next(n for n, script in enumerate(scripts) if "make review" in script)
    check = next(n for n, script in enumerate(scripts) if "make check" in script)
    assert review < check
    assert steps[0]["with"]["fetch-depth"] == 0
    assert any("gh pr comment" in script for script in scripts)

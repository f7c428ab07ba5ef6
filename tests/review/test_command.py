"""The command `review` in real git repositories: where the base comes from, exit codes and formats."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from generator.cli import main
from tests.review.edits import EDITS
from tests.review.support import apply, copy_spec
from tests.support.harness import ROOT

Run = Callable[..., Result]


def git(folder: Path, *arguments: str) -> str:
    names = {"GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@example.com"}
    names |= {"GIT_COMMITTER_NAME": "a", "GIT_COMMITTER_EMAIL": "a@example.com"}
    done = subprocess.run(
        ["git", "-c", "protocol.file.allow=always", *arguments],
        cwd=folder,
        env={**os.environ, **names},
        check=True,
        capture_output=True,
        text=True,
    )
    return done.stdout.strip()


def commit(folder: Path, message: str = "change") -> None:
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", message)


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with the spec of this project on the branch main, as the working folder."""
    folder = tmp_path / "repository"
    folder.mkdir()
    copy_spec(folder)
    table = (ROOT / "pyproject.toml").read_text("utf-8")
    start = table.index("[tool.generator]")
    (folder / "pyproject.toml").write_text(table[start : table.index("[tool.black]")], "utf-8")
    git(folder, "init", "-q", "-b", "main")
    commit(folder)
    git(folder, "checkout", "-q", "-b", "topic")
    monkeypatch.chdir(folder)
    monkeypatch.delenv("GITHUB_BASE_REF", raising=False)
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    return folder


@pytest.fixture
def run() -> Run:
    def call(*arguments: str) -> Result:
        return CliRunner().invoke(main, ["review", *arguments])

    return call


def edit(repository: Path, name: str) -> None:
    apply(EDITS[name], repository / "spec")


def set_version(repository: Path, version: str) -> None:
    path = repository / "spec" / "openapi.yaml"
    text = path.read_text("utf-8")
    path.write_text(text.replace("version: 1.0.0", f"version: {version}"), "utf-8")


def report(result: Result) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(result.stdout)
    return loaded


SHARED = "shared path parameter string to integer"


def test_the_working_tree_is_compared_with_the_merge_base(repository: Path, run: Run) -> None:
    assert run().exit_code == 0
    edit(repository, SHARED)
    commit(repository)
    git(repository, "checkout", "-q", "main")
    edit(repository, "path changed")
    commit(repository, "main goes on")
    git(repository, "checkout", "-q", "topic")
    found = report(run("--format", "json"))
    assert [each["rule"] for each in found["changes"]] == ["request-type-narrowed"]
    assert found["base"]["ref"] == git(repository, "merge-base", "main", "topic")[:10]


def test_exit_codes_depend_on_the_version_and_the_level(repository: Path, run: Run) -> None:
    edit(repository, SHARED)
    assert run().exit_code == 1
    set_version(repository, "1.1.0")
    assert run().exit_code == 1
    set_version(repository, "2.0.0")
    before = (repository / "spec" / "openapi.yaml").read_text("utf-8")
    (repository / "spec" / "openapi.yaml").write_text(before.replace("1.1.0", "2.0.0"), "utf-8")
    assert run().exit_code == 0


def test_a_minor_change_fails_if_configured(repository: Path, run: Run) -> None:
    edit(repository, "optional query parameter added")
    assert run().exit_code == 0
    assert run("--fail-on", "minor").exit_code == 1
    table = repository / "pyproject.toml"
    table.write_text(
        table.read_text("utf-8") + '\n[tool.generator.review]\nfail-on = "minor"\n', "utf-8"
    )
    assert run().exit_code == 1


def test_the_level_of_a_rule_can_be_configured(repository: Path, run: Run) -> None:
    edit(repository, SHARED)
    table = repository / "pyproject.toml"
    text = table.read_text("utf-8")
    levels = '\n[tool.generator.review]\nlevels = { "request-type-narrowed" = "minor" }\n'
    table.write_text(text + levels, "utf-8")
    result = run("--format", "json")
    assert result.exit_code == 0
    assert report(result)["bump"] == "minor"
    table.write_text(text + levels.replace("request-type-narrowed", "no-such-rule"), "utf-8")
    assert run().exit_code == 2


def test_the_base_can_be_configured(
    repository: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    edit(repository, SHARED)
    commit(repository)
    git(repository, "branch", "release")
    edit(repository, "path changed")
    monkeypatch.setenv("GITHUB_BASE_REF", "next")
    missing = run()
    assert missing.exit_code == 2
    assert "git fetch origin +refs/heads/next:refs/remotes/origin/next" in missing.output
    table = repository / "pyproject.toml"
    text = table.read_text("utf-8")
    table.write_text(text + '\n[tool.generator.review]\nbase = "release"\n', "utf-8")
    found = report(run("--format", "json"))
    assert [each["rule"] for each in found["changes"]] == ["path-changed"]


def test_retry_safety_needs_an_approval_whatever_the_version_is(repository: Path, run: Run) -> None:
    edit(repository, "retry safety given")
    openapi = repository / "spec" / "openapi.yaml"
    openapi.write_text(openapi.read_text("utf-8").replace("version: 1.0.0", "version: 2.0.0"))
    result = run("--format", "json")
    assert result.exit_code == 1
    (change,) = report(result)["changes"]
    approvals = repository / "spec" / "approvals.yaml"
    entry = (
        f"- fingerprint: {change['fingerprint']}\n  reason: The server recognizes repeated calls.\n"
    )
    approvals.write_text(entry, "utf-8")
    assert run().exit_code == 0
    approvals.write_text(entry + "  until: '2001-01-01'\n", "utf-8")
    assert "this approval ended with 2001-01-01" in run().output
    approvals.write_text(
        "- rule: retry-safety-added\n  subject: client.notifications.send\n  reason: It is safe.\n"
    )
    assert run().exit_code == 0


def test_the_summary_tells_what_suffices(repository: Path, run: Run) -> None:
    edit(repository, SHARED)
    assert run().output.endswith(
        "1 change must be approved in approvals.yaml or announced by info.version\n"
    )
    edit(repository, "retry safety given")
    text = (
        "2 changes must be approved in approvals.yaml; info.version can announce 1 of them instead"
    )
    assert run().output.endswith(f"{text}\n")
    assert f":x: **{text}**" in run("--format", "markdown").output


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{}", "1:1: error [approvals] must be a list of approvals"),
        ("- none", "1:3: error [approvals] an approval must be a mapping"),
        (
            "- fingerprint: 12\n  reason: r\n",
            "1:16: error [approvals] fingerprint must be a string",
        ),
        (
            "- fingerprint: ab\n  reason: r\n  until: soon\n",
            "3:10: error [approvals] until must be a version such as 2.0.0, or a day as YYYY-MM-DD",
        ),
    ],
)
def test_an_approval_that_is_wrong_is_a_problem_at_its_place(
    text: str, message: str, repository: Path, run: Run
) -> None:
    (repository / "spec" / "approvals.yaml").write_text(text, "utf-8")
    result = run()
    assert result.exit_code == 1
    assert f"spec/approvals.yaml:{message}" in result.output


def test_an_approval_that_matches_nothing_is_a_problem_at_its_place(
    repository: Path, run: Run
) -> None:
    approvals = repository / "spec" / "approvals.yaml"
    approvals.write_text("- fingerprint: 0123456789abcdef\n  reason: It is safe.\n", "utf-8")
    result = run()
    assert result.exit_code == 1
    assert (
        "spec/approvals.yaml:1:3: error [approvals] this approval matches no change"
        in result.output
    )


def test_a_range_compares_two_commits(repository: Path, run: Run) -> None:
    edit(repository, SHARED)
    commit(repository)
    edit(repository, "path changed")
    found = report(run("main..topic", "--format", "json"))
    assert [each["rule"] for each in found["changes"]] == ["request-type-narrowed"]
    backwards = report(run("topic..main", "--format", "json"))
    assert [each["old"] for each in backwards["changes"]] == [
        each["new"] for each in found["changes"]
    ]


def test_a_file_is_a_base_without_git(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run
) -> None:
    copy_spec(tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    spec = ["--spec", "spec/openapi.yaml"]
    assert "use --base-spec" in run(*spec).output
    apply(EDITS[SHARED], tmp_path / "spec")
    result = run(*spec, "--base-spec", str(ROOT / "spec" / "openapi.yaml"), "--format", "json")
    assert result.exit_code == 1
    assert report(result)["bump"] == "major"


def test_nothing_is_left_behind(repository: Path, run: Run) -> None:
    edit(repository, SHARED)
    before = sorted(path for path in repository.rglob("*") if path.is_file())
    run("main")
    assert sorted(path for path in repository.rglob("*") if path.is_file()) == before
    assert git(repository, "worktree", "list").count("\n") == 0


def test_a_missing_commit_is_wrong_usage_with_the_command_that_fetches_it(
    repository: Path, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    edit(repository, SHARED)
    commit(repository)
    clone = tmp_path / "clone"
    git(
        tmp_path,
        "clone",
        "-q",
        "--depth",
        "1",
        "--branch",
        "topic",
        f"file://{repository}",
        "clone",
    )
    monkeypatch.chdir(clone)
    monkeypatch.setenv("GITHUB_BASE_REF", "main")
    result = run()
    assert result.exit_code == 2
    command = "git fetch --unshallow origin +refs/heads/main:refs/remotes/origin/main"
    assert command in result.output
    git(clone, *command.split()[1:])
    assert run().exit_code == 1


@pytest.mark.parametrize("ref", ["release", "origin/release", "v1.0.0", "HEAD~1", "COMMIT"])
def test_the_command_in_the_message_fetches_any_kind_of_ref(
    ref: str, repository: Path, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    git(repository, "branch", "release")
    git(repository, "tag", "v1.0.0")
    missing = git(repository, "rev-parse", "HEAD").strip()
    edit(repository, SHARED)
    commit(repository)
    options = ["--depth", "1", "--no-tags", "--branch", "topic"]
    git(tmp_path, "clone", "-q", *options, f"file://{repository}", "clone")
    monkeypatch.chdir(tmp_path / "clone")
    base = missing if ref == "COMMIT" else ref
    result = run(base)
    assert result.exit_code == 2
    command = result.output.strip().partition("; run: ")[2]
    assert command.startswith("git fetch --unshallow origin")
    git(tmp_path / "clone", *command.split()[1:])
    assert run(base).exit_code == 1


@pytest.mark.parametrize("ref", ["HEAD~99", "no such", "--all", "HEAD:spec"])
def test_no_command_fetches_what_cannot_exist(ref: str, repository: Path, run: Run) -> None:
    result = run("--", ref)
    assert result.exit_code == 2
    assert result.output.strip().endswith(f"this repository has no commit {ref}")


def test_a_base_that_cannot_be_read_is_wrong_usage(
    repository: Path, run: Run, tmp_path: Path
) -> None:
    outside = tmp_path / "outside.yaml"
    outside.write_text("openapi: 3.1.0\ninfo: { title: T, version: '1' }\npaths: {}\n", "utf-8")
    result = run("--spec", str(outside))
    assert result.exit_code == 2
    assert "it is outside the repository; use --base-spec FILE" in " ".join(result.output.split())
    wrong = tmp_path / "wrong.yaml"
    wrong.write_text("[]", "utf-8")
    result = run("--base-spec", str(wrong))
    assert result.exit_code == 2
    assert "the base cannot be read: " in result.output
    assert "use --base-spec" not in result.output


def test_a_repository_that_git_refuses_is_explained(
    repository: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    result = run()
    assert result.exit_code == 2
    assert "git cannot use this folder: detected dubious ownership" in result.output


def test_a_document_with_errors_is_printed_as_by_check(repository: Path, run: Run) -> None:
    path = repository / "spec" / "openapi.yaml"
    text = path.read_text("utf-8").replace(
        "paths/channels.yaml#/channels'", "paths/channels.yaml#/no'"
    )
    path.write_text(text, "utf-8")
    result = run()
    assert result.exit_code == 1
    assert "reference-dangling" in result.output


def test_the_base_is_read_with_its_own_configuration(repository: Path, run: Run) -> None:
    (repository / "spec").rename(repository / "api")
    table = repository / "pyproject.toml"
    table.write_text(table.read_text("utf-8").replace('"spec/openapi.yaml"', '"api/openapi.yaml"'))
    result = run()
    assert result.exit_code == 0, result.output
    assert "no effect on callers" in result.output


def test_the_text_has_places_and_signatures(repository: Path, run: Run) -> None:
    edit(repository, SHARED)
    output = run().output
    assert "spec/paths/campaigns.yaml:7:15: [request-type-narrowed]" in output
    assert "client.campaigns.get(id: str)" in output
    assert "client.campaigns.get(id: int)" in output
    assert "these changes need 2.0.0" in output
    assert run("--next-version").output == "2.0.0\n"
    assert "**Breaking:**" in run("--changelog").output


def test_the_review_is_added_to_the_summary_of_the_job(
    repository: Path, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    edit(repository, SHARED)
    path = tmp_path / "summary.md"
    path.write_text("Before.\n", "utf-8")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(path))
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    assert "::error file=spec/paths/campaigns.yaml,line=7" in run().output
    text = path.read_text("utf-8")
    assert text.startswith("Before.\n<!--")
    assert "## API review: major" in text


@pytest.mark.proof
def test_mypy_confirms_the_verdicts(repository: Path, run: Run) -> None:
    edit(repository, SHARED)
    edit(repository, "optional query parameter added")
    assert "mypy confirms the verdicts about types: yes" in run("--verify").output

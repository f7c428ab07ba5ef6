"""The formats of `check`: JSON follows its published schema, SARIF has the properties that viewers need."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from jsonschema import Draft202012Validator

from generator.cli import main

SCHEMA = Path(__file__).resolve().parents[2] / "docs" / "diagnostics.schema.json"
SPEC = """\
openapi: 3.1.0
info: {title: Pet Shop API, version: '1'}
components: {schemas: {Pet: {type: string, minimum: 5}}}
paths:
  /pets: {get: {operationId: "list\\u2028pets", responses: {'200': {description: A.}}}}
  /toys: {get: {operationId: "list\\u2028pets", responses: {'200': {description: A.}}}}
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    (tmp_path / "shop #1.yaml").write_text(SPEC, "utf-8")
    return tmp_path


def check(format_: str, spec: str = "shop #1.yaml") -> Result:
    return CliRunner().invoke(main, ["check", "--spec", spec, "--format", format_])


def test_json_has_all_diagnostics_with_their_locations() -> None:
    result = check("json")
    report = json.loads(result.stdout)
    assert result.exit_code == 1
    assert report["spec"] == "shop #1.yaml"
    error, warning = sorted(report["diagnostics"], key=lambda each: each["severity"])
    assert (error["rule"], error["severity"]) == ("operation-id", "error")
    assert error["location"]["line"] == 6
    assert error["location"]["file"] == "shop #1.yaml"
    assert error["related"][0]["location"]["line"] == 5
    assert (warning["rule"], warning["severity"], warning["related"]) == (
        "schema-keyword",
        "warning",
        [],
    )
    line = SPEC.splitlines()[2]
    assert line[warning["location"]["column"] - 1 :].startswith("minimum")


@pytest.mark.parametrize("text", [SPEC, "a: [", "openapi: 3.1.0\n", ""])
def test_json_follows_the_published_schema(text: str, folder: Path) -> None:
    schema = json.loads(SCHEMA.read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    (folder / "shop #1.yaml").write_text(text, "utf-8")
    Draft202012Validator(schema).validate(json.loads(check("json").stdout))


def test_the_published_schema_rejects_other_documents() -> None:
    validator = Draft202012Validator(json.loads(SCHEMA.read_text("utf-8")))
    report = json.loads(check("json").stdout)
    for path in (["version"], ["diagnostics", 0, "rule"], ["diagnostics", 0, "location", "line"]):
        other: Any = json.loads(json.dumps(report))
        holder = other
        for key in path[:-1]:
            holder = holder[key]
        del holder[path[-1]]
        assert not validator.is_valid(other)
    assert not validator.is_valid({**report, "more": 1})


def test_sarif_has_the_rules_and_the_results(folder: Path) -> None:
    result = check("sarif")
    assert result.exit_code == 1
    log = json.loads(result.stdout)
    assert log["version"] == "2.1.0"
    assert "sarif-schema-2.1.0.json" in log["$schema"]
    (run,) = log["runs"]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert sorted(rules) == ["operation-id", "schema-keyword"]
    assert run["columnKind"] == "unicodeCodePoints"
    for each in run["results"]:
        assert rules[each["ruleIndex"]] == each["ruleId"]
        physical = each["locations"][0]["physicalLocation"]
        assert physical["artifactLocation"]["uri"] == "shop%20%231.yaml"
    (error,) = [each for each in run["results"] if each["level"] == "error"]
    assert error["locations"][0]["physicalLocation"]["region"]["startLine"] == 6
    related = error["relatedLocations"][0]
    assert related["physicalLocation"]["region"]["startLine"] == 5
    assert related["message"]["text"] == "first used here"


def test_sarif_of_a_file_outside_of_the_folder_has_an_absolute_uri(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "other").mkdir()
    monkeypatch.chdir(folder / "other")
    log = json.loads(check("sarif", str(folder / "shop #1.yaml")).stdout)
    physical = log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
    assert physical["artifactLocation"]["uri"] == (folder / "shop #1.yaml").as_uri()


@pytest.mark.parametrize("format_", ["json", "sarif"])
def test_a_document_without_problems_has_an_empty_report(format_: str, folder: Path) -> None:
    (folder / "shop #1.yaml").write_text(
        "openapi: 3.1.0\ninfo: {title: T, version: '1'}\npaths: {}\n"
    )
    result = check(format_)
    report = json.loads(result.stdout)
    assert result.exit_code == 0
    assert (report["diagnostics"] if format_ == "json" else report["runs"][0]["results"]) == []


@pytest.mark.parametrize("format_", ["json", "sarif"])
def test_diff_has_no_format_for_diagnostics(format_: str) -> None:
    arguments = ["diff", "--spec", "shop #1.yaml", "--out", "made", "--format", format_]
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 2
    assert format_ in result.stderr

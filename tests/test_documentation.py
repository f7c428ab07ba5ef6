"""README.md, CONTRIBUTING.md and docs/ name only existing files. Lists of the same facts agree."""

from __future__ import annotations

import ast
import json
import re
import tomllib
from dataclasses import fields
from importlib.resources import files
from pathlib import Path

import pytest
import yaml

from generator import runtime_facts
from generator.emit.python import constraints
from generator.ir.types import Constraints
from generator.lint import RULES
from generator.runtime_facts import client_options
from tests.support.harness import ROOT

DOCUMENTS = [
    *(ROOT / f"{name}.md" for name in ("README", "CONTRIBUTING", "SECURITY")),
    *sorted((ROOT / "docs").glob("*.md")),
]
LINK = re.compile(r"\]\((?!https?:)([^)#]+)(?:#[^)]*)?\)")
FOLDERS = "docs|generated|generator|spec|templates|tests"
MENTION = re.compile(rf"`((?:{FOLDERS})/[^`*<… ]*|[\w./-]+\.(?:md|toml|lock|yml))`")
UNREAD = {"maxContains", "minContains", "unevaluatedItems", "uniqueItems"}
"""Keywords that the parser uses only to infer a type. Two have no effect without `contains`, which it reports."""


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_named_files_exist(document: Path) -> None:
    text = document.read_text("utf-8")
    links = [document.parent / name for name in LINK.findall(text)]
    mentions = [ROOT / name.partition("::")[0] for name in MENTION.findall(text)]
    assert mentions
    assert [str(path) for path in links + mentions if not path.exists()] == []


PAGES = [
    path
    for path in sorted(ROOT.rglob("*.md"))
    if not {".venv", "cases", "build"}.intersection(path.relative_to(ROOT).parts)
]


def anchors(page: Path) -> set[str]:
    """Return the anchors of the headings of a page, as GitHub makes them."""
    headings = re.findall(r"^#+ +(.+)$", page.read_text("utf-8"), re.M)
    return {re.sub(r"[^\w\- ]", "", each.lower()).replace(" ", "-") for each in headings}


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_relative_links_lead_to_a_page(page: Path) -> None:
    code = re.compile(r"^```.*?^```$|`[^`\n]*`", re.M | re.S)
    text = code.sub("", page.read_text("utf-8"))
    for link in re.findall(r"\]\((?!<?(?:https?:|mailto:))([^)\s]*)", text):
        name, _, anchor = link.partition("#")
        target = page.parent / name if name else page
        assert target.exists(), link
        assert not anchor or anchor in anchors(target), link


def test_each_rule_has_a_section_in_the_conventions() -> None:
    sections = re.findall(r"^### (.+)$", (ROOT / "spec" / "CONVENTIONS.md").read_text(), re.M)
    assert {entry.id for entry in RULES} <= set(sections)


def test_the_conventions_list_each_diagnostic_of_the_parser() -> None:
    ids = set()
    for path in (ROOT / "generator" / "parser").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            match node:
                case ast.Call(func=ast.Attribute(attr="warn" | "fail"), args=[_, rule, _]):
                    ids.add(ast.literal_eval(rule))
    text = (ROOT / "spec" / "CONVENTIONS.md").read_text()
    table = text.partition("## Generator diagnostics")[2].partition("\n## ")[0]
    rows = re.findall(r"^\| (`[^|]+) \|", table, re.M)
    assert ids == set(re.findall(r"`([^`]+)`", " ".join(rows)))


def test_the_generated_readme_has_an_example_of_each_option() -> None:
    readme = (ROOT / "templates" / "_parts" / "options.md.jinja").read_text()
    table, _, calls = readme.partition("| key of `options` |")
    rows = dict(re.findall(r"^\| `(\w+)` \| [^|]*\| (.*) \|$", table, re.M))
    assert client_options() <= rows.keys()
    assert [name for name in client_options() if f"`{name}=" not in rows[name]] == []
    generated = (ROOT / "generated" / "README.md").read_text("utf-8")
    table = generated.partition("| argument | environment")[2].partition("\n\n")[0]
    rows = dict(re.findall(r"^\| `(\w+)` \| [^|]*\| (.*) \|$", table, re.M))
    assert [name for name, text in rows.items() if f"`{name}=" not in text] == []
    assert rows.keys() > {"app_id", "api_key", "region"}
    examples = dict(re.findall(r"^\| `(\w+)` \| `options=(.*?)` \| ", calls, re.M))
    assert examples.keys() == runtime_facts._public("config/call_options.py", "CallOptions")


def test_the_runtime_checks_each_constraint() -> None:
    arguments = constraints._CONSTRAINTS
    assert set(arguments) == {field.name for field in fields(Constraints)}
    source = ROOT / "templates" / "[package]" / "_runtime" / "models" / "constraints.py"
    (tests,) = [
        node.value
        for node in ast.parse(source.read_text()).body
        if isinstance(node, ast.AnnAssign) and ast.unparse(node.target) == "_TESTS"
    ]
    assert isinstance(tests, ast.Dict)
    assert {ast.literal_eval(key) for key in tests.keys if key} == set(arguments.values())


def test_the_parser_reads_or_reports_each_keyword() -> None:
    folder = files("jsonschema_specifications") / "schemas/draft202012/vocabularies"
    vocabularies = [json.loads(path.read_text()) for path in folder.iterdir()]
    keywords = {key for each in vocabularies for key in each.get("properties", {})}
    words: set[str] = set()
    for path in (ROOT / "generator" / "parser").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                words.update(node.value.split())
    missing = {keyword for keyword in keywords - words if not keyword.startswith("$")}
    assert missing == UNREAD


def test_the_modules_and_tests_of_the_mutants_exist() -> None:
    table = tomllib.loads((ROOT / "tests" / "mutants" / "modules.toml").read_text())
    for group in table["groups"].values():
        for module, tests in group["modules"].items():
            assert any((ROOT / group["folder"]).glob(module)), module
            assert [test for test in tests if not (ROOT / test).exists()] == []


@pytest.mark.parametrize("path", sorted((ROOT / ".github").rglob("*.yml")), ids=lambda p: p.stem)
def test_a_job_has_only_the_permissions_that_it_needs(path: Path) -> None:
    document = yaml.safe_load(path.read_text())
    if path.parent.name == "ISSUE_TEMPLATE":
        assert {"name", "description", "body"} == document.keys()
        return
    assert document["permissions"] == {"contents": "read"}
    for name, job in document["jobs"].items():
        assert job["timeout-minutes"] <= 60
        if "id-token" in job.get("permissions", {}):
            assert name in ("attest", "publish")
            assert all("run" not in step for step in job["steps"]), "it runs no code of others"


def test_the_release_is_published_only_if_a_maintainer_wants_it() -> None:
    text = (ROOT / ".github" / "workflows" / "release.yml").read_text()
    jobs = yaml.safe_load(text)["jobs"]
    assert jobs["publish"]["if"] == "vars.PUBLISH == 'true'"
    assert (jobs["attest"]["needs"], jobs["publish"]["needs"]) == ("build", "attest")
    assert "secrets." not in text
    named = re.findall(r"docs/examples/[\w.]+", text)
    assert all((ROOT / name).is_file() for name in named)

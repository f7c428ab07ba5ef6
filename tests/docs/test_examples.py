"""The examples in docstrings are executed against the fake of their API."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.emit.python.examples.layout import Bracketed, lines_of
from generator.emit.render import render
from generator.parser import SettingsInput
from generator.patterns import sample
from generator.runtime_facts import templates_folder
from tests.support.harness import ROOT, api_of, importable, write_tree

Execute = Callable[[str], tuple[list[str], int, int]]


@pytest.fixture
def executed(monkeypatch: pytest.MonkeyPatch) -> Execute:
    """Executes the examples of a package; the corpus does the same for its documents."""
    monkeypatch.syspath_prepend(str(ROOT / "tests" / "corpus"))
    function: Execute = importlib.import_module("examples").executed
    return function


def test_each_operation_of_the_committed_client_has_an_example(executed: Execute) -> None:
    assert executed("cometchat_business_messaging") == ([], 52, 52)


HOSTILE = (Path(__file__).parent / "hostile.yaml").read_text("utf-8")


@pytest.mark.parametrize("version", ["3.0.3", "3.1.0"])
def test_examples_of_hostile_texts_and_all_kinds_of_bodies(
    version: str, executed: Execute, tmp_path: Path
) -> None:
    path = tmp_path / "openapi.yaml"
    path.write_text(HOSTILE.replace("VERSION", version), "utf-8")
    names = SettingsInput(package="made", client="Made", env_prefix="MADE", docs=True)
    write_tree(dict(render(api_of(path, names), templates_folder())), tmp_path)
    with importable(tmp_path) as package:
        assert executed("made") == ([], 14, 14)
        text = package.resources.pets.Pets.create.__doc__
    assert "client.pets.create(body=models.Dog(legs=4))" in text


def test_docstrings_have_no_example_without_docs(tmp_path: Path) -> None:
    path = tmp_path / "openapi.yaml"
    path.write_text(HOSTILE.replace("VERSION", "3.1.0"), "utf-8")
    files = dict(render(api_of(path), templates_folder()))
    assert not [
        name for name, text in files.items() if isinstance(text, str) and "Example:" in text
    ]


@pytest.mark.parametrize(
    ("pattern", "least", "most", "expected"),
    [
        ("^[A-Z]{3}-\\d+$", 0, None, "AAA-0"),
        ("^[0-9a-f]+$", 6, 6, "aaaaaa"),
        ("^(ab|c){2,}$", 5, None, "abababab"),
        ("x", 4, None, "xxxx"),
        ("^a{300}$", 0, None, None),
        ("(?=a)b", 0, None, None),
    ],
)
def test_texts_that_match_a_pattern(
    pattern: str, least: int, most: int | None, expected: str | None
) -> None:
    assert sample(pattern, least, most) == expected


def test_wide_expressions_have_a_line_for_each_item() -> None:
    inner = Bracketed("[", [("", '"b"'), ("", '"c"')], "]")
    call = Bracketed("f(", [("", "1"), ("names=", inner)], ")")
    assert lines_of(call, 40, "x = ") == ['x = f(1, names=["b", "c"])']
    assert lines_of(call, 24, "x = ") == ["x = f(", '    1, names=["b", "c"]', ")"]
    assert lines_of(call, 22, "x = ") == ["x = f(", "    1,", '    names=["b", "c"],', ")"]
    assert lines_of(call, 20)[2:5] == ["    names=[", '        "b",', '        "c",']

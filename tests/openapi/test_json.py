from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.diagnostics import SpecError
from generator.openapi import Document, load

Load = Callable[..., Document]


def only(text: str) -> dict[str, str]:
    return {"openapi.json": text}


def test_nodes_have_the_locations_of_their_values_and_keys(spec: Load) -> None:
    document = spec(only('{"openapi": "3.1.0",\n  "a": [1, {"b\\u0063": [] , "d": {"e": "x"}}]}'))
    node = document.root / "a" / 1 / "d" / "e"
    assert (node.location.line, node.location.column) == (2, 40)
    assert (node.key_location.line, node.key_location.column) == (2, 35)
    assert (document.root / "a" / 1 / "bc").key_location.column == 13
    assert (document.root / "a" / 1).key_location == (document.root / "a" / 1).location


def test_a_duplicate_key_is_reported_with_both_locations_and_the_first_value_is_used(
    spec: Load,
) -> None:
    document = spec(
        only('{"openapi": "3.1.0",\n"a": {"b": "{\\"b\\":", "c": 1,\n"\\u0062": 2, "b": 3}}')
    )
    first, second = document.diagnostics
    assert (first.rule, first.location.line, first.location.column) == ("duplicate-key", 3, 1)
    assert (second.location.line, second.location.column) == (3, 14)
    assert {
        (related.line, related.column) for p in (first, second) for related, _ in p.related
    } == {(2, 7)}
    assert (document.root / "a").value == {"b": '{"b":', "c": 1}
    assert (document.root / "a" / "b").location.line == 2


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e999", "-1e999"])
def test_numbers_that_json_does_not_have_are_reported_at_their_location(
    spec: Load, number: str
) -> None:
    document = spec(only(f'{{"openapi": "3.1.0", "a": "NaN",\n "b": [{number}]}}'))
    (diagnostic,) = document.diagnostics
    assert (diagnostic.rule, diagnostic.location.line, diagnostic.location.column) == (
        "syntax",
        2,
        8,
    )
    assert (document.root / "b" / 0).value is None


def test_a_lone_surrogate_is_reported_and_a_surrogate_pair_is_decoded(spec: Load) -> None:
    document = spec(
        only('{"openapi": "3.1.0",\n"a": "\\ud83d\\ude00 \\\\ud83d",\n"b": "x\\uD83D"}')
    )
    (diagnostic,) = document.diagnostics
    assert (diagnostic.rule, diagnostic.location.line, diagnostic.location.column) == (
        "syntax",
        3,
        8,
    )
    assert (document.root / "a").value == "\U0001f600 \\ud83d"
    str((document.root / "b").value).encode()


@pytest.mark.parametrize(
    ("text", "rule", "line", "column"),
    [
        ('{"openapi": "3.1.0",\n "a": }', "syntax", 2, 7),
        ('{"openapi": "3.1.0"\n "a": 1}', "syntax", 2, 2),
        ('{"openapi": "3.1.0"} x', "syntax", 1, 22),
        ('{"a": "b\nc"}', "syntax", 1, 9),
        ("openapi: 3.1.0\n", "syntax", 1, 1),
        ("[]", "syntax", 1, 1),
        ('{"a":\n' + "[" * 100_000, "bounds", 2, 200),
        ('{"a":\n' + "[" * 250 + "]" * 250 + "}", "bounds", 2, 200),
        ('{"a":\n' + "1" * 5000 + "}", "bounds", 2, 1),
    ],
)
def test_an_invalid_document_is_rejected_at_its_location(
    spec: Load, text: str, rule: str, line: int, column: int
) -> None:
    with pytest.raises(SpecError) as caught:
        spec(only(text))
    (diagnostic,) = caught.value.diagnostics
    assert (diagnostic.rule, diagnostic.location.line, diagnostic.location.column) == (
        rule,
        line,
        column,
    )


def test_json_is_recognized_with_any_file_name(spec: Load) -> None:
    text = '\ufeff\n{"openapi": "3.1.0",\t"a": "\\ud83d\\ude00"}'
    assert (spec({"openapi.yaml": text}).root / "a").value == "\U0001f600"
    assert (spec({"openapi": text}).root / "a").value == "\U0001f600"
    assert (spec({"flow.yaml": "{openapi: 3.1.0, a: b}"}).root / "a").value == "b"


def test_locations_in_one_line_share_its_text(spec: Load) -> None:
    document = spec(only(json.dumps({"openapi": "3.1.0", "a": ["x" * 1000] * 100})))
    first, second = (document.root / "a" / 7).location, (document.root / "a" / 90).location
    assert first.text is second.text
    assert first.column < second.column


@pytest.mark.parametrize("name", ["missing.yaml", "folder", "folder/deeper.yaml"])
def test_a_root_file_that_cannot_be_read_is_rejected(tmp_path: Path, name: str) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(SpecError, match="cannot be read"):
        load(tmp_path / name)


def test_a_file_that_is_too_large_is_rejected_without_reading_it(tmp_path: Path) -> None:
    path = tmp_path / "openapi.yaml"
    with path.open("wb") as file:
        file.truncate(65 * 1024 * 1024)
    with pytest.raises(SpecError, match="64 MiB") as caught:
        load(path)
    assert caught.value.diagnostics[0].rule == "bounds"

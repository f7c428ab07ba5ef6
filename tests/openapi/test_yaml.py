from __future__ import annotations

from collections.abc import Callable
from textwrap import dedent

import pytest

from generator.diagnostics import SpecError
from generator.openapi import Document

Load = Callable[..., Document]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("", None),
        ("~", None),
        ("null", None),
        ("true", True),
        ("FALSE", False),
        ("on", "on"),
        ("no", "no"),
        ("2024-01-15", "2024-01-15"),
        ("2024-01-15T09:30:00Z", "2024-01-15T09:30:00Z"),
        ("12:30:45", "12:30:45"),
        ("1_000", "1_000"),
        ("017", 17),
        ("0o17", 15),
        ("0x1F", 31),
        ("-12", -12),
        ("+5", 5),
        ("1e3", 1000.0),
        (".5", 0.5),
        ("3.", 3.0),
        ("1.2.3", "1.2.3"),
        ("+", "+"),
        ("'5'", "5"),
        ('"true"', "true"),
        ("!!str 5", "5"),
        ("!!int '5'", 5),
        ("! 5", "5"),
        ("|\n  a\n  b\n", "a\nb\n"),
        ("123456789012345678901234567890", 123456789012345678901234567890),
    ],
)
def test_scalars_follow_the_core_schema_of_yaml_1_2(spec: Load, text: str, value: object) -> None:
    document = spec(f"openapi: 3.1.0\nx: {text}\n")
    assert (document.root / "x").value == value
    assert type((document.root / "x").value) is type(value)
    assert document.diagnostics == ()


@pytest.mark.parametrize(
    "text", [".inf", "-.INF", ".nan", "1e999", "!!binary aGk=", "!Ref a", "!!int x"]
)
def test_a_scalar_without_a_json_value_is_reported_at_its_location(spec: Load, text: str) -> None:
    document = spec(f"openapi: 3.1.0\nx: {text}\n")
    (diagnostic,) = document.diagnostics
    assert diagnostic.rule == "syntax"
    assert (diagnostic.location.line, diagnostic.location.column) == (2, 4)
    assert (document.root / "x").value is None


def test_keys_are_strings_as_written(spec: Load) -> None:
    document = spec("openapi: 3.1.0\n200: a\ntrue: b\n1.0: c\n~: d\n0x10: e\n")
    assert [key for key, _ in document.root.items()] == [
        "openapi",
        "200",
        "true",
        "1.0",
        "~",
        "0x10",
    ]


def test_a_duplicate_key_is_reported_with_both_locations_and_the_first_value_is_used(
    spec: Load,
) -> None:
    document = spec("openapi: 3.1.0\ninfo: 1\ntags: []\n'info': 2\n")
    (diagnostic,) = document.diagnostics
    assert diagnostic.rule == "duplicate-key"
    assert (diagnostic.location.line, diagnostic.location.column) == (4, 1)
    assert [location.line for location, _ in diagnostic.related] == [2]
    assert (document.root / "info").value == 1


def test_an_alias_has_the_value_and_child_locations_of_its_anchor(spec: Load) -> None:
    document = spec("openapi: 3.1.0\na: &one\n  b: 1\nc: *one\nd: &two x\ne: *two\n")
    assert (document.root / "c").value == {"b": 1}
    assert (document.root / "c" / "b").location.line == 3
    assert (document.root / "c").location.line == 4
    assert (document.root / "e").value == "x"


def test_a_merge_key_adds_missing_keys(spec: Load) -> None:
    text = """\
        openapi: 3.1.0
        a: &a {x: 1, y: 2}
        b: &b {y: 3, z: 4}
        c:
          <<: *a
          y: 9
        d:
          <<: [*b, *a]
        e:
          '<<': *a
        """
    document = spec(dedent(text))
    assert (document.root / "c").value == {"y": 9, "x": 1}
    assert (document.root / "d").value == {"y": 3, "z": 4, "x": 1}
    assert (document.root / "e").value == {"<<": {"x": 1, "y": 2}}
    assert (document.root / "c" / "x").key_location.line == 2
    assert (document.root / "c" / "y").location.line == 6
    assert document.diagnostics == ()


def test_a_merge_key_with_another_value_is_reported(spec: Load) -> None:
    (diagnostic,) = spec("openapi: 3.1.0\na:\n  <<: 5\n").diagnostics
    assert (diagnostic.rule, diagnostic.location.line) == ("syntax", 3)


def test_a_key_that_is_not_a_scalar_is_reported_and_its_value_is_dropped(spec: Load) -> None:
    document = spec("openapi: 3.1.0\na:\n  ? [1, 2]\n  : x\n  b: y\n")
    (diagnostic,) = document.diagnostics
    assert (diagnostic.rule, diagnostic.location.line) == ("syntax", 3)
    assert (document.root / "a").value == {"b": "y"}


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("openapi: 3.1.0\ninfo:\n\ttitle: x\n", 3, 1),
        ("openapi: 3.1.0\ninfo:\n    title: x\n  version: y\n", 4, 3),
        ("openapi: 3.1.0\ninfo: [a, b\n", 3, 1),
        ("openapi: 3.1.0\n---\nopenapi: 3.1.0\n", 2, 1),
        ("openapi: 3.1.0\nx: *missing\n", 2, 4),
        ("openapi: 3.1.0\nx: a\x07b\n", 2, 5),
        ("openapi: 3.1.0\nx: @a\n", 2, 4),
        ("", 1, 1),
        ("- a\n", 1, 1),
        ("just text", 1, 1),
    ],
)
def test_an_invalid_document_is_rejected_at_its_location(
    spec: Load, text: str, line: int, column: int
) -> None:
    with pytest.raises(SpecError) as caught:
        spec(text)
    (diagnostic,) = caught.value.diagnostics
    assert diagnostic.rule == "syntax"
    assert (diagnostic.location.line, diagnostic.location.column) == (line, column)


def test_bytes_that_are_not_utf_8_are_rejected_at_their_location(spec: Load) -> None:
    with pytest.raises(SpecError) as caught:
        spec("openapi: 3.1.0\ninfo: é".encode() + b"\xff\n")
    (diagnostic,) = caught.value.diagnostics
    assert (diagnostic.location.line, diagnostic.location.column) == (2, 8)


def test_a_byte_order_mark_and_windows_newlines_do_not_change_locations(spec: Load) -> None:
    document = spec(b"\xef\xbb\xbfopenapi: 3.1.0\r\nx:\r\n  y: 1\r\n")
    assert document.version == "3.1.0"
    assert (document.root / "x" / "y").location.line == 3
    assert (document.root / "x" / "y").location.text == "  y: 1"


def billion_laughs(levels: int) -> str:
    """A document with lists of ten aliases each, which expand to 10**`levels` strings."""
    lines = ["openapi: 3.1.0", "a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    aliases = (", ".join([f"*a{level}"] * 10) for level in range(levels - 1))
    lines += [f"a{level}: &a{level} [{ten}]" for level, ten in enumerate(aliases, start=1)]
    return "\n".join(lines)


@pytest.mark.parametrize(
    "text",
    [
        billion_laughs(12),
        "openapi: 3.1.0\na: &a [*a]\n",
        "openapi: 3.1.0\na: " + "[" * 100_000,
        "openapi: 3.1.0\na: " + "[" * 250 + "]" * 250,
        "openapi: 3.1.0\n" + "\n".join(" " * i + f"a{i}:" for i in range(250)),
        "openapi: 3.1.0\na: &a " + "[" * 150 + "]" * 150 + "\nb: " + "[" * 100 + "*a" + "]" * 100,
    ],
    ids=["aliases", "itself", "brackets", "flow", "block", "alias"],
)
def test_excessive_nesting_and_repetition_is_rejected(spec: Load, text: str) -> None:
    with pytest.raises(SpecError) as caught:
        spec(text)
    (diagnostic,) = caught.value.diagnostics
    assert diagnostic.rule == "bounds"


def nested(depth: int) -> str:
    """A document with nested lists. `depth` counts the document, too."""
    return "openapi: 3.1.0\na: " + "[" * (depth - 1) + "]" * (depth - 1)


def chained(depth: int, form: str = "[{}]") -> str:
    """A document with the same depth through aliases: each value contains the previous one."""
    lines = [f"a{n}: &a{n} {form.format(f'*a{n - 1}')}" for n in range(1, depth - 1)]
    return "\n".join(["openapi: 3.1.0", "a0: &a0 []", *lines])


FORMS = ["[{}]", "[x, {}, [y]]", "{{k: {}}}", "{{k: x, l: {}, m: []}}"]


def test_nested_values_are_counted_through_aliases(spec: Load) -> None:
    for text in (nested, chained):
        assert spec(text(200)).diagnostics == ()
        with pytest.raises(SpecError, match=r"nested more than|aliases repeat"):
            spec(text(201))


@pytest.mark.parametrize("form", FORMS)
def test_a_chain_of_aliases_beyond_the_maximum_depth_is_rejected(spec: Load, form: str) -> None:
    assert spec(chained(150, form)).diagnostics == ()
    for depth in (250, 400):
        with pytest.raises(SpecError) as caught:
            spec(chained(depth, form))
        (diagnostic,) = caught.value.diagnostics
        assert diagnostic.rule == "bounds"


def test_moderate_nesting_and_repetition_is_accepted(spec: Load) -> None:
    assert spec(billion_laughs(4)).diagnostics == ()
    assert spec("openapi: 3.1.0\na: " + "[" * 190 + "]" * 190).diagnostics == ()

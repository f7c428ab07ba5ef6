# ruff: noqa: E501 (a schema on one line is easier to read than on ten)
"""Numbers without quotes where a string is expected, and integers beyond 64 bits."""

from __future__ import annotations

import pytest

from generator.ir.types import Literal, Nullable, Scalar, ScalarKind, Type, Union

from .conftest import Build

INTEGER = Scalar(ScalarKind.INTEGER)
TEXTS = ("1.9", "1.10", "012", "1e3", "0x1F", "True", "1_000")


@pytest.mark.parametrize(
    ("schema", "expected"),
    [
        ("{type: string, enum: [1.9, 1.10, 012, 1e3, 0x1F, True, 1_000]}", Literal(TEXTS)),
        ("{type: string, enum: [1.1, 1.10]}", Literal(("1.1", "1.10"))),
        ("{type: string, enum: [&a 1.10, !!float 2.0]}", Literal(("1.10", "2.0"))),
        ("{type: string, x-extensible-enum: [1.10]}", Literal(("1.10",), extensible=True)),
        ("{type: string, const: 1.10}", Literal(("1.10",))),
        ("{type: [string, 'null'], enum: [1.10, null]}", Nullable(Literal(("1.10",)))),
        ("{type: string, enum:  # the versions\n  [ 1.10 , 2.20]}", Literal(("1.10", "2.20"))),
    ],
)  # fmt: skip
def test_numbers_in_an_enumeration_of_strings_are_their_texts(
    build_schema: Build, schema: str, expected: Type
) -> None:
    built = build_schema(schema)
    assert built.operation().responses[0].type == expected
    assert built.rules == ["warning conflicting-constraints"]


def test_numbers_in_a_block_of_another_file(build_text: Build) -> None:
    text = """
    paths: {/a: {get: {operationId: getA, responses: {'200': {description: ok, content: {application/json: {schema: {$ref: other.yaml}}}}}}}}
    """
    other = "type: string\nenum:\n- 1.10  # the first\n- 012\n"
    built = build_text(text, others=[("other.yaml", other)])
    assert built.alias("Other").type == Literal(("1.10", "012"))


def test_numbers_of_a_json_document(build_text: Build) -> None:
    schema = '{"type": "string", "enum": [1.10, 1e3]}'
    text = "paths: {/a: {get: {operationId: getA, responses: {'200': {description: ok, content: {application/json: {schema: {$ref: other.json}}}}}}}}"
    built = build_text(text, others=[("other.json", schema)])
    assert built.alias("Other").type == Literal(("1.10", "1e3"))


def test_documented_values_keep_their_names(build_schema: Build) -> None:
    schema = "{type: string, enum: [1.10, 2.20], x-enum-varnames: [old, new], x-enum-descriptions: {'1.10': The first.}}"
    built = build_schema(f"{{properties: {{version: {schema}}}}}")
    members = built.alias("GetThingResponseVersion").members
    assert [(each.value, each.name, each.description) for each in members] == [
        ("1.10", "OLD", "The first."),
        ("2.20", "NEW", ""),
    ]


def test_the_default_of_a_string_is_its_text(build_text: Build) -> None:
    built = build_text("""
        paths:
          /a:
            get:
              operationId: getA
              parameters: [{name: v, in: query, schema: {type: string, default: 1.10}}]
              responses: {'200': {description: ok, content: {application/json: {schema: {type: object, properties: {v: {$ref: '#/components/schemas/V'}}}}}}}
        components: {schemas: {V: {type: string, default: 012}}}
        """)
    assert built.operation().parameters[0].default == "1.10"
    assert built.model("GetAResponse").fields[0].default == "012"
    assert built.rules == ["warning conflicting-constraints"] * 2


@pytest.mark.parametrize(
    ("schema", "expected"),
    [
        ("{type: integer, enum: [0, 18446744073709551615]}", INTEGER),
        ("{const: 18446744073709551615}", INTEGER),
        ("{const: -9223372036854775809}", INTEGER),
        ("{enum: [all, 99999999999999999999]}", Union((Literal(("all",)), INTEGER))),
        ("{type: integer, enum: [99999999999999999999, null], nullable: true}", Nullable(INTEGER)),
    ],
)
def test_an_enumeration_with_an_integer_beyond_64_bits_is_reported(
    build_schema: Build, schema: str, expected: Type
) -> None:
    built = build_schema(schema)
    assert built.operation().responses[0].type == expected
    assert built.rules == ["warning fallback-type"]


def test_the_greatest_integers_of_64_bits_are_literals(build_schema: Build) -> None:
    built = build_schema("{enum: [9223372036854775807, -9223372036854775808]}")
    assert built.operation().responses[0].type == Literal((2**63 - 1, -(2**63)))
    assert built.diagnostics == []

# ruff: noqa: E501 (a schema on one line is easier to read than on ten)
"""The warnings and errors about schemas: at which place they are reported, and in what words."""

from __future__ import annotations

from pathlib import Path

import pytest

from .conftest import Build

A = "'#/components/schemas/A'"

# schema, components, then for each diagnostic: severity and rule, the text at its place, words of its message
Expected = tuple[str, str, str]
CASES: dict[str, tuple[str, str, list[Expected]]] = {
    "no type of JSON Schema": (
        "{properties: {a: {type: strnig}}}",
        "",
        [("error fallback-type", "{type: strnig}", "'strnig'")],
    ),
    "a schema that no value matches": (
        "{type: array, items: false}",
        "",
        [("error fallback-type", "false", "no value matches this schema")],
    ),
    "two unions": (
        "{oneOf: [{type: string}, {type: boolean}], anyOf: [{type: integer}, {type: string}]}",
        "",
        [("error fallback-type", "[{type: integer}", "two sets of alternatives")],
    ),
    "a union of required groups": (
        "{type: object, anyOf: [{required: [a]}, {required: [b]}]}",
        "",
        [("warning ignored-keyword", "[{required: [a]}", "does not check this choice")],
    ),
    "a required property without a description": (
        "{properties: {a: {}}, required: [a, b, b2]}",
        "",
        [
            ("warning conflicting-constraints", "b,", "the required property 'b'"),
            ("warning conflicting-constraints", "b2", "the required property 'b2'"),
        ],
    ),
    "a property with a quote in its name": (
        "{properties: {a: {}, 'b\"c': {type: string}}}",
        "",
        [("error property-name", "{type: string}", "(a quote, a backslash or a control character)")],
    ),
    "not": (
        "{type: string, not: {const: a}}",
        "",
        [("warning ignored-keyword", "{const: a}", "`not` is not checked by the client")],
    ),
    "patternProperties": (
        "{type: object, patternProperties: {'^x': {type: string}}}",
        "",
        [],
    ),
    "an alias of itself": (
        f"{{properties: {{a: {{$ref: {A}}}}}}}",
        f"A: {{allOf: [{{$ref: {A}}}]}}",
        [("error fallback-type", "{allOf", "refers to nothing but itself")],
    ),
    "a circle of aliases": (
        f"{{properties: {{a: {{$ref: {A}}}}}}}",
        f"A: {{oneOf: [{{$ref: '#/components/schemas/B'}}]}}\nB: {{anyOf: [{{$ref: {A}}}]}}",
        [("error fallback-type", "{oneOf", "refers to nothing but itself, through B")],
    ),
    "a discriminator that selects no alternative": (
        f"{{oneOf: [{{$ref: {A}}}, {{$ref: '#/components/schemas/B'}}], discriminator: {{propertyName: k, mapping: {{a: A, b: B, c: Other}}}}}}",
        "A: {properties: {k: {type: string}}}\nB: {properties: {k: {type: string}}}",
        [("warning conflicting-constraints", "Other", "'Other' is not a model among the alternatives")],
    ),
    "a subtype that is no schema": (
        f"{{$ref: {A}}}",
        f"A: {{properties: {{k: {{type: string}}}}, discriminator: {{propertyName: k, mapping: {{b: B, c: Other}}}}}}\nB: {{allOf: [{{$ref: {A}}}, {{properties: {{n: {{type: string}}}}}}]}}",
        [("warning conflicting-constraints", "Other", "'Other' is not a schema")],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_a_schema_is_reported_at_its_place(build_schema: Build, name: str) -> None:
    schema, components, expected = CASES[name]
    for tolerant in (False, True):
        found = build_schema(schema, components, tolerant=tolerant).diagnostics
        assert len(found) == len(expected), [diagnostic.render() for diagnostic in found]
        for diagnostic, (rule, text, words) in zip(found, expected, strict=True):
            severity = diagnostic.severity.value
            assert f"{severity} {diagnostic.rule}" == (rule.replace("error", "warning") if tolerant else rule)  # fmt: skip
            line = Path(diagnostic.location.file).read_text("utf-8").splitlines()[diagnostic.location.line - 1]  # fmt: skip
            assert line[diagnostic.location.column - 1 :].startswith(text)
            assert words in diagnostic.message

"""Defaults that contradict their schemas, and the message for each keyword."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.lint.conftest import Check

PREFIX = "the default contradicts its schema: "


def messages(
    checked: Check, schema: Any, default: object, version: str = "3.1.0", **others: Any
) -> list[str]:
    """The messages for a schema `Thing` with this default, without `PREFIX`."""
    schemas = {"Thing": {**schema, "default": default}, **others}
    document = {
        "openapi": version,
        "info": {"title": "T", "version": "1"},
        "paths": {},
        "components": {"schemas": schemas},
    }
    result = [d for d in checked(json.dumps(document)).diagnostics if d.rule == "openapi-standard"]
    assert all(diagnostic.message.startswith(PREFIX) for diagnostic in result)
    return [diagnostic.message.removeprefix(PREFIX) for diagnostic in result]


FORMATS: list[tuple[str, object, object]] = [
    ("date-time", "2024-01-15T09:30:00Z", "2024-01-15"),
    ("date", "2024-02-29", "2023-02-29"),
    ("time", "09:30:00Z", "noon"),
    ("email", "a@b.example", "a"),
    ("ipv4", "127.0.0.1", "127.0.0.256"),
    ("ipv6", "::1", "::g"),
    ("uuid", "b1c3a5f0-0000-4000-8000-00000000000a", "b1c3"),
    ("int32", 2**31 - 1, 2**31),
    ("int32", -(2**31), -(2**31) - 1),
    ("int64", 2**63 - 1, 2**63),
    ("int64", -(2**63), -(2**63) - 1),
    ("byte", "AP8=", "AP8"),
    ("byte", "", "é"),
]


@pytest.mark.parametrize(("name", "valid", "invalid"), FORMATS)
def test_values_are_checked_against_formats(
    name: str, valid: object, invalid: object, checked: Check
) -> None:
    assert messages(checked, {"format": name}, valid) == []
    shown = json.dumps(invalid, ensure_ascii=False)
    assert messages(checked, {"format": name}, invalid) == [
        f"{shown} does not have the format {name}"
    ]
    assert messages(checked, {"format": name}, []) == [], "a format does not apply to other types"


def test_a_value_of_the_format_regex_must_be_a_regular_expression(checked: Check) -> None:
    assert messages(checked, {"format": "regex"}, "^a+$") == []
    assert messages(checked, {"format": "regex"}, "(") == [
        '"(" is not a regular expression that Python can read'
    ]


KEYWORDS: list[tuple[dict[str, Any], object, str]] = [
    ({"type": "string"}, [1], "[1] is not a string"),
    ({"type": "integer"}, "a", '"a" is not an integer'),
    ({"type": ["object", "null"]}, 1, "1 is not an object or a null"),
    ({"enum": ["a", "b", "a"]}, "c", '"c" is not one of "a", "b"'),
    ({"const": "a"}, "b", '"b" must be "a"'),
    ({"pattern": "^a+$"}, "b", '"b" does not match the pattern ^a+$'),
    ({"minProperties": 1}, {}, "must have at least 1 property, but has 0"),
    ({"maxProperties": 1}, {"a": 1, "b": 2}, "must have at most 1 property, but has 2"),
    ({"minItems": 2}, [1], "must have at least 2 items, but has 1"),
    ({"maxItems": 1}, [1, 2], "must have at most 1 item, but has 2"),
    ({"uniqueItems": True}, [1, 1], "[1, 1] has the same element twice"),
    ({"properties": {"a": False}}, {"a": 1}, "1 is not allowed here"),
    ({"minimum": 2}, 1, "1 is less than the minimum of 2"),
    ({"required": ["a"]}, {}, 'the required field "a" is missing in this object'),
    ({"items": {"required": ["a"]}}, [{}], 'the required field "a" is missing'),
    (
        {"properties": {"a": {"properties": {"name": {}}, "additionalProperties": False}}},
        {"a": {"nmae": 1}},
        '"nmae" is not a field of this object; did you mean "name"?',
    ),
    (
        {"patternProperties": {"^x": {}}, "additionalProperties": False},
        {"xa": 1, "y": 1},
        '"y" is not a field of this object',
    ),
    (
        {"properties": {"a": {}}, "unevaluatedProperties": False},
        {"a": 1, "b": 1},
        '"b" is not a field of this object',
    ),
    ({"propertyNames": {"pattern": "^a"}}, {"b": 1}, '"b" is not a valid name here'),
    ({"not": {"required": ["a"]}}, {"a": 1}, '"a" is not allowed here'),
    ({"not": {"type": "string"}}, "a", '"a" does not have one of the allowed forms'),
    (
        {"oneOf": [{"required": ["a"]}, {"required": ["b"]}]},
        {},
        'one of "a", "b" is required',
    ),
    (
        {"anyOf": [{"required": ["a"]}, {"required": ["b"]}]},
        {},
        'at least one of "a", "b" is required',
    ),
    (
        {"oneOf": [{"required": ["a"]}, {"required": ["b"]}]},
        {"a": 1, "b": 1},
        'only one of "a", "b" is allowed',
    ),
    (
        {"oneOf": [{"type": "integer"}, {"minimum": 0}]},
        1,
        "1 does not have one of the allowed forms",
    ),
]


@pytest.mark.parametrize(("schema", "value", "message"), KEYWORDS, ids=str)
def test_the_message_states_the_violated_constraint(
    schema: dict[str, Any], value: object, message: str, checked: Check
) -> None:
    assert messages(checked, schema, value) == [message]


def test_long_values_and_messages_are_truncated(checked: Check) -> None:
    (message,) = messages(checked, {"maxLength": 200}, "x" * 201)
    assert len(message) == 161
    assert message.endswith("x…")


@pytest.mark.parametrize(
    "name",
    [
        *("$id", "$anchor", "$dynamicAnchor", "$schema", "$comment", "$vocabulary"),
        *("$defs", "definitions"),
    ],
)
def test_a_value_is_checked_against_a_schema_with_an_identifying_keyword(
    name: str, checked: Check
) -> None:
    """This includes a schema that refers to another one with `multipleOf: 0.01`."""
    named: Any = {
        "$id": "https://things.example/thing",
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$defs": {"Other": {"type": "string"}},
        "definitions": {"Other": {"type": "string"}},
        "$vocabulary": {},
    }
    price = {"type": "number", "multipleOf": 0.01}
    properties = {"price": {"$ref": "#/components/schemas/Price"}}
    schema = {name: named.get(name, "thing"), "properties": properties}
    assert messages(checked, schema, {"price": 19.99}, Price=price) == []
    assert messages(checked, schema, {"price": "a"}, Price=price) == ['"a" is not a number']
    own = {**price, name: named.get(name, "thing")}
    assert messages(checked, own, 19.99) == []
    assert messages(checked, own, "a") == ['"a" is not a number']


def test_a_value_is_not_checked_against_the_target_of_a_dynamic_reference(checked: Check) -> None:
    schema = {
        "$dynamicAnchor": "node",
        "properties": {"next": {"$dynamicRef": "#node"}, "value": {"type": "integer"}},
    }
    assert messages(checked, schema, {"next": {"value": 1}}) == []
    assert messages(checked, schema, {"value": "a"}) == ['"a" is not an integer']


EXCLUSIVE: list[tuple[dict[str, Any], object, str]] = [
    ({"minimum": 1, "exclusiveMinimum": True}, 1, "1 is less than or equal to the minimum of 1"),
    (
        {"maximum": 1, "exclusiveMaximum": True},
        1,
        "1 is greater than or equal to the maximum of 1",
    ),
    ({"minimum": 1, "exclusiveMinimum": False}, 0, "0 is less than the minimum of 1"),
    ({"maximum": 1, "exclusiveMaximum": False}, 2, "2 is greater than the maximum of 1"),
]


@pytest.mark.parametrize(("schema", "value", "message"), EXCLUSIVE, ids=str)
def test_boolean_exclusive_bounds_of_openapi_3_0_are_checked(
    schema: dict[str, Any], value: object, message: str, checked: Check
) -> None:
    number = {"type": "number", **schema}
    assert messages(checked, number, value, "3.0.3") == [message]
    assert messages(checked, number, 1 if message[0] in "02" else value, "3.0.3") == (
        [] if message[0] in "02" else [message]
    )


def test_null_is_valid_in_openapi_3_0_only_if_the_schema_is_nullable(checked: Check) -> None:
    for nullable, expected in ((True, []), (False, ["null is not a string"])):
        schema = {"properties": {"a": {"type": "string", "nullable": nullable}}}
        assert messages(checked, schema, {"a": None}, "3.0.3") == expected
        assert messages(checked, schema, {"a": "b"}, "3.0.3") == []
        assert len(messages(checked, schema, {"a": 1}, "3.0.3")) == 1


@pytest.mark.parametrize(
    ("version", "severity"), [("3.0.3", "error"), ("3.1.0", "warning"), ("3.2.0", "warning")]
)
def test_json_schema_only_recommends_valid_defaults(
    version: str, severity: str, checked: Check
) -> None:
    text = f"openapi: {version}\ninfo: {{title: T, version: '1'}}\npaths: {{}}\n"
    text += "components: {schemas: {Thing: {type: integer, default: many}}}\n"
    (diagnostic,) = checked(text).diagnostics
    assert (diagnostic.severity, diagnostic.rule) == (severity, "openapi-standard")
    assert diagnostic.message == PREFIX + '"many" is not an integer'


@pytest.mark.parametrize("version", ["3.0.3", "3.1.0"])
def test_the_default_of_a_string_is_its_text(version: str, checked: Check) -> None:
    text = f"openapi: {version}\ninfo: {{title: T, version: '1'}}\npaths: {{}}\n"
    text += "components: {schemas: {Thing: {type: string, pattern: '^1.10$', default: 1.10}}}\n"
    assert checked(text).diagnostics == []

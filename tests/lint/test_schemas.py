"""Faults of schemas: each gives one diagnostic at its location, in documents with and without conventions."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.lint.schema_edits import (
    FAULTY_SCHEMAS,
    FAULTY_VALUES,
    PLAIN_SCHEMAS,
    SOUND_SCHEMAS,
    UNKNOWN_KEYWORDS,
)
from tests.lint.valid_edits import component, prop

Check = Callable[..., Any]

PLAIN = """\
openapi: {version}.0
info: {{title: T, version: '1'}}
paths: {{}}
components:
  schemas:
    Pet: {{type: object, properties: {{id: {{}}, createdAt: {{}}, favouriteToy: {{}}}}}}
    ErrorEnvelope: {{type: object, properties: {{error: {{type: object, properties: {{code: {{type: string}}}}}}}}}}
    Thing: {schema}
"""
ALL_FAULTS = UNKNOWN_KEYWORDS | FAULTY_SCHEMAS
FAULTS = [(name, v) for name, (_, _, versions, _) in ALL_FAULTS.items() for v in versions.split()]
SOUND = [(name, v) for name, (_, versions, _) in SOUND_SCHEMAS.items() for v in versions.split()]


def in_conventions(schema: str) -> tuple[str, str]:
    return prop("thing: {description: A thing., " + schema[1:])


@pytest.mark.parametrize("name", [name for name, version in FAULTS if version == "3.1"])
def test_a_faulty_schema_is_one_error_in_a_document_with_conventions(
    name: str, checked: Check, spec: str
) -> None:
    rule, message, _, schema = ALL_FAULTS[name]
    result = checked(spec, [in_conventions(schema)])
    assert result.headlines == result.only(rule), [p.render() for p in result.diagnostics]
    assert message in result.diagnostics[0].message


@pytest.mark.parametrize(("name", "version"), FAULTS)
def test_a_faulty_schema_is_one_warning_in_another_document(
    name: str, version: str, checked: Check
) -> None:
    rule, message, _, schema = ALL_FAULTS[name]
    result = checked(PLAIN.format(version=version, schema=schema))
    is_forbidden = version == "3.0" and name in UNKNOWN_KEYWORDS
    expected = result.only(rule, "error" if is_forbidden else "warning")
    assert result.headlines == expected, [p.render() for p in result.diagnostics]
    assert message in result.diagnostics[0].message


@pytest.mark.parametrize("name", FAULTY_VALUES)
def test_a_value_that_its_schema_does_not_admit_is_one_error(
    name: str, checked: Check, spec: str
) -> None:
    message, schema = FAULTY_VALUES[name]
    result = checked(spec, [in_conventions(schema)])
    assert result.headlines == result.only("enum-value"), [p.render() for p in result.diagnostics]
    assert message in result.diagnostics[0].message


@pytest.mark.parametrize("name", [name for name, version in SOUND if version == "3.1"])
def test_a_sound_schema_has_no_diagnostics_with_conventions(
    name: str, checked: Check, spec: str
) -> None:
    result = checked(spec, [in_conventions(SOUND_SCHEMAS[name][2])])
    assert [diagnostic.render() for diagnostic in result.diagnostics] == []


@pytest.mark.parametrize(("name", "version"), SOUND)
def test_a_sound_schema_has_no_diagnostics_without_conventions(
    name: str, version: str, checked: Check
) -> None:
    result = checked(PLAIN.format(version=version, schema=SOUND_SCHEMAS[name][2]))
    assert [diagnostic.render() for diagnostic in result.diagnostics] == []


@pytest.mark.parametrize("name", PLAIN_SCHEMAS)
def test_other_formats_are_allowed_without_conventions(name: str, checked: Check) -> None:
    result = checked(PLAIN.format(version="3.1", schema=PLAIN_SCHEMAS[name]))
    assert [diagnostic.render() for diagnostic in result.diagnostics] == []


DRAFT_7 = "http://json-schema.org/draft-07/schema#"
OTHER = PLAIN.replace("{version}.0", "3.1.0")


@pytest.mark.parametrize("target", ["$defs/a", "$defs/a/properties/b", "$defs/a/items"])
def test_a_target_in_a_schema_with_a_dialect_of_its_own(checked: Check, target: str) -> None:
    """A schema has the dialect of the schema around it, also if a reference leads into it."""
    inner = "{properties: {b: {type: string, colour: red}}, items: {nullable: true}, shape: round}"
    schema = f"{{$schema: '{DRAFT_7}', $defs: {{a: {inner}}}}}"
    use = f"    Use: {{$ref: '#/components/schemas/Thing/{target}'}}\n"
    assert checked(OTHER.format(schema=schema) + use).diagnostics == []


def test_a_document_with_another_dialect(checked: Check) -> None:
    schema = "{type: object, properties: {a: {type: string, colour: red}}, nullable: true}"
    text = OTHER.format(schema=schema)
    for dialect, count in (
        (DRAFT_7, 0),
        ("https://json-schema.org/draft/2020-12/schema", 0),
        ("https://spec.openapis.org/oas/3.1/dialect/base#", 2),
    ):
        result = checked(text.replace("paths:", f"jsonSchemaDialect: '{dialect}'\npaths:"))
        assert [each.rule for each in result.diagnostics] == ["schema-keyword"] * count
    own = schema.replace(
        "{type", "{$schema: 'https://spec.openapis.org/oas/3.1/dialect/base', type", 1
    )
    again = OTHER.format(schema=own).replace("paths:", f"jsonSchemaDialect: '{DRAFT_7}'\npaths:")
    assert len(checked(again).diagnostics) == 2


def test_a_file_of_schemas_with_a_dialect_of_its_own(checked: Check) -> None:
    files = {
        "openapi.yaml": OTHER.format(schema="{$ref: 'shapes.json#/$defs/shape'}"),
        "shapes.json": f'{{"$schema": "{DRAFT_7}", "$defs": {{"shape": {{"type": "string", "colour": 1}}}}}}',
    }
    assert checked(files).diagnostics == []


def test_an_unknown_format_is_reported_once_and_not_where_it_is_used(
    checked: Check, spec: str
) -> None:
    moment = component("Moment: {description: A time., type: string, format: ‸pet-time}")
    uses = [
        f"used{n}At: {{$ref: '#/components/schemas/Moment', description: A time.}}" for n in "AB"
    ]
    result = checked(spec, [moment, prop("\n        ".join(uses))])
    assert result.headlines == result.only("schema-keyword")


@pytest.mark.parametrize(
    "place",
    [
        "allOf: [{$ref: '#/components/schemas/Part'}, %s]",
        "%s, allOf: [{$ref: '#/components/schemas/Part'}]",
    ],
)
def test_a_required_property_can_be_described_where_the_schema_is_used(
    place: str, checked: Check
) -> None:
    size = "properties: {size: {type: integer}}"
    used = place % (f"{{{size}}}" if place.startswith("allOf") else size)
    schema = f"{{{used}}}\n    Part: {{required: [size]}}"
    assert checked(PLAIN.format(version="3.1", schema=schema)).diagnostics == []
    other = schema.replace("size]", "‸sise]")
    result = checked(PLAIN.format(version="3.1", schema=other))
    assert result.headlines == result.only("required-property", "warning")


def test_a_nested_required_property_can_be_described_where_the_schema_is_used(
    checked: Check,
) -> None:
    schema = """{allOf: [{$ref: '#/components/schemas/Narrow'}, {$ref: '#/components/schemas/ErrorEnvelope'}]}
    Narrow: {properties: {error: {required: [code]}}}"""
    assert checked(PLAIN.format(version="3.1", schema=schema)).diagnostics == []


def test_a_recursive_schema_with_an_undescribed_property_is_reported(checked: Check) -> None:
    schema = """{allOf: [{properties: {next: {$ref: '#/components/schemas/Thing'}}}], required: [‸size]}"""
    result = checked(PLAIN.format(version="3.1", schema=schema))
    assert result.headlines == result.only("required-property", "warning")


def test_a_misspelled_keyword_that_hides_a_reference_is_the_only_diagnostic(
    checked: Check, spec: str
) -> None:
    hidden = "box: {description: A box., type: object, ‸propertes: {a: {$ref: '#/components/schemas/Toy'}}}"
    toy = component("Toy: {description: A toy., type: string}")
    result = checked(spec, [prop(hidden), toy])
    assert result.headlines == result.only("schema-keyword")


VALUES_OF_OTHER_VERSIONS: list[tuple[str, str, str]] = [
    ("3.1", "{type: number, minimum: 4, exclusiveMinimum: ‸true}", "write the bound itself here"),
    ("3.0", "{type: number, exclusiveMinimum: ‸4}", 'write the bound in "minimum", and true here'),
    ("3.0", "{type: number, exclusiveMaximum: ‸0.5}", 'write the bound in "maximum"'),
    ("3.0", "{type: ‸[string, 'null']}", '"nullable: true" for null'),
    ("3.1", "{properties: {a: {type: string, required: ‸true}}}", 'in "required" of its object'),
]


@pytest.mark.parametrize(("version", "schema", "hint"), VALUES_OF_OTHER_VERSIONS)
def test_the_message_about_a_value_of_another_version_says_what_to_write(
    version: str, schema: str, hint: str, checked: Check
) -> None:
    result = checked(PLAIN.format(version=version, schema=schema))
    assert result.headlines == result.only("openapi-standard")
    assert hint in result.diagnostics[0].message

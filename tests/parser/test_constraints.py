# ruff: noqa: E501 (a schema on one line is easier to read than on ten)
"""Constraints of two schemas in an `allOf`: the value must satisfy both, in either order."""

from __future__ import annotations

from dataclasses import fields

import pytest

from generator.ir.types import (
    Constraints,
    ListOf,
    Literal,
    MapOf,
    Nullable,
    Scalar,
    ScalarKind,
    TupleOf,
    Type,
    Union,
)

from .conftest import Build, TypeOf

BOTH = [
    # the tighter of two
    ("minimum: 1", "minimum: 3", {"minimum": 3}),
    ("maximum: 9", "maximum: 5", {"maximum": 5}),
    ("exclusiveMinimum: 1", "exclusiveMinimum: 3", {"exclusive_minimum": 3}),
    ("exclusiveMaximum: 9", "exclusiveMaximum: 5", {"exclusive_maximum": 5}),
    ("minLength: 1", "minLength: 3", {"min_length": 3}),
    ("maxLength: 9", "maxLength: 5", {"max_length": 5}),
    ("minItems: 1", "minItems: 3", {"min_length": 3}),
    ("maxItems: 9", "maxItems: 5", {"max_length": 5}),
    ("minProperties: 1", "minProperties: 3", {"min_length": 3}),
    ("maxProperties: 9", "maxProperties: 5", {"max_length": 5}),
    # a bound and an exclusive bound: equal, the bound tighter, the bound looser
    ("minimum: 5", "exclusiveMinimum: 5", {"exclusive_minimum": 5}),
    ("minimum: 5", "exclusiveMinimum: 4", {"minimum": 5}),
    ("minimum: 4", "exclusiveMinimum: 5", {"exclusive_minimum": 5}),
    ("maximum: 5", "exclusiveMaximum: 5", {"exclusive_maximum": 5}),
    ("maximum: 5", "exclusiveMaximum: 6", {"maximum": 5}),
    ("maximum: 6", "exclusiveMaximum: 5", {"exclusive_maximum": 5}),
    # the least common multiple
    ("multipleOf: 2", "multipleOf: 4", {"multiple_of": 4}),
    ("multipleOf: 4", "multipleOf: 6", {"multiple_of": 12}),
    # of different kinds
    ("minimum: 1", "maximum: 3", {"minimum": 1, "maximum": 3}),
    ("minimum: 1", "multipleOf: 2", {"minimum": 1, "multiple_of": 2}),
    ("minLength: 1", "maxLength: 3", {"min_length": 1, "max_length": 3}),
    ("minLength: 1", "pattern: ^a", {"min_length": 1, "pattern": "^a"}),
    ("minItems: 1", "maxItems: 3", {"min_length": 1, "max_length": 3}),
    ("minProperties: 1", "maxProperties: 3", {"min_length": 1, "max_length": 3}),
]  # fmt: skip
TYPES = {"Length": ["string"], "Items": ["array"], "Properties": ["object"]}
FORMS = [
    "{{allOf: [{{type: {type}, {first}}}, {{type: {type}, {second}}}]}}",
    "{{allOf: [{{type: {type}, {first}}}, {{{second}}}]}}",
    "{{allOf: [{{type: {type}}}, {{{first}}}, {{{second}}}]}}",
    "{{type: {type}, {first}, allOf: [{{{second}}}]}}",
    "{{type: {type}, allOf: [{{allOf: [{{{first}}}, {{{second}}}]}}]}}",
    "{{$ref: '#/components/schemas/First', {second}}}",
    "{{allOf: [{{$ref: '#/components/schemas/First'}}, {{type: {type}, {second}}}]}}",
]


def types(constraint: str) -> list[str]:
    """The types that a constraint applies to."""
    return next((t for key, t in TYPES.items() if key in constraint), ["integer", "number"])


def stated(type_: object) -> dict[str, object]:
    """The constraints of a type."""
    assert isinstance(type_, Scalar | ListOf | MapOf)
    values = {f.name: getattr(type_.constraints, f.name) for f in fields(type_.constraints)}
    return {name: value for name, value in values.items() if value is not None}


@pytest.mark.parametrize(("one", "other", "expected"), BOTH)
@pytest.mark.parametrize("form", FORMS)
def test_constraints_of_both_schemas_apply(
    build_schema: Build, form: str, one: str, other: str, expected: dict[str, object]
) -> None:
    for type_ in types(one):
        for first, second in ((one, other), (other, one)):
            schema = form.format(type=type_, first=first, second=second)
            components = f"First: {{type: {type_}, {first}}}"
            built = build_schema(schema, components)
            result = built.operation().responses[0].type
            assert (stated(result), built.diagnostics) == (expected, []), schema


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [row for row in BOTH if row[0].partition(":")[0] != row[1].partition(":")[0]],
)
def test_one_schema_with_both_constraints(
    type_of: TypeOf, one: str, other: str, expected: dict[str, object]
) -> None:
    for type_ in types(one):
        assert stated(type_of(f"{{type: {type_}, {one}, {other}}}")) == expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("minimum: 5, exclusiveMinimum: true", "minimum: 5", {"exclusive_minimum": 5}),
        ("minimum: 5, exclusiveMinimum: true", "minimum: 6", {"minimum": 6}),
        ("minimum: 5, exclusiveMinimum: false", "minimum: 4", {"minimum": 5}),
        ("maximum: 5, exclusiveMaximum: true", "maximum: 5", {"exclusive_maximum": 5}),
        ("maximum: 5, exclusiveMaximum: true", "maximum: 4", {"maximum": 4}),
    ],
)
def test_exclusive_bounds_of_3_0(
    type_of: TypeOf, one: str, other: str, expected: dict[str, object]
) -> None:
    for first, second in ((one, other), (other, one)):
        schema = f"{{allOf: [{{type: integer, {first}}}, {{type: integer, {second}}}]}}"
        assert stated(type_of(schema, version="3.0.3")) == expected, schema


@pytest.mark.parametrize(
    ("type_", "one", "other", "expected"),
    [
        ("number", "0.5", "0.75", {"multiple_of": 1.5}),
        ("number", "0.1", "0.25", {"multiple_of": 0.5}),
        ("number", "0.5", "3", {"multiple_of": 3}),
        ("integer", "4000000007", "4000000009", {"multiple_of": 4000000007 * 4000000009}),
        ("number", "1.0e+300", "3", {"multiple_of": 3 * 10**300}),
        ("integer", "1.0e+300", "3", {"multiple_of": 3 * 10**300}),
        ("integer", "1.5", "2", {"multiple_of": 6}),
        ("integer", "0.5", "0.25", {}),
    ],
)
def test_multiples_of_two_numbers(
    type_of: TypeOf, type_: str, one: str, other: str, expected: dict[str, object]
) -> None:
    for first, second in ((one, other), (other, one)):
        schema = f"{{allOf: [{{type: {type_}, multipleOf: {first}}}, {{multipleOf: {second}}}]}}"
        assert stated(type_of(schema)) == expected, schema


def test_bounds_of_numbers_for_an_integer(type_of: TypeOf) -> None:
    number = "{type: number, minimum: 0.5, exclusiveMaximum: 3.5, multipleOf: 1.5}"
    assert stated(type_of(f"{{allOf: [{{type: integer}}, {number}]}}")) == {
        "minimum": 1,
        "exclusive_maximum": 4,
        "multiple_of": 3,
    }


def test_the_later_of_two_patterns_is_checked(type_of: TypeOf) -> None:
    assert stated(type_of("{allOf: [{type: string, pattern: ^a}, {pattern: b$}]}")) == {
        "pattern": "b$"
    }


def test_constraints_of_a_property_in_two_schemas(build_schema: Build) -> None:
    built = build_schema(
        "{allOf: [{$ref: '#/components/schemas/Base'}, {properties: {n: {maximum: 5}, names: {minItems: 2, items: {maxLength: 3}}}}]}",
        "Base: {type: object, properties: {n: {type: integer, minimum: 1}, names: {type: array, maxItems: 9, items: {type: string, minLength: 1}}}}",
    )
    number, names = (field.type for field in built.model("GetThingResponse").fields)
    assert stated(number) == {"minimum": 1, "maximum": 5}
    assert stated(names) == {"min_length": 2, "max_length": 9}
    assert isinstance(names, ListOf)
    assert stated(names.item) == {"min_length": 1, "max_length": 3}


@pytest.mark.parametrize("closed", ["{enum: [b, c]}", "{type: string, enum: [b, c]}"])
def test_a_closed_enumeration_stays_closed_beside_an_extensible_one(
    type_of: TypeOf, closed: str
) -> None:
    extensible = "{type: string, x-extensible-enum: [a, b]}"
    for first, second in ((closed, extensible), (extensible, closed)):
        assert type_of(f"{{allOf: [{first}, {second}]}}") == Literal(("b",))
    both = f"{{allOf: [{extensible}, {{type: string, x-extensible-enum: [b, c]}}]}}"
    assert type_of(both) == Literal(("b",), extensible=True)


STRING, INTEGER = Scalar(ScalarKind.STRING), Scalar(ScalarKind.INTEGER)
AT_LEAST_2 = Scalar(ScalarKind.INTEGER, Constraints(minimum=2))
AT_MOST_3 = Constraints(max_length=3)


@pytest.mark.parametrize(
    ("schema", "expected"),
    [
        # the bound is for one of several types
        ("{type: [integer, string], allOf: [{minimum: 2}]}", Union((AT_LEAST_2, STRING))),
        ("{oneOf: [{type: integer}, {type: string}], minimum: 2}", Union((AT_LEAST_2, STRING))),
        ("{allOf: [{oneOf: [{type: integer}, {type: string}]}, {minimum: 2}]}", Union((AT_LEAST_2, STRING))),
        ("{anyOf: [{type: integer}, {type: 'null'}], minimum: 2}", Nullable(AT_LEAST_2)),
        ("{type: [integer, 'null'], anyOf: [{minimum: 2}, {type: 'null'}]}", Nullable(AT_LEAST_2)),
        ("{allOf: [{type: [array, string], items: {type: integer}}, {maxItems: 3}]}", Union((ListOf(INTEGER, AT_MOST_3), STRING))),
        ("{allOf: [{type: [string, integer]}, {type: [integer, boolean]}]}", INTEGER),
        # in an array, a tuple or a map
        ("{allOf: [{type: array, items: {type: integer}}, {items: {minimum: 2}}]}", ListOf(AT_LEAST_2)),
        ("{allOf: [{type: array, prefixItems: [{type: integer}, {type: string}]}, {maxItems: 2}]}", TupleOf((INTEGER, STRING))),
        ("{allOf: [{type: object, additionalProperties: {type: integer}}, {additionalProperties: {minimum: 2}}]}", MapOf(AT_LEAST_2)),
        # of an enumeration
        ("{allOf: [{type: integer, enum: [1, 2, 3]}, {minimum: 2}]}", Literal((2, 3))),
        ("{allOf: [{enum: [1, 2, 3]}, {exclusiveMaximum: 3, multipleOf: 2}]}", Literal((2,))),
        ("{allOf: [{type: string, enum: [a, bb, cc]}, {minLength: 2, pattern: ^b}]}", Literal(("bb",))),
        # a format is no type
        ("{type: integer, allOf: [{format: double}]}", INTEGER),
        ("{type: number, allOf: [{format: int32}]}", Scalar(ScalarKind.NUMBER)),
    ],
)  # fmt: skip
def test_keywords_without_a_type_restrict_the_values_of_their_type(
    build_schema: Build, schema: str, expected: Type
) -> None:
    for text in (schema, f"{{properties: {{x: {schema}}}}}"):
        built = build_schema(text)
        type_ = built.operation().responses[0].type
        result = built.model("GetThingResponse").fields[0].type if text != schema else type_
        assert (result, built.diagnostics) == (expected, [])


@pytest.mark.parametrize(
    ("schema", "expected"),
    [
        ("{type: integer, allOf: [{maxLength: 3}]}", INTEGER),
        ("{type: string, allOf: [{format: int64}]}", STRING),
        ("{allOf: [{type: integer, maximum: 1}, {minimum: 2}]}", Scalar(ScalarKind.INTEGER, Constraints(maximum=1))),
        ("{allOf: [{enum: [1]}, {minimum: 2}]}", Literal((1,))),
    ],
)  # fmt: skip
def test_keywords_that_fit_no_value_are_reported(
    build_schema: Build, schema: str, expected: Type
) -> None:
    built = build_schema(schema)
    assert built.operation().responses[0].type == expected
    assert built.rules == ["warning conflicting-constraints"]

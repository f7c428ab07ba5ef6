# ruff: noqa: E501 (a schema on one line is easier to read than on ten)
"""Alternatives within alternatives, and alternatives that differ in their required properties."""

from __future__ import annotations

import pytest

from generator.ir.types import FieldChoice, Literal, Nullable, Scalar, ScalarKind

from .conftest import Build, TypeOf

STRING = Scalar(ScalarKind.STRING)
OBJECT = "{{type: object, properties: {{{}: {{type: string}}}}}}"
A, B, C, D = (OBJECT.format(name) for name in "abcd")


@pytest.mark.parametrize(
    ("schema", "fields"),
    [
        (f"{{allOf: [{A}, {{oneOf: [{{allOf: [{B}, {{oneOf: [{C}, {D}]}}]}}, {B}]}}]}}", "abcd"),
        (f"{{allOf: [{A}, {{anyOf: [{{allOf: [{{anyOf: [{C}, {D}]}}]}}, {B}]}}]}}", "acdb"),
        (f"{{allOf: [{{oneOf: [{A}, {B}]}}, {{oneOf: [{C}, {D}]}}]}}", "acdb"),
        (f"{{allOf: [{A}, {{oneOf: [{{allOf: [{{oneOf: [{B}, {C}]}}, {{oneOf: [{B}, {D}]}}]}}, {C}]}}]}}", "abdc"),
        (f"{{allOf: [{A}, {{oneOf: [{{allOf: [{{oneOf: [{{$ref: '#/components/schemas/R'}}, {C}]}}]}}, {D}]}}]}}", "arcd"),
    ],
)  # fmt: skip
def test_alternatives_within_alternatives_keep_their_properties(
    build_schema: Build, schema: str, fields: str
) -> None:
    built = build_schema(schema, f"R: {OBJECT.format('r')}")
    model = built.model("GetThingResponse")
    assert [field.name for field in model.fields] == list(fields)
    assert built.diagnostics == []


def test_a_property_of_nested_alternatives_has_all_their_types(build_schema: Build) -> None:
    kind = "{{properties: {{kind: {{const: {}}}, {}: {{type: string}}}}, required: [kind]}}"
    inner = f"{{allOf: [{{oneOf: [{kind.format('x', 'b')}, {kind.format('y', 'c')}]}}]}}"
    built = build_schema(f"{{allOf: [{A}, {{oneOf: [{inner}, {kind.format('z', 'd')}]}}]}}")
    fields = {field.name: field for field in built.model("GetThingResponse").fields}
    assert fields["kind"].type == Literal(("x", "y", "z"))
    assert [name for name, field in fields.items() if field.required] == ["kind"]


def test_alternatives_that_contain_themselves(build_schema: Build) -> None:
    built = build_schema(
        "{$ref: '#/components/schemas/Node'}",
        f"Node: {{allOf: [{A}, {{oneOf: [{{allOf: [{{$ref: '#/components/schemas/Node'}}, {B}]}}, {C}]}}]}}",
    )
    assert [field.name for field in built.model("Node").fields] == ["a", "b", "c"]


def test_very_many_combinations_keep_all_properties(build_schema: Build) -> None:
    unions = [f"{{oneOf: [{OBJECT.format(f'a{n}')}, {OBJECT.format(f'b{n}')}]}}" for n in range(20)]
    built = build_schema(f"{{allOf: [{', '.join(unions)}]}}")
    assert len(built.model("GetThingResponse").fields) == 40


@pytest.mark.parametrize(
    "other",
    [
        "{anyOf: [{type: string}, {type: 'null'}]}",
        "{oneOf: [{type: 'null'}, {type: string}]}",
        "{type: [string, 'null']}",
    ],
)
def test_a_value_or_null_twice(type_of: TypeOf, other: str) -> None:
    schema = f"{{allOf: [{{anyOf: [{{type: string}}, {{type: 'null'}}]}}, {other}]}}"
    assert type_of(schema) == Nullable(STRING)


def test_the_same_alternatives_twice(build_schema: Build) -> None:
    union = "{oneOf: [{type: string}, {type: integer}]}"
    assert build_schema(f"{{allOf: [{union}, {union}]}}").diagnostics == []


EITHER = FieldChoice((("a",), ("b",)))


@pytest.mark.parametrize(
    ("rest", "choices"),
    [
        ("oneOf: [{required: [a]}, {required: [b]}]", [EITHER]),
        ("oneOf: [{required: [a]}, {required: [b, c]}]", [FieldChoice((("a",), ("b", "c")))]),
        ("oneOf: [{required: [a]}]", [FieldChoice((("a",),), exclusive=False)]),
        ("anyOf: [{required: [a]}, {required: [b]}]", [FieldChoice((("a",), ("b",)), exclusive=False)]),
        ("oneOf: [{required: [a]}, {required: [b]}], anyOf: [{required: [c]}, {required: [d]}]",
         [EITHER, FieldChoice((("c",), ("d",)), exclusive=False)]),
        ("allOf: [{oneOf: [{required: [a]}, {required: [b]}]}, {oneOf: [{required: [c]}, {required: [d]}]}]",
         [EITHER, FieldChoice((("c",), ("d",)))]),
        # the alternatives describe the properties, too
        ("oneOf: [{required: [x], properties: {x: {}}}, {required: [y], properties: {y: {}}}]", [FieldChoice((("x",), ("y",)))]),
        ("anyOf: [{required: [x], properties: {x: {}}}, {required: [y], properties: {y: {}}}]",
         [FieldChoice((("x",), ("y",)), exclusive=False)]),
        ("required: [c], oneOf: [{required: [c, x], properties: {x: {}}}, {required: [a, b]}]", [FieldChoice((("x",), ("a", "b")))]),
        # the value of a property decides as well, so only the required properties of all alternatives are checked
        ("oneOf: [{required: [a]}, {required: [b], properties: {b: {minLength: 1}}}]", [FieldChoice((("a",), ("b",)), exclusive=False)]),
        ("oneOf: [{required: [a], properties: {k: {const: 1}}}, {required: [b], properties: {k: {const: 2}}}]",
         [FieldChoice((("a",), ("b",)), exclusive=False)]),
        ("oneOf: [{properties: {x: {}}}, {properties: {y: {}}}]", []),
    ],
)  # fmt: skip
def test_choices_between_required_properties(
    build_schema: Build, rest: str, choices: list[FieldChoice]
) -> None:
    properties = ", ".join(f"{name}: {{type: string}}" for name in "abcd")
    for version in ("3.0.3", "3.1.0"):
        schema = f"{{type: object, properties: {{{properties}}}, {rest}}}"
        built = build_schema(schema, version=version)
        assert built.model("GetThingResponse").choices == tuple(choices)
        assert built.diagnostics == []


def test_a_property_that_only_a_choice_names_is_a_field(build_schema: Build) -> None:
    built = build_schema("{properties: {a: {}}, oneOf: [{required: [a]}, {required: [b]}]}")
    assert [field.name for field in built.model("GetThingResponse").fields] == ["a", "b"]
    assert built.rules == ["warning conflicting-constraints"]

"""Null in types: which schemas admit it, alone, combined and as alternatives."""

from __future__ import annotations

import pytest

from generator.ir.types import Model, Nullable
from tests.support.nullability import VERSIONS, document

from .conftest import Build


@pytest.mark.parametrize("version", VERSIONS)
def test_null_is_admitted_where_every_applicable_schema_admits_it(
    build_schema: Build, version: str
) -> None:
    components, rows = document(version)
    built = build_schema("{$ref: '#/components/schemas/Thing'}", components, version=version)
    fields = {field.wire: field.type for field in built.model("Thing").fields}
    for number, row in enumerate(rows):
        holder = built.declared(f"Row{number}")
        assert isinstance(holder, Model)
        required, optional = holder.fields[0].type, fields[f"o{number}"]
        result = isinstance(required, Nullable), isinstance(optional, Nullable)
        assert result == (row.admits_null, row.admits_null), row.schema
    assert built.diagnostics == []


@pytest.mark.parametrize(
    ("version", "one", "other"),
    [
        ("3.0.3", "{type: string, nullable: true}", "{type: string, nullable: true}"),
        ("3.0.3", "{$ref: '#/components/schemas/Text'}", "{type: string, nullable: true}"),
        ("3.0.3", "{type: string, nullable: true}", "{nullable: true, maxLength: 5}"),
        ("3.1.0", "{type: [string, 'null']}", "{anyOf: [{type: string}, {type: 'null'}]}"),
        ("3.1.0", "{oneOf: [{type: 'null'}, {type: string}]}", "{anyOf: [{type: string}, {type: 'null'}]}"),
        ("3.1.0", "{enum: [a, null]}", "{enum: [null, a, b]}"),
    ],
)  # fmt: skip
def test_a_property_that_both_members_of_an_all_of_admit_null_for(
    build_schema: Build, version: str, one: str, other: str
) -> None:
    for first, second in ((one, other), (other, one)):
        members = ", ".join(f"{{properties: {{name: {each}}}}}" for each in (first, second))
        text = "Text: {type: string, nullable: true}"
        built = build_schema(f"{{allOf: [{members}]}}", text, version=version)
        (field,) = built.model("GetThingResponse").fields
        assert isinstance(field.type, Nullable)
        assert built.diagnostics == []

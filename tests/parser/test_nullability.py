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

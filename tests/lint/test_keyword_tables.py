"""The tables of keywords and fields are complete: they match the metaschemas and each other."""

from __future__ import annotations

from typing import Any

import pytest
from jsonschema_specifications import REGISTRY  # type: ignore[import-untyped]

from generator.lint import metaschema
from generator.lint.metaschema import definition
from generator.openapi import schema_keywords
from generator.openapi.object_types import (
    FIELDS_BY_KEY,
    HTTP_METHODS,
    OBJECT_TYPES,
    SCHEMA,
    VERSIONS,
    Container,
)
from generator.parser.queries import keywords

OLD = {"definitions", "additionalItems"}  # keywords of drafts before 2020-12


def vocabulary(name: str) -> dict[str, Any]:
    """The keywords of a vocabulary of JSON Schema 2020-12, with the schemas of their values."""
    contents = REGISTRY.contents(f"https://json-schema.org/draft/2020-12/meta/{name}")
    return dict(contents["properties"])


def container(value: dict[str, Any]) -> Container | None:
    """The container of schemas that the value of a keyword is; None if it contains no schemas."""
    if "$dynamicRef" in value:
        return Container.ONE
    if value.get("$ref") == "#/$defs/schemaArray":
        return Container.LIST
    inner = value.get("additionalProperties")
    return Container.MAP if isinstance(inner, dict) and "$dynamicRef" in inner else None


def fields(object_type: str) -> frozenset[str]:
    """The fixed fields of an object type in all versions of OpenAPI."""
    return frozenset().union(*(definition(version, object_type).fields for version in VERSIONS))


def test_schema_fields_are_the_keywords_of_json_schema_that_contain_schemas() -> None:
    names = "core applicator unevaluated content".split()
    values = {key: value for name in names for key, value in vocabulary(name).items()}
    expected = {key: kind for key, value in values.items() if (kind := container(value))}
    table = {field.key: field.container for field in OBJECT_TYPES[SCHEMA] if field.key not in OLD}
    assert table == expected


def test_the_metaschema_tables_have_all_keywords_that_contain_schemas() -> None:
    ignored = {"$defs", "contentSchema"} | OLD  # no metaschema of OpenAPI validates with these
    tables = {
        Container.MAP: metaschema._MAPS,
        Container.LIST: metaschema._LISTS,
        Container.ONE: metaschema._SINGLE,
    }
    for field in OBJECT_TYPES[SCHEMA]:
        assert field.key in ignored or field.key in tables[field.container]


def test_the_parser_lists_only_keywords_of_schemas_and_all_annotations() -> None:
    known = fields(SCHEMA) | frozenset().union(
        *(vocabulary(name) for name in "core applicator unevaluated validation content".split())
    )
    by_type = (getattr(schema_keywords, f"{type_}_KEYS") for type_ in ("OBJECT", "ARRAY", "STRING"))
    listed = keywords.ANNOTATIONS.union(keywords.IGNORED, *by_type)
    assert listed - known <= {"definitions", "summary", "$recursiveRef", "additionalItems"}
    assert vocabulary("meta-data").keys() <= keywords.ANNOTATIONS


@pytest.mark.parametrize("object_type", [name for name in OBJECT_TYPES if "x-" not in name])
def test_the_fields_of_an_object_type_are_fields_in_openapi(object_type: str) -> None:
    keys = {key for key in FIELDS_BY_KEY[object_type] if key and not key.startswith("x-")}
    assert keys - fields(object_type) <= (OLD | {"$defs"} if object_type == SCHEMA else set())


def test_components_and_methods_are_complete() -> None:
    assert FIELDS_BY_KEY["components"].keys() == fields("components")
    other = "$ref summary description servers parameters additionalOperations".split()
    assert set(HTTP_METHODS) == fields("path-item") - set(other)

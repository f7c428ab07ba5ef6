"""An object with the label of a valid object is not validated again. Every other object is validated."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.lint.messages import SchemaIssue
from generator.lint.metaschema import definition
from generator.lint.objects import object_issues
from generator.openapi.object_types import VERSIONS
from tests.support.examples import examples

VALID: dict[str, dict[str, Any]] = {
    "schema": {"type": "object", "description": "a", "properties": {"a": {}}, "required": ["a"]},
    "parameter": {"name": "a", "in": "query", "description": "b", "schema": {"type": "string"}},
    "response": {"description": "a", "content": {"application/json": {"schema": {}}}},
    "operation": {"operationId": "a", "parameters": [], "responses": {"200": {"description": ""}}},
    "media-type": {"schema": {"type": "string"}, "example": "a"},
}
INVALID: list[tuple[str, str, Any]] = [
    ("schema", "description", 1),
    ("schema", "description", None),
    ("schema", "type", "strnig"),
    ("schema", "properties", ["a"]),
    ("schema", "properties", "tuple"),
    ("schema", "required", "a"),
    ("schema", "required", [1]),
    ("schema", "pattern", "("),
    ("parameter", "in", "body"),
    ("parameter", "description", {}),
    ("parameter", "name", 3),
    ("parameter", "style", "simple"),
    ("response", "content", []),
    ("response", "description", 0),
    ("operation", "responses", []),
    ("operation", "parameters", {}),
    ("operation", "operationID", "a"),
    ("media-type", "schema", "string"),
]


@pytest.fixture(autouse=True)
def _clear_labels() -> Iterator[None]:
    clear_labels()
    yield
    clear_labels()


def clear_labels() -> None:
    for version, object_type in product(VERSIONS, VALID):
        definition(version, object_type).valid.clear()


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize(("object_type", "key", "value"), INVALID)
def test_an_invalid_object_similar_to_a_valid_one_is_reported(
    version: str, object_type: str, key: str, value: object
) -> None:
    invalid = {**VALID[object_type], key: value}
    first = object_issues(invalid, object_type, version)
    assert object_issues(VALID[object_type], object_type, version) == []
    assert object_issues(invalid, object_type, version) == first


@pytest.mark.parametrize("version", VERSIONS)
def test_invalid_objects_are_reported_each_time(version: str) -> None:
    invalid = {"type": "strnig"}
    results = [object_issues(dict(invalid), "schema", version) for _ in range(3)]
    assert results[0]
    assert results[0] == results[1] == results[2]


values = st.recursive(
    st.sampled_from([None, True, False, 0, 1, 1.0, -1, "", "a", "string", "object", "query", "("]),
    lambda inner: st.one_of(
        st.lists(inner, max_size=2), st.dictionaries(st.sampled_from(["a", "type", "x-a"]), inner)
    ),
    max_leaves=4,
)


@examples(300)
@given(data=st.data())
def test_the_order_of_validation_does_not_change_the_issues(data: st.DataObject) -> None:
    version, object_type = data.draw(st.sampled_from(VERSIONS)), data.draw(
        st.sampled_from(sorted(VALID))
    )
    keys = st.sampled_from([*sorted(definition(version, object_type).fields), "x-a", "other"])
    changes = data.draw(st.lists(st.dictionaries(keys, values, max_size=2), max_size=5))
    objects = [{**VALID[object_type], **change} for change in changes]
    alone: list[list[SchemaIssue]] = []
    for each in objects:
        clear_labels()
        alone.append(object_issues(each, object_type, version))
    clear_labels()
    assert [object_issues(each, object_type, version) for each in objects] == alone


SAME_LABEL: list[tuple[str, str, str, object, object]] = [
    ("3.0 3.1 3.2", "schema", "description", "b", "c"),
    ("3.0 3.1 3.2", "schema", "title", "b", "c"),
    ("3.0 3.1 3.2", "schema", "format", "b", "c"),
    ("3.0 3.1 3.2", "schema", "default", [1], {"a": None}),
    ("3.0 3.1 3.2", "schema", "minLength", 1, 2),
    ("3.0 3.1 3.2", "schema", "maxItems", 0, 3),
    ("3.0 3.1 3.2", "schema", "maximum", 1.5, -2),
    ("3.0 3.1 3.2", "schema", "required", ["a", "b"], ["c"]),
    ("3.0 3.1 3.2", "schema", "enum", ["a", "b"], ["c"]),
    ("3.1 3.2", "schema", "const", 1, {"a": 1}),
    ("3.1 3.2", "schema", "exclusiveMinimum", 1, 2),
    ("3.1 3.2", "schema", "minContains", 1, 2),
    ("3.1 3.2", "schema", "examples", ["a"], ["b"]),
    ("3.0 3.1 3.2", "operation", "operationId", "b", "c"),
    ("3.0 3.1 3.2", "operation", "tags", ["a", "b"], ["c"]),
    ("3.0 3.1 3.2", "parameter", "description", "b", "c"),
    ("3.0 3.1 3.2", "response", "description", "b", "c"),
    ("3.0 3.1 3.2", "media-type", "example", 1, "c"),
]


@pytest.mark.parametrize(("versions", "object_type", "key", "one", "other"), SAME_LABEL, ids=str)
def test_objects_that_differ_only_in_text_numbers_or_values_share_one_label(
    versions: str, object_type: str, key: str, one: object, other: object
) -> None:
    for version in versions.split():
        for value in (one, other):
            assert object_issues({**VALID[object_type], key: value}, object_type, version) == []
        assert len(definition(version, object_type).valid) == 1

"""The judge of the corpus makes valid values, so that every operation is called."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import Any

import pytest

CORPUS = Path(__file__).parent / "corpus"
DOCUMENTS = sorted((CORPUS / "documents").iterdir())


@pytest.fixture
def judge(monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.syspath_prepend(str(CORPUS))
    return importlib.import_module


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_every_operation_has_a_planned_call(judge: Any, path: Path) -> None:
    documents, plans = judge("documents"), judge("plans")
    root = documents.bundle(path)
    sent, received = (judge("values").Values(root, sending=each) for each in (True, False))
    planned = {
        each.key: list(plans.plans(each, sent, received, root))
        for each in documents.operations(root)
    }
    assert planned
    assert [text for calls in planned.values() for text in calls if isinstance(text, str)] == []
    for key, calls in planned.items():
        for call in calls:
            if call.media_type is not None:
                declared = call.operation.body["content"][call.media_type]["schema"]
                assert sent.error_of(declared, call.body) == "", key
            assert len(repr(call.body)) < 200_000, f"the body of {key} is too large"


@pytest.mark.parametrize(
    ("schema", "expected"),
    [
        ({"type": "string", "pattern": "^[a-z]+$", "minLength": 20}, "a" * 20),
        ({"type": "string", "pattern": r"^\d{3}$", "example": "042"}, "042"),
        ({"type": "string", "format": "hostname", "maxLength": 11}, "example.com"),
        ({"type": "number", "exclusiveMinimum": 0, "exclusiveMaximum": 0.5}, 0.25),
        ({"type": "number", "minimum": 19.985, "multipleOf": 0.01}, 19.99),
        ({"type": "array", "items": {"enum": ["a", "b"]}, "minItems": 2, "uniqueItems": True}, ["a", "b"]),
        ({"allOf": [{"type": "integer", "minimum": 5}, {"minimum": 3}]}, 5),
        ({"properties": {"a": {"type": "string", "minLength": 3, "maxLength": 2}}}, {}),
        ({"properties": {"a": {"type": "file"}}, "required": ["a"]}, {"a": "anything"}),
        ({"properties": {"a": {"$ref": "#/components/schemas/Missing"}}}, {"a": "anything"}),
    ],
)  # fmt: skip
def test_values_are_valid(judge: Any, schema: Any, expected: Any) -> None:
    root = {"openapi": "3.1.0", "components": {"schemas": {}}}
    assert judge("values").Values(root, sending=True).conforming(schema) == expected

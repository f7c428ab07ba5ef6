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


def test_answers_can_be_examples_that_miss_their_pattern(judge: Any) -> None:
    root, schema = {"openapi": "3.1.0"}, {
        "type": "string",
        "pattern": "/^[A-Z]{3}$/",
        "example": "USD",
    }
    sent, received = (judge("values").Values(root, sending=each) for each in (True, False))
    assert received.conforming(schema) == "USD"
    with pytest.raises(judge("scalars").Unable):  # the client refuses to send it
        sent.conforming(schema)


EVENT = {"type": "object", "required": ["data"], "properties": {"data": {"type": "integer"}}}
TICK = {"type": "string", "contentMediaType": "application/json", "contentSchema": {"enum": [7]}}


@pytest.mark.parametrize(
    ("media_type", "declared", "body"),
    [
        ("text/event-stream", {"schema": EVENT}, b"data: 1\n\n"),
        ("text/event-stream", {"schema": {"type": "integer"}}, b"data: 1\n\n"),
        ("text/event-stream", {"itemSchema": {"properties": {"data": TICK}}}, b"data: 7\n\n"),
        ("application/x-ndjson", {"schema": {"type": "array", "items": EVENT}}, b'{"data": 1}\n'),
        ("application/json-seq", {"itemSchema": EVENT}, b'\x1e{"data": 1}\n'),
        ("text/plain", {"schema": {"type": "boolean"}}, b"true"),
        ("text/plain", {"schema": {"type": "integer", "minimum": 8}}, b"8"),
        ("text/csv", {"schema": {"type": "string", "format": "binary"}}, b"text"),
    ],
)
def test_answers_have_the_form_of_their_media_type(
    judge: Any, media_type: str, declared: Any, body: bytes
) -> None:
    responses = {"200": {"description": "ok", "content": {media_type: declared}}}
    root = {"openapi": "3.1.0", "paths": {"/a": {"get": {"responses": responses}}}}
    (operation,) = judge("documents").operations(root)
    values = judge("values").Values(root, sending=False)
    plan = next(judge("plans").plans(operation, values, values, root))
    assert [answer.body for answer in plan.answers] == [body]

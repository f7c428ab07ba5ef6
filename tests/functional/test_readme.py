"""The README of a package has code for what the API has, and the code runs."""

from __future__ import annotations

import importlib
import re
from typing import Any

import pytest

from tests.functional.support import Make

OPERATION = """
paths:
  /report:
    get:
      operationId: getReport
      tags: [reports]
      responses:
        '200': {description: ok, content: {%s: {schema: {%s}}}}
"""
BLOCK = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize(
    ("heading", "operation", "answer"),
    [
        ("Downloads", OPERATION % ("application/pdf", "type: string, format: binary"), b"%PDF"),
        ("Streams", OPERATION % ("text/event-stream", "type: string"), ["one", "two"]),
        ("Streams", OPERATION % ("application/jsonl", "type: integer"), [1, 2]),
    ],
)
def test_the_code_of_a_section_runs(
    make: Make, heading: str, operation: str, answer: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    made = make(operation)
    readme = made.readme
    (section,) = re.findall(rf"^## {heading}$.*?(?=^## )", readme, re.MULTILINE | re.DOTALL)
    (block,) = BLOCK.findall(section)
    with importlib.import_module(f"{made.package.__name__}.testing").FakeClient() as fake:
        fake.reports.get.returns(answer)
        names = {"client": fake.client()}
        exec(block, names)
    assert names.get("content", b"%PDF") == b"%PDF"
    printed = capsys.readouterr().out
    assert printed == ("" if heading == "Downloads" else "".join(f"{each}\n" for each in answer))


WITH_MODELS = """
paths:
  /orders:
    post:
      operationId: createOrder
      tags: [orders]
      requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/Order'}}}}
      responses: {'200': {description: ok, content: {application/json: {schema: {type: string}}}}}
components:
  schemas:
    Order: {type: object, required: [line], properties: {line: {$ref: '#/components/schemas/Line'}}}
    Line:
      type: object
      required: [kind, itemId, parts]
      properties:
        kind: {const: line}
        itemId: {type: integer}
        parts: {type: array, items: {$ref: '#/components/schemas/Part'}, minItems: 1}
    Part: {type: object, required: [size], properties: {size: {type: integer, example: 2}}}
"""


def test_the_calls_with_models_and_with_dicts_are_equal(make: Make) -> None:
    made = make(WITH_MODELS)
    readme = made.readme
    (section,) = re.findall(r"^## Models and dicts.*?(?=^## )", readme, re.MULTILINE | re.DOTALL)
    blocks = BLOCK.findall(section)
    with importlib.import_module(f"{made.package.__name__}.testing").FakeClient() as fake:
        fake.orders.create.returns("a", times=2)
        for block in blocks:
            exec(block, {"client": fake.client(), "models": made.models})
        with_models, with_dicts = (call.json for call in fake.calls)
    assert "models." in blocks[0]
    assert "models." not in blocks[1]
    assert (
        with_models == with_dicts == {"line": {"kind": "line", "itemId": 1, "parts": [{"size": 2}]}}
    )

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
    readme = (made.folder.parent / "README.md").read_text("utf-8")
    (section,) = re.findall(rf"^## {heading}$.*?(?=^## )", readme, re.MULTILINE | re.DOTALL)
    (block,) = BLOCK.findall(section)
    with importlib.import_module(f"{made.package.__name__}.testing").FakeClient() as fake:
        fake.reports.get.returns(answer)
        names = {"client": fake.client()}
        exec(block, names)
    assert names.get("content", b"%PDF") == b"%PDF"
    printed = capsys.readouterr().out
    assert printed == ("" if heading == "Downloads" else "".join(f"{each}\n" for each in answer))

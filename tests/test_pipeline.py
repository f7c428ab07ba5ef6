"""A large document is linted in another process, with the same result as a small one."""

from __future__ import annotations

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from generator import pipeline
from generator.pipeline import CheckResult, Request
from tests.support.harness import NAMES

OPERATION: dict[str, Any] = {
    "operationId": "getThing",
    "responses": {
        "200": {
            "description": "The thing.",
            "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Thing"}}},
        }
    },
}
VALID: dict[str, Any] = {
    "openapi": "3.1.0",
    "info": {"title": "Large", "version": "1"},
    "paths": {"/thing": {"get": OPERATION}},
    "components": {"schemas": {"Thing": {"type": "object"}}},
}


def changed(*keys: str, to: object) -> dict[str, Any]:
    document = deepcopy(VALID)
    value = document
    for key in keys[:-1]:
        value = value[key]
    value[keys[-1]] = to
    return document


THING = ("components", "schemas", "Thing")
DOCUMENTS = {
    "a valid document": VALID,
    "a warning": changed(*THING, to={"type": "integer", "format": "duration"}),
    "an error of the parser": changed(*THING, to={"type": "object", "properties": {'a"b': {}}}),
    "an error of lint": changed(*THING, to={"type": "strin"}),
    "an error of lint that breaks the parser": changed("paths", "/thing", "get", to=[1]),
    "a chain that is too long": changed(
        "components",
        "schemas",
        to={"Thing": {"$ref": "#/components/schemas/X0"}}
        | {f"X{n}": {"allOf": [{"$ref": f"#/components/schemas/X{n + 1}"}]} for n in range(3000)}
        | {"X3000": {"type": "object"}},
    ),
}


def checked(document: dict[str, Any], path: Path) -> CheckResult:
    path.write_text(json.dumps(document))
    return pipeline.check(Request(path, names=NAMES))


@pytest.mark.parametrize("what", DOCUMENTS)
def test_a_large_document_has_the_same_diagnostics(tmp_path: Path, what: str) -> None:
    document = DOCUMENTS[what]
    path = tmp_path / "openapi.json"
    small = checked(document, path)
    large = checked(document | {"x-padding": "x" * 1_000_000}, path)
    assert large.diagnostics == small.diagnostics
    assert (large.api is None) == (small.api is None) == what.startswith(("an error", "a chain"))
    if small.api is not None and large.api is not None:
        assert large.api.resources == small.api.resources

"""Error codes in the schemas of error responses."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from generator import reserved
from generator.openapi import load
from generator.parser.context import ParseContext
from generator.parser.error_codes import CodesByWire, find_error_codes


def found(folder: Path, schema: dict[str, Any], **schemas: Any) -> tuple[str, CodesByWire]:
    """The pointer to the code and the classes for a response with this schema."""
    content = {"application/json": {"schema": schema}}
    response = {"404": {"description": "bad", "content": content}}
    document = {
        "openapi": "3.1.0",
        "info": {"title": "T", "version": "1"},
        "paths": {"/x": {"get": {"operationId": "x", "responses": response}}},
        "components": {"schemas": schemas},
    }
    path = folder / "openapi.json"
    path.write_text(json.dumps(document))
    return find_error_codes(ParseContext(load(path), tolerant=True))


def test_alternatives_that_share_alternatives_are_read_once(tmp_path: Path) -> None:
    """Otherwise this takes 2 to the power of 60 steps."""

    def level(number: int) -> dict[str, str]:
        return {"$ref": f"#/components/schemas/L{number}"}

    levels: dict[str, Any] = {
        f"L{n}": {"oneOf": [{"allOf": [level(n + 1)]}, {"title": "B", "allOf": [level(n + 1)]}]}
        for n in range(60)
    }
    levels["L60"] = {"properties": {"code": {"const": "DEEP"}, "cause": level(0)}}
    pointer, codes = found(tmp_path, level(0), **levels)
    assert (pointer, list(codes)) == ("/code", ["DEEP"])


def test_a_schema_that_contains_itself(tmp_path: Path) -> None:
    error = {"$ref": "#/components/schemas/E"}
    recursive = {
        "oneOf": [error, {"properties": {"code": {"enum": ["A"]}, "errors": {"items": error}}}]
    }
    pointer, codes = found(tmp_path, error, E=recursive)
    assert (pointer, list(codes)) == ("/code", ["A"])


def test_no_class_has_a_name_of_the_runtime(tmp_path: Path) -> None:
    codes = ["api_error", "connection", "timeout", "timed_out", "status", "validation"]
    _, classes = found(tmp_path, {"properties": {"code": {"enum": codes}}})
    names = [each.name for listed in classes.values() for each in listed]
    assert len(names) == len(codes)
    assert not set(names) & reserved.ERRORS
    assert "ConnectionResponseError" in names

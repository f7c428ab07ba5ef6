"""All file names in the output are valid on all systems, for any names in a document."""

from __future__ import annotations

from pathlib import Path, PureWindowsPath

from generator import pipeline
from generator.pipeline import Request
from tests.support.harness import write_spec

DEVICES = "con prn aux nul conin$ conout$ COM1 com¹ com² com³ Com9 lpt1 lpt³ LPT9".split()


def test_no_file_or_folder_has_the_name_of_a_windows_device(tmp_path: Path) -> None:
    def response(schema: object) -> object:
        content = {"application/json": {"schema": schema}}
        return {"200": {"description": "ok", "content": content}}

    def operation(number: int, device: str) -> object:
        nested = {"type": "object", "properties": {device: {"type": "object", "properties": {}}}}
        return {
            "operationId": f"{device}_{number}",
            "tags": [device],
            "responses": response(nested),
        }

    schemas = {"Prn": {"type": "object"}, "aux": {"enum": ["a", "b"]}, "nul": {"type": "object"}}
    document = {
        "openapi": "3.1.0",
        "info": {"title": "Con", "version": "1"},
        "paths": {f"/{n}": {"get": operation(n, name)} for n, name in enumerate(DEVICES)},
        "webhooks": {name: {"post": {"responses": response({})}} for name in ("com1", "nul")},
        "components": {"schemas": schemas},
    }
    result = pipeline.generate(Request(write_spec(document, tmp_path), tolerant=True))
    assert result.tree is not None, result.diagnostics
    paths = [PureWindowsPath(path) for path in result.tree]
    assert [
        path for path in paths if any(PureWindowsPath(p).is_reserved() for p in path.parts)
    ] == []
    assert "con_.py" in {path.name for path in paths}

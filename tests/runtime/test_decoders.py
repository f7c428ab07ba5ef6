"""Only one module decodes values as types with msgspec, because msgspec must inspect a type under a lock."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import Any

import msgspec
import pytest
from client_under_test._runtime.models.decoders import convert, decoder_of

from tests.runtime.support import TEMPLATES

INSPECTING = ("msgspec.convert", "msgspec.json.Decoder", "msgspec.inspect", "msgspec.msgpack")
ALLOWED = {
    "UNSET",
    "Meta",
    "Struct",
    "StructMeta",
    "UnsetType",
    "field",
}  # may be imported from msgspec


def inspections(source: str) -> Iterator[str]:
    """Yield the uses of msgspec in a source file that make msgspec inspect a type."""
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Attribute():
                name = ast.unparse(node)
                if name in INSPECTING:
                    yield name
            case ast.Call(func=ast.Attribute()) if ast.unparse(node.func) == "msgspec.json.decode":
                if len(node.args) > 1 or node.keywords:
                    yield "msgspec.json.decode with a type"
            case ast.ImportFrom(module=str(module)) if module.split(".")[0] == "msgspec":
                yield from (name.name for name in node.names if name.name not in ALLOWED)
            case ast.Import():
                yield from (
                    f"import {name.name} as {name.asname}"
                    for name in node.names
                    if name.name.split(".")[0] == "msgspec" and (name.asname or "." in name.name)
                )
            case _:
                pass


def test_one_module_creates_decoders() -> None:
    files = sorted(TEMPLATES.rglob("*.py"))
    found = {path.name: set(inspections(path.read_text("utf-8"))) for path in files}
    assert {name: uses for name, uses in found.items() if uses} == {
        "decoders.py": {"msgspec.convert", "msgspec.json.Decoder"}
    }


@pytest.mark.parametrize(
    "source",
    [
        "import msgspec\nmsgspec.convert(1, int)",
        "import msgspec\nmsgspec.json.Decoder(int)",
        "import msgspec\nmsgspec.json.decode(b'1', type=int)",
        "import msgspec\nmsgspec.inspect.type_info(int)",
        "from msgspec import convert",
        "from msgspec.json import Decoder",
        "import msgspec.json",
        "import msgspec as m",
    ],
)
def test_each_way_to_create_a_decoder_is_detected(source: str) -> None:
    assert list(inspections(source))


def test_a_type_has_one_decoder() -> None:
    decoder: Any = decoder_of(dict[str, int])
    assert decoder_of(dict[str, int]) is decoder
    assert convert({"a": 1}, dict[str, int]) == {"a": 1}
    assert convert({"a": "1"}, dict[str, int], strict=False) == {"a": 1}
    with pytest.raises(msgspec.ValidationError):
        convert({"a": "1"}, dict[str, int])

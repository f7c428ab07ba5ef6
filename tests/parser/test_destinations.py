"""Chains of references: their ends, and linear time for long ones."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from generator.ir.types import Alias, Model, Named
from generator.openapi import Node, load
from generator.parser import SettingsInput, build

from .conftest import Build


def chain(length: int) -> dict[str, object]:
    """Components `C0` to `C{length}`, each a reference to the next one; the last is an object."""
    result: dict[str, object] = {
        f"C{n}": {"$ref": f"#/components/schemas/C{n + 1}"} for n in range(length)
    }
    return result | {f"C{length}": {"type": "object", "properties": {"x": {"type": "string"}}}}


def written(folder: Path, schemas: dict[str, object]) -> Path:
    path = folder / "openapi.json"
    head = {"openapi": "3.1.0", "info": {"title": "T", "version": "1"}, "paths": {}}
    path.write_text(json.dumps({**head, "components": {"schemas": schemas}}))
    return path


def test_each_link_of_a_long_chain_is_the_model_at_its_end(tmp_path: Path) -> None:
    api, diagnostics = build(load(written(tmp_path, chain(50))), SettingsInput(), tolerant=False)
    models = [each for each in api.declarations if isinstance(each, Model)]
    aliases = [each for each in api.declarations if isinstance(each, Alias)]
    assert [model.name for model in models] == ["C50"]
    assert {alias.type for alias in aliases} <= {Named("C50")}
    assert diagnostics == []


@contextmanager
def counted(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """The number of references that are followed, one step each."""
    count = [0]
    step = Node._target_node

    def counting(node: Node, target: object) -> Node | None:
        count[0] += 1
        return step(node, target)  # type: ignore[arg-type]  # whatever it is, it is handed on

    with monkeypatch.context() as patch:
        patch.setattr(Node, "_target_node", counting)
        yield count


def test_a_chain_is_followed_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def steps(length: int) -> int:
        document = load(written(tmp_path, chain(length)))
        with counted(monkeypatch) as count:
            build(document, SettingsInput(), tolerant=False)
        return count[0]

    assert steps(800) < 9 * steps(100)


def test_a_chain_ends_at_a_reference_with_other_keywords(
    build_text: Build,
) -> None:
    built = build_text("""
        paths:
          /first: {get: {responses: {'200': {description: d, content: {application/json: {schema:
            {$ref: '#/components/schemas/A'}}}}}}}
          /second: {get: {responses: {'200': {description: d, content: {application/json: {schema:
            {$ref: '#/components/schemas/B'}}}}}}}
        components:
          schemas:
            A: {$ref: '#/components/schemas/B'}
            B: {$ref: '#/components/schemas/C', required: [x]}
            C: {$ref: '#/components/schemas/D'}
            D: {type: object, properties: {x: {type: string}}}
        """)
    assert [field.required for field in built.model("B").fields] == [True]
    assert [field.required for field in built.model("D").fields] == [False]
    operations = [o for r in built.api.resources for o in r.operations]
    assert [operation.returns for operation in operations] == [Named("B"), Named("B")]

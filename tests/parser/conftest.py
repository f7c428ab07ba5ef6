"""A few lines of a document -> the Api made of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent, indent

import pytest

from generator.diagnostics import Diagnostic
from generator.ir.api import Api
from generator.ir.operations import Operation
from generator.ir.types import Alias, Declaration, Model, Type
from generator.openapi import load
from generator.parser import SettingsInput, build


@dataclass(frozen=True)
class Built:
    api: Api
    diagnostics: list[Diagnostic]

    def operation(self, name: str = "") -> Operation:
        """The operation with this `resource.method`; by default the first."""
        result = {f"{r.name}.{o.name}": o for r in self.api.resources for o in r.operations}
        return result[name] if name else next(iter(result.values()))

    @property
    def methods(self) -> list[str]:
        return [f"{r.name}.{o.name}" for r in self.api.resources for o in r.operations]

    def declared(self, name: str) -> Declaration:
        return next(d for d in self.api.declarations if d.name == name)

    def model(self, name: str) -> Model:
        result = self.declared(name)
        assert isinstance(result, Model)
        return result

    def alias(self, name: str) -> Alias:
        result = self.declared(name)
        assert isinstance(result, Alias)
        return result

    @property
    def names(self) -> list[str]:
        return [d.name for d in self.api.declarations]

    @property
    def rules(self) -> list[str]:
        return [f"{p.severity} {p.rule}" for p in self.diagnostics]


Build = Callable[..., Built]
TypeOf = Callable[..., Type]


@pytest.fixture
def build_text(tmp_path: Path) -> Build:
    """Build the document with this text, which lacks `openapi` and `info`."""

    def run(
        text: str,
        *,
        version: str = "3.1.0",
        tolerant: bool = False,
        title: str = "Test",
        others: Sequence[tuple[str, str]] = (),
    ) -> Built:
        head = f"openapi: {version}\ninfo: {{title: '{title}', version: '1'}}\n"
        (tmp_path / "openapi.yaml").write_text(head + dedent(text), encoding="utf-8")
        for name, content in others:
            (tmp_path / name).write_text(dedent(content), encoding="utf-8")
        document = load(tmp_path / "openapi.yaml")
        assert [p for p in document.diagnostics if p.severity == "error"] == []
        names = SettingsInput() if title != "Test" else SettingsInput(package="test_client")
        api, diagnostics = build(document, names, tolerant)
        return Built(api, diagnostics)

    return run


@pytest.fixture
def build_schema(build_text: Build) -> Build:
    """Build a document whose only operation responds with the schema; `components` are more schemas."""

    def run(schema: str, components: str = "", **options: object) -> Built:
        text = RESPONSE + indent(dedent(schema).strip() or "{}", " " * 16)
        if components:
            text += "\ncomponents:\n  schemas:\n" + indent(dedent(components), " " * 4)
        return build_text(text, **options)

    return run


@pytest.fixture
def type_of(build_schema: Build) -> TypeOf:
    """The type of a schema in a response."""

    def run(schema: str, components: str = "", **options: object) -> Type:
        result = build_schema(schema, components, **options).operation().responses[0].type
        assert result is not None
        return result

    return run


RESPONSE = """\
paths:
  /thing:
    get:
      operationId: getThing
      responses:
        '200':
          description: ok
          content:
            application/json:
              schema:
"""

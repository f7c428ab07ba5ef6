"""Patterns of a document are matched in bounded time by the generator and by clients.

What could take for ever runs in a process of its own, which is ended after two minutes.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from generator.diagnostics import Severity
from tests.functional.support import Caller, Maker
from tests.support.harness import ROOT
from tests.support.loopback import answer

EVIL = "^(a+)+$"
VALUE = "a" * 60 + "!"
LIMIT = 120  # seconds


def text(pattern: str) -> dict[str, Any]:
    return {"type": "string", "pattern": pattern}


def document(pattern: str) -> dict[str, Any]:
    """A document with the pattern in every place that a schema can have one, and a value beside it."""
    keys = {VALUE: 1}
    schemas = [
        {**text(pattern), "default": VALUE, "example": VALUE, "examples": [VALUE]},
        {**text(pattern), "enum": [VALUE], "default": VALUE},
        {"type": "object", "patternProperties": {pattern: {"type": "integer"}}, "default": keys},
        {"patternProperties": {pattern: True}, "additionalProperties": False, "default": keys},
        {"patternProperties": {pattern: True}, "unevaluatedProperties": False, "default": keys},
        {"propertyNames": {"pattern": pattern}, "default": keys},
        {"anyOf": [text(pattern), {"type": "integer"}], "default": VALUE},
        {"if": {"pattern": pattern}, "then": {"minLength": 1}, "default": VALUE},
        {"type": "array", "contains": {"pattern": pattern}, "default": [VALUE]},
    ]
    parameters = [
        {"name": "q", "in": "query", "schema": text(pattern), "example": VALUE},
        {"name": "id", "in": "path", "required": True, "schema": {**text(pattern), "example": VALUE}},
        {"name": "X", "in": "header", "schema": text(pattern), "examples": {"a": {"value": VALUE}}},
    ]  # fmt: skip
    headers = {"Y": {"schema": text(pattern), "example": VALUE}}
    got = {"description": "d", "headers": headers, "content": {"application/json": {}}}
    get = {"operationId": "get", "parameters": parameters, "responses": {"200": got}}
    return {
        "openapi": "3.1.0",
        "info": {"title": "Test", "version": "1"},
        "paths": {"/p/{id}": {"get": get}},
        "components": {"schemas": {f"S{n}": schema for n, schema in enumerate(schemas)}},
    }


@pytest.mark.parametrize("pattern", [EVIL, "(?=(a+)+$)", "(a|a)*$"])
def test_the_generator_ends_for_every_pattern_and_value(tmp_path: Path, pattern: str) -> None:
    spec = tmp_path / "openapi.json"
    spec.write_text(json.dumps(document(pattern)))
    command = [sys.executable, "-m", "generator", "generate", "--tolerant", "--no-cache"]
    command += ["--spec", str(spec), "--out", str(tmp_path / "out")]
    subprocess.run(command, cwd=ROOT, check=True, timeout=LIMIT, capture_output=True)


CLIENT = """
from {package} import Client, errors
from tests.support.loopback import Loopback, answer

with Loopback() as server, Client(base_url=server.url) as client:
    for name in ("evil", "email"):
        for value in ("a" * 60 + "!", "a@" * 2000, "." * 100_000):
            server.play(answer({{name: value}}))
            try:
                result = client.things.save(q=value[:100], **{{name: value}})
            except errors.ArgumentError:
                result = client.things.get()
            assert getattr(result, name) == value
"""
THINGS = f"""
servers: [{{url: 'https://host.example'}}]
paths:
  /things:
    post:
      operationId: saveThing
      tags: [things]
      parameters: [{{name: q, in: query, schema: {{type: string, pattern: '{EVIL}'}}}}]
      requestBody: {{required: true, content: {{application/json: {{schema: {{$ref: '#/components/schemas/Thing'}}}}}}}}
      responses: &ok
        '200': {{description: ok, content: {{application/json: {{schema: {{$ref: '#/components/schemas/Thing'}}}}}}}}
    get: {{operationId: readThing, tags: [things], responses: *ok}}
components:
  schemas:
    Thing:
      type: object
      properties:
        evil: {{type: string, pattern: '{EVIL}'}}
        email: {{type: string, pattern: '^[^@]+@[^@]+[.][^@]+$', maxLength: 320}}
        word: {{type: string, pattern: '^[a-z]+$'}}
"""


def test_a_client_ends_for_every_value_sent_or_received(make: Maker) -> None:
    made = make(THINGS)
    code = CLIENT.format(package=made.package.__name__)
    subprocess.run(
        [sys.executable, "-c", code],
        env={"PYTHONPATH": f"{ROOT}:{made.folder.parent}"},
        check=True,
        timeout=LIMIT,
    )


def test_an_unchecked_pattern_is_a_warning_at_its_location(make: Maker) -> None:
    diagnostics = make(THINGS).diagnostics
    lines = (THINGS.splitlines(), len("openapi\ninfo".splitlines()))
    places = [n + lines[1] for n, line in enumerate(lines[0], 1) if EVIL in line]
    assert [diagnostic.location.line for diagnostic in diagnostics] == places
    assert {diagnostic.severity for diagnostic in diagnostics} == {Severity.WARNING}
    assert all("does not check" in diagnostic.message for diagnostic in diagnostics)


def test_other_patterns_are_checked(make: Maker, call: Caller) -> None:
    api = make(THINGS)
    for wrong in ({"word": "A"}, {"email": "nobody"}, {"email": "a@b." + "c" * 400}):
        with pytest.raises(api.errors.ArgumentError, match=next(iter(wrong))):
            call(api, lambda c, wrong=wrong: c.things.save(**wrong), answer({}))
    right = {"word": "a", "email": "a@b.c", "evil": "b"}
    assert call(api, lambda c: c.things.save(**right), answer(right)).sent.json() == right


OTHER_DIALECTS = ["/^[a-z]+$/", "/^[a-z]+$/i", "^[[:alpha:]]+$", r"^\p{L}+$", r"^a\z"]


@pytest.mark.parametrize("version", ["3.0.3", "3.1.0"])
@pytest.mark.parametrize("pattern", OTHER_DIALECTS)
def test_a_pattern_of_another_dialect_is_a_warning_and_not_checked(
    make: Maker, call: Caller, pattern: str, version: str
) -> None:
    """It would refuse every value."""
    schema = f"{{type: string, pattern: '{pattern}'}}"
    text = f"""
paths:
  /things/{{id}}:
    put:
      operationId: saveThing
      parameters:
        - {{name: id, in: path, required: true, schema: {schema}}}
        - {{name: q, in: query, required: true, schema: {schema}}}
      requestBody: {{$ref: '#/components/requestBodies/Thing'}}
      responses: {{'204': {{description: ok}}}}
components:
  schemas:
    Thing: {{type: object, required: [word], properties: {{word: {schema}}}}}
  requestBodies:
    Thing: {{required: true, content: {{application/json: {{schema: {{$ref: '#/components/schemas/Thing'}}}}}}}}
"""
    api = make(text, version=version)
    lines = [n for n, line in enumerate(text.splitlines(), 3) if "pattern:" in line]
    found = [each for each in api.diagnostics if "does not check" in each.message]
    assert [(each.severity, each.rule) for each in found] == [("warning", "ignored-keyword")] * 3
    assert [each.location.line for each in found] == lines
    sent = call(api, lambda c: c.things.save("abc", q="abc", word="abc")).sent
    assert (sent.target, sent.json()) == ("/things/abc?q=abc", {"word": "abc"})

# ruff: noqa: E501 (a schema on one line is easier to read than on ten)
"""Diagnostics: types that the client cannot express are errors, or with `--tolerant` warnings with a fallback to `Any`."""

from __future__ import annotations

import json
from pathlib import Path
from textwrap import dedent

import pytest
from click.testing import CliRunner

from generator.cli import main
from tests.functional.support import OK, Call, Make, Refused, head, thing
from tests.support.loopback import answer

OPERATION = f"get: {{operationId: x_read, {OK}}}"


def schema(text: str) -> str:
    return thing(f"{{a: {text}, b: {{type: string}}}}")


INEXPRESSIBLE = {
    "no type of JSON Schema": (schema("{type: strnig}"), "a"),
    "contains a quote": (thing("{'a\"b': {type: integer}, b: {type: string}}"), ""),
    "leads nowhere": (schema("{$ref: '#/components/schemas/Lost'}"), "a"),
    "leads out of the document": (schema("{$ref: 'https://example.com/schema.json'}"), "a"),
    "two sets of alternatives": (
        schema("{oneOf: [{type: string}, {type: integer}], anyOf: [{minLength: 1}, {minimum: 1}]}"),
        "a",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", INEXPRESSIBLE)
def test_types_that_cannot_be_expressed(make: Make, call: Call, name: str) -> None:
    text, field = INEXPRESSIBLE[name]
    with pytest.raises(Refused) as refused:
        make(text)
    errors = [p for p in refused.value.diagnostics if p.severity == "error"]
    assert errors
    assert all(p.location.line > 3 and p.location.text for p in errors)
    api = make(text, tolerant=True)
    assert all(p.severity == "warning" for p in api.diagnostics)
    options = {field: "x"} if field else {}
    assert call(api, lambda c: c.things.save(b="y", **options), answer({})).sent.json() == {
        "b": "y",
        **options,
    }


STANDARD = {
    "a circle of references": thing("{a: {type: string}}", "Loop: {$ref: '#/components/schemas/Loop'}"),
    "a dangling reference": "paths: {/x: {get: {operationId: x_read, responses: {'200': {$ref: '#/components/responses/No'}}}}}",
    "two operations of one name": f"paths: {{/x: {{{OPERATION}}}, /y: {{{OPERATION}}}}}",
    "an undeclared path parameter": f"paths: {{'/x/{{id}}': {{{OPERATION}}}}}",
    "no responses": "paths: {/x: {get: {operationId: x_read, parameters: [{name: q}]}}}",
    "an unknown security scheme": f"security: [{{no: []}}]\npaths: {{/x: {{{OPERATION}}}}}",
}  # fmt: skip


@pytest.mark.parametrize("name", STANDARD)
def test_every_violation_of_the_standard_is_reported_with_its_location(
    make: Make, name: str
) -> None:
    with pytest.raises(Refused) as refused:
        make(STANDARD[name])
    errors = [p for p in refused.value.diagnostics if p.severity == "error"]
    assert errors
    assert all(p.location.line >= 3 for p in errors)


ANSWER = (
    "responses: {'200': {description: ok, content: {application/json: {schema: {type: string}}}}}"
)
LOST = {
    "parameter": f"/x: {{get: {{operationId: x_read, parameters: [{{$ref: '#/components/parameters/Lost'}}], {ANSWER}}}}}",
    "path parameter": f"'/x/{{id}}': {{get: {{operationId: read, parameters: [{{$ref: '#/components/parameters/Lost'}}], {ANSWER}}}}}",
    "response": "/x: {get: {operationId: x_read, responses: {'200': {$ref: '#/components/responses/Lost'}}}}",
    "error": "/x: {get: {operationId: x_read, responses: {'200': {description: ok, content: {application/json: {}}}, '404': {$ref: '#/components/responses/Lost'}}}}",
    "request body": f"/x: {{post: {{operationId: x_read, requestBody: {{$ref: '#/components/requestBodies/Lost'}}, {ANSWER}}}}}",
    "header": "/x: {get: {operationId: x_read, responses: {'200': {description: ok, headers: {X-A: {$ref: '#/components/headers/Lost'}}, content: {application/json: {}}}}}}",
    "link": "/x: {get: {operationId: x_read, responses: {'200': {description: ok, links: {a: {$ref: '#/components/links/Lost'}}, content: {application/json: {}}}}}}",
    "example": "/x: {get: {operationId: x_read, responses: {'200': {description: ok, content: {application/json: {examples: {a: {$ref: '#/components/examples/Lost'}}}}}}}}",
    "callback": f"/x: {{get: {{operationId: x_read, callbacks: {{a: {{$ref: '#/components/callbacks/Lost'}}}}, {ANSWER}}}}}",
    "path item": f"/x: {{get: {{operationId: x_read, {ANSWER}}}}}\n  /y: {{$ref: '#/components/pathItems/Lost'}}",
    "media type": "/x: {get: {operationId: x_read, responses: {'200': {description: ok, content: {application/json: {$ref: '#/components/mediaTypes/Lost'}}}}}}",
    "another file": f"/x: {{get: {{operationId: x_read, parameters: [{{$ref: 'lost.yaml#/Lost'}}], {ANSWER}}}}}",
    "another server": f"/x: {{get: {{operationId: x_read, parameters: [{{$ref: 'https://example.com/a.yaml#/Lost'}}], {ANSWER}}}}}",
    "circle of responses": "/x: {get: {operationId: x_read, responses: {'200': {$ref: '#/components/responses/A'}}}}\ncomponents: {responses: {A: {$ref: '#/components/responses/B'}, B: {$ref: '#/components/responses/A'}}}",
    "circle of parameters": f"/x: {{get: {{operationId: x_read, parameters: [{{$ref: '#/components/parameters/A'}}], {ANSWER}}}}}\ncomponents: {{parameters: {{A: {{$ref: '#/components/parameters/B'}}, B: {{$ref: '#/components/parameters/A'}}}}}}",
    "circle of schemas": "/x: {get: {operationId: x_read, responses: {'200': {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/A'}}}}}}}\ncomponents: {schemas: {A: {$ref: '#/components/schemas/B'}, B: {$ref: '#/components/schemas/A'}}}",
    "circle of one": "/x: {get: {operationId: x_read, responses: {'200': {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/A'}}}}}}}\ncomponents: {schemas: {A: {$ref: '#/components/schemas/A'}}}",
}  # fmt: skip


@pytest.mark.parametrize("name", LOST)
def test_tolerant_mode_accepts_dangling_references(make: Make, call: Call, name: str) -> None:
    text = f"paths:\n  {LOST[name]}"
    with pytest.raises(Refused) as refused:
        make(text, version="3.2.0")
    (error,) = [p for p in refused.value.diagnostics if p.severity == "error"]
    assert error.location.line >= 4
    assert error.location.text
    api = make(text, version="3.2.0", tolerant=True)
    assert {p.severity for p in api.diagnostics} == {"warning"}
    (warned,) = [p for p in api.diagnostics if p.rule == error.rule]
    assert (warned.location.line, warned.location.text) == (
        error.location.line,
        error.location.text,
    )
    assert warned.message.startswith(error.message)
    suffix = warned.message.removeprefix(error.message)
    assert ("left out" in suffix) == any(word in name for word in LEFT_OUT)
    path = {"path parameter": ["7"]}.get(name, [])
    body = {"request body": {"body": b"x"}}.get(name, {})
    assert call(api, lambda c: c.x.read(*path, **body), answer("y")).value == "y"


LEFT_OUT = ("parameter", "header", "link", "example", "callback", "item", "another")
"""Objects that are left out if the reference to them leads nowhere."""


def test_all_problems_are_reported_at_once(make: Make) -> None:
    text = f"""
        security: [{{no: []}}]
        paths:
          '/x/{{id}}': {{{OPERATION}}}
          /y: {{{OPERATION}}}
        components: {{schemas: {{A: {{type: 3}}, B: {{$ref: '#/nowhere'}}}}}}
        """
    with pytest.raises(Refused) as refused:
        make(text)
    lines = {p.location.line for p in refused.value.diagnostics if p.severity == "error"}
    assert {6, 7, 8} <= lines


def test_tolerant_mode_generates_everything_unambiguous(make: Make, call: Call) -> None:
    api = make(
        f"""
        paths:
          '/x/{{id}}': {{{OPERATION}}}
          /y: {{get: {{operationId: x_read, parameters: [{{name: q, in: query}}], {OK}}}}}
        """,
        tolerant=True,
    )
    assert {note.split()[1] for note in api.notes} == {"warning"}
    targets = {
        call(api, lambda c: c.x.get("7")).sent.target,
        call(api, lambda c: c.y.get(q="v")).sent.target,
    }
    assert targets == {"/x/7", "/y?q=v"}


UNSENDABLE = {
    "a header with a space": f"""paths:
  /x: {{get: {{operationId: x_read, parameters: [{{in: header, name: X A, schema: {{type: string}}}}], {OK}}}}}""",
    "a header beyond ASCII": f"""paths:
  /x: {{get: {{operationId: x_read, parameters: [{{in: header, name: X-Größe, schema: {{type: string}}}}], {OK}}}}}""",
    "a header with a line break": f"""paths:
  /x: {{get: {{operationId: x_read, parameters: [{{in: header, name: "X\\r\\nEvil", schema: {{type: string}}}}], {OK}}}}}""",
    "a key in such a header": f"""components:
  securitySchemes: {{k: {{type: apiKey, in: header, name: 'X:Key'}}}}
security: [{{k: []}}]
paths: {{/x: {{get: {{operationId: x_read, {OK}}}}}}}""",
}


@pytest.mark.parametrize("name", UNSENDABLE)
def test_a_header_with_an_invalid_name(make: Make, call: Call, name: str) -> None:
    with pytest.raises(Refused) as refused:
        make(UNSENDABLE[name])
    (error,) = refused.value.diagnostics
    assert (error.severity, error.location.line) == ("error", 4)
    assert error.location.text[error.location.column - 1 :].startswith(("X", "'X", '"X'))
    api = make(UNSENDABLE[name], tolerant=True)
    assert [note.split()[1] for note in api.notes] == ["warning"]
    assert call(api, lambda c: c.x.read(), answer({})).sent.path == "/x"


def run(folder: Path, text: str, *options: str) -> tuple[int, str]:
    spec = folder / "openapi.yaml"
    spec.write_text(head() + dedent(text))
    arguments = [
        "generate",
        "--spec",
        str(spec),
        "--out",
        str(folder / "out"),
        "--no-cache",
        *options,
    ]
    result = CliRunner().invoke(main, arguments)
    return result.exit_code, result.output


COUNTED = """
paths:
  /chat:
    post:
      operationId: chat
      responses:
        '200':
          description: ok
          content:
            application/json: {schema: {$ref: '#/components/schemas/A'}}
            text/event-stream: {schema: {$ref: '#/components/schemas/A'}}
  /b: {get: {operationId: b, responses: {'200': {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/B'}}}}}}}
components:
  schemas:
    A: {type: object, properties: {a: {type: unheard}}}
    B: {type: object, properties: {b: {type: string, not: {const: x}}}}
"""


def test_the_last_line_counts_the_output(tmp_path: Path) -> None:
    code, output = run(tmp_path, COUNTED, "--tolerant")
    assert code == 0
    assert "2 operations, 2 models, " in output.splitlines()[-1]
    assert "1 fallback to Any;" in output.splitlines()[-1]
    code, output = run(tmp_path, COUNTED)
    assert code == 1
    assert "nothing was generated" in output


def test_every_operation_parameter_and_property_is_generated(make: Make) -> None:
    """Every operation, parameter and property of a large, unusual document is generated."""
    paths = {
        f"/r{i}/{{id}}": {
            method: {
                "tags": [f"Group {i % 3}"],
                "parameters": [
                    {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}},
                    *(
                        {"name": f"p-{n}", "in": "query", "schema": {"type": "string"}}
                        for n in range(3)
                    ),
                ],
                "responses": {"200": {"description": "ok"}},
            }
            for method in ("get", "put", "delete")
        }
        for i in range(20)
    }
    document = {"openapi": "3.1.0", "info": {"title": "T", "version": "1"}, "paths": paths}
    api = make(json.dumps(document), name="openapi.json")
    texts = "".join(p.read_text() for p in (api.folder / "resources").glob("*.py"))
    for path, item in paths.items():
        for method in item:
            assert texts.count(f'"{method.upper()} {path}"') == 1
    assert texts.count('Query("p_0", "p-0"') == 60

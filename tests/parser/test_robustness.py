# ruff: noqa: E501 (a schema on one line is easier to read than on ten)
"""For any document, the parser ends, refers only to declarations that exist, and gives each a unique name."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import yaml
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from generator.diagnostics import SpecError
from generator.ir.api import Api
from generator.ir.types import Model, Named
from generator.naming import fold
from generator.openapi import load
from generator.parser import SettingsInput, build
from tests.support.examples import examples

DOCUMENT: dict[str, Any] = yaml.safe_load("""
openapi: 3.1.0
info: {title: T, version: '1'}
servers: [{url: 'https://{a}', variables: {a: {default: x, enum: [x]}}}]
security: [{key: []}]
tags: [{name: pets, description: d}]
paths:
  /pets/{id}:
    parameters: [{name: id, in: path, required: true, schema: {type: string}}]
    get:
      operationId: getPet
      tags: [pets]
      parameters: [{name: page, in: query, style: form, schema: {type: integer, default: 1}}, {$ref: '#/components/parameters/P'}]
      responses:
        '200': {description: ok, headers: {Link: {schema: {type: string}}}, content: {application/json: {schema: {oneOf: [{type: array, items: {$ref: '#/components/schemas/Pet'}}, {type: object, properties: {data: {type: array, items: {$ref: '#/components/schemas/Pet'}}, total: {type: integer}}}]}}}}
        default: {$ref: '#/components/responses/E'}
    post:
      requestBody: {required: true, content: {multipart/form-data: {encoding: {f: {contentType: text/csv}}, schema: {type: object, required: [f], properties: {f: {type: string, format: binary}}}}, application/json: {schema: {$ref: '#/components/schemas/Cat'}}}}
      callbacks: {done: {'{$url}': {post: {requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Cat'}}}}}}}}
      responses: {'201': {description: ok, content: {application/json: {schema: {anyOf: [{$ref: '#/components/schemas/Cat'}, {type: 'null'}]}}}}}
components:
  parameters: {P: {name: p, in: query, schema: {enum: [a, 1, null, true]}}}
  responses: {E: {description: e, content: {application/json: {schema: {$ref: '#/components/schemas/Error'}}}}}
  securitySchemes: {key: {type: apiKey, in: header, name: k}, o: {type: oauth2, flows: {clientCredentials: {tokenUrl: u, scopes: {s: ''}}}}}
  schemas:
    Error: {type: object, properties: {code: {type: string}}}
    Pet: {type: object, required: [kind], discriminator: {propertyName: kind, mapping: {c: Cat}}, properties: {kind: {type: string}, next: {$ref: '#/components/schemas/Pet'}, tags: {type: array, prefixItems: [{type: string}], items: {type: integer}}}}
    Cat: {allOf: [{$ref: '#/components/schemas/Pet'}, {properties: {claws: {type: integer, minimum: 1}, secret: {type: string, writeOnly: true}, id: {type: string, readOnly: true}}, additionalProperties: {type: number}}], oneOf: [{required: [claws]}, {required: [secret]}]}
    Tree: {type: [array, 'null'], items: {$ref: '#/components/schemas/Tree'}}
x-conventions: {errors: {envelope: {$ref: '#/components/schemas/Error'}, fields: {code: /code}, codes: {ERR_A: {status: 400}}}, pagination: {parameters: {page: page, limit: p}, items: /data}}
""")
JUNK: list[Any] = [
    *(
        None,
        True,
        False,
        0,
        1.5,
        "x",
        "",
        "class",
        [],
        {},
        ["a"],
        [None],
        {"a": 1},
        {"type": "string"},
    ),
    *(
        {"$ref": "#/components/schemas/Cat"},
        {"$ref": "#/nowhere"},
        {"allOf": [{"$ref": "#/components/schemas/Tree"}]},
    ),
    *(
        {"oneOf": [{"type": "object"}, {"$ref": "#/components/schemas/Pet"}]},
        {"properties": {"": {}, "_": {}}},
    ),
]


def places(value: Any, result: list[tuple[Any, Any]]) -> list[tuple[Any, Any]]:
    """Every (container, key) of a JSON value."""
    pairs = (
        value.items()
        if isinstance(value, dict)
        else enumerate(value) if isinstance(value, list) else ()
    )
    for key, child in list(pairs):
        result.append((value, key))
        places(child, result)
    return result


def referred(value: object) -> set[str]:
    if isinstance(value, Named):
        return {value.name}
    if isinstance(value, tuple):
        return {name for item in value for name in referred(item)}
    if hasattr(value, "__dataclass_fields__"):
        return {name for f in value.__dataclass_fields__ for name in referred(getattr(value, f))}
    return set()


def distinct(names: list[str]) -> bool:
    return len({fold(name) for name in names}) == len(names) and all(
        name.isidentifier() for name in names
    )


def assert_sound(api: Api) -> None:
    declared = [d.name for d in api.declarations]
    assert referred(api) <= set(declared)
    assert distinct(declared)
    assert distinct([r.name for r in api.resources])
    for resource in api.resources:
        assert distinct([o.name for o in resource.operations])
        for operation in resource.operations:
            body = operation.body
            taken = [a.name for a in body.arguments or ()] or [body.name] if body else []
            assert distinct([p.name for p in operation.parameters] + taken)
    for declaration in api.declarations:
        if isinstance(declaration, Model):
            assert distinct([f.name for f in declaration.fields])
            assert not any(f.name.startswith("_") for f in declaration.fields)


@examples(150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, 10_000), st.sampled_from(JUNK)), max_size=5))
def test_a_damaged_document(tmp_path: Path, damages: list[tuple[int, Any]]) -> None:
    document = copy.deepcopy(DOCUMENT)
    for number, junk in damages:
        listed = places(document, [])
        container, key = listed[number % len(listed)]
        container[key] = copy.deepcopy(junk)
        if not places(document, []):
            return
    path = tmp_path / "openapi.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    try:
        loaded = load(path)
    except SpecError:
        return
    api, _ = build(loaded, SettingsInput(), tolerant=True)
    assert_sound(api)


@examples(60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.text(max_size=8), min_size=1, max_size=8, unique=True))
def test_any_names(tmp_path: Path, names: list[str]) -> None:
    schemas = {
        name: {"type": "object", "properties": {other: {"type": "string"} for other in names}}
        for name in names
    }
    paths = {
        f"/p{i}": {
            "get": {
                "operationId": name,
                "tags": [name],
                "parameters": [{"name": other, "in": "query", "schema": {}} for other in names],
                "responses": {},
            }
        }
        for i, name in enumerate(names)
    }
    path = tmp_path / "openapi.json"
    document = {"openapi": "3.1.0", "info": {"title": names[0], "version": "1"}, "paths": paths}
    path.write_text(json.dumps(document | {"components": {"schemas": schemas}}), encoding="utf-8")
    api, _ = build(load(path), SettingsInput(), tolerant=True)
    assert sum(len(r.operations) for r in api.resources) == len(names)
    assert len(api.declarations) == len(names)
    assert_sound(api)

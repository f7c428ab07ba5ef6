"""Documents: versions, syntaxes, one file or many, references of every kind, overlays."""

from __future__ import annotations

import json
from typing import Any

import pytest
import yaml

from tests.functional.support import Call, Make, Refused, head
from tests.support.loopback import answer

PET = """
paths:
  /pets/{id}:
    get:
      operationId: getPet
      parameters: [{name: id, in: path, required: true, schema: {type: integer}}]
      responses:
        '200':
          description: ok
          content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}
components:
  schemas:
    Pet: {type: object, required: [id], properties: {id: {type: integer}, name: {type: string}}}
"""


@pytest.mark.parametrize("version", ["3.0.0", "3.0.4", "3.1.0", "3.1.1", "3.2.0"])
def test_every_version_in_use(make: Make, call: Call, version: str) -> None:
    api = make(PET, version=version)
    reply = call(api, lambda c: c.pets.get(7), answer({"id": 7, "name": "Rex"}))
    assert reply.sent.target == "/pets/7"
    assert (reply.value.id, reply.value.name, type(reply.value)) == (7, "Rex", api.models.Pet)


def test_json_is_read_like_yaml(make: Make, call: Call) -> None:
    whole = json.dumps(yaml.safe_load(head() + PET), indent=1)
    api = make(whole, name="openapi.json")
    assert call(api, lambda c: c.pets.get(7), answer({"id": 7})).value == api.models.Pet(id=7)


def test_yaml_scalars_are_json_scalars(make: Make, call: Call) -> None:
    """Status codes are texts, and `on`, `no` and dates are no booleans and dates."""
    api = make("""
        paths:
          /switch:
            get:
              operationId: getSwitch
              parameters: [{name: on, in: query, schema: {type: string, enum: [on, no, 2020-01-01]}}]
              responses: {200: {description: ok, content: {text/plain: {}}}}
        """)
    reply = call(api, lambda c: c.switch.get(on="no"), answer(1))
    assert reply.sent.query == "on=no"


FILES = {
    "paths/pet.yaml": """
        parameters: [{$ref: ../parts/parameters.yaml#/id}]
        get:
          operationId: getPet
          responses: {'200': {$ref: '../parts/responses.yaml#/Pet'}}
        put:
          operationId: replacePet
          requestBody: {$ref: ../parts/bodies/pet.yaml}
          responses: {'200': {$ref: '../parts/responses.yaml#/Pet'}}
        """,
    "parts/parameters.yaml": """
        id: {name: id, in: path, required: true, schema: {$ref: schemas/id.json}}
        """,
    "parts/schemas/id.json": '{"type": "integer"}',
    "parts/responses.yaml": """
        Pet:
          description: ok
          headers: {X-Rate: {$ref: headers.yaml}}
          content: {application/json: {schema: {$ref: schemas/pet.yaml}}}
        """,
    "parts/headers.yaml": "{description: how many are left, schema: {type: integer}}",
    "parts/bodies/pet.yaml": """
        required: true
        content: {application/json: {schema: {$ref: ../schemas/pet.yaml}}}
        """,
    # cyclic between files, and a fragment of another file
    "parts/schemas/pet.yaml": """
        type: object
        required: [name]
        properties:
          name: {type: string}
          owner: {$ref: owner.yaml}
          mood: {$ref: 'more.yaml#/definitions/Mood'}
        """,
    "parts/schemas/owner.yaml": """
        type: object
        properties: {name: {type: string}, pets: {type: array, items: {$ref: ./pet.yaml}}}
        """,
    "parts/schemas/more.yaml": "definitions: {Mood: {type: string, enum: [good, bad]}}",
}


def test_files_with_relative_and_cyclic_references(make: Make, call: Call) -> None:
    api = make("paths: {'/pets/{id}': {$ref: paths/pet.yaml}}", others=FILES)
    owner = {"name": "Ann", "pets": [{"name": "Tom", "mood": "bad"}]}
    use = lambda c: c.pets.replace(3, name="Rex", owner=api.models.Owner(name="Ann"))  # noqa: E731
    reply = call(api, use, answer({"name": "Rex", "owner": owner}))
    assert (reply.sent.method, reply.sent.target) == ("PUT", "/pets/3")
    assert reply.sent.json() == {"name": "Rex", "owner": {"name": "Ann"}}
    assert reply.value.owner.pets[0] == api.models.Pet(name="Tom", mood="bad")


def test_a_file_outside_the_documents_folder_is_not_read(make: Make) -> None:
    with pytest.raises(Refused, match=r"reference-escape.*folder"):
        make("paths: {/x: {$ref: ../outside.yaml}}")


COMPONENTS = """
paths:
  /pets: {$ref: '#/components/pathItems/Pets'}
components:
  pathItems:
    Pets:
      parameters: [{$ref: '#/components/parameters/Verbose'}]
      post:
        operationId: addPet
        requestBody: {$ref: '#/components/requestBodies/Pet'}
        responses: {'201': {$ref: '#/components/responses/Pet'}}
        callbacks: {born: {$ref: '#/components/callbacks/Born'}}
  parameters:
    Verbose: {$ref: '#/components/parameters/Real'}
    Real: {name: verbose, in: query, schema: {type: boolean}}
  requestBodies:
    Pet:
      required: true
      content:
        application/json:
          schema: {$ref: '#/components/schemas/Alias'}
          examples: {rex: {$ref: '#/components/examples/Rex'}}
  responses:
    Pet:
      description: made
      headers: {Location: {$ref: '#/components/headers/Location'}}
      content: {application/json: {schema: {$ref: '#/components/schemas/Alias'}}}
  headers: {Location: {schema: {type: string}}}
  examples: {Rex: {value: {name: Rex}}}
  callbacks:
    Born:
      '{$request.body#/url}':
        post:
          requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}
          responses: {'200': {description: ok}}
  schemas:
    Alias: {$ref: '#/components/schemas/Pet'}
    Pet: {type: object, required: [name], properties: {name: {type: string}}}
"""


def test_components_of_every_kind(make: Make, call: Call) -> None:
    api = make(COMPONENTS)
    reply = call(api, lambda c: c.pets.add(name="Rex", verbose=True), answer({"name": "Rex"}, 201))
    assert (reply.sent.target, reply.sent.json()) == ("/pets?verbose=true", {"name": "Rex"})
    assert reply.value == api.models.Pet(name="Rex")
    assert api.notes == []


SIBLINGS = """
paths:
  /pet:
    get:
      operationId: getPet
      responses:
        '200':
          description: ok
          content: {application/json: {schema: {$ref: '#/components/schemas/Dog'}}}
components:
  schemas:
    Pet: {type: object, required: [name], properties: {name: {type: string}}}
    Dog:
      $ref: '#/components/schemas/Pet'
      required: [bark]
      properties: {bark: {type: boolean}, first: {$ref: '#/components/schemas/Pet', description: The first.}}
"""


def test_siblings_of_a_reference_have_effect_in_3_1(make: Make, call: Call) -> None:
    api = make(SIBLINGS)
    value = {"name": "Rex", "bark": True, "first": {"name": "Rexi"}}
    dog = call(api, lambda c: c.pet.get(), answer(value)).value
    assert (dog.name, dog.bark, dog.first) == ("Rex", True, api.models.Pet(name="Rexi"))


def test_siblings_of_a_reference_are_ignored_in_3_0(make: Make, call: Call) -> None:
    api = make(SIBLINGS, version="3.0.3")
    pet = call(api, lambda c: c.pet.get(), answer({"name": "Rex", "bark": True})).value
    assert not hasattr(pet, "bark")


BOUNDED = """
paths:
  /x:
    get:
      operationId: x_read
      parameters: [{$ref: '#/components/parameters/N', description: Of this operation.}]
      responses: {'200': {description: ok}}
components:
  parameters: {N: {name: n, in: query, description: Of all., schema: {$ref: '#/components/schemas/Low'}}}
  schemas:
    Num: {type: integer, maximum: 10}
    Low: {allOf: [{minimum: 2}, {$ref: '#/components/schemas/Num'}]}
"""


def test_keywords_beside_a_reference_to_a_parameter_or_a_number(make: Make, call: Call) -> None:
    for version, text in (("3.1.1", "Of this operation."), ("3.0.3", "Of all.")):
        api = make(BOUNDED, version=version)
        (module,) = (api.folder / "resources").glob("x.py")
        assert f"n: {text}" in module.read_text()
        assert call(api, lambda c: c.x.read(n=2)).sent.query == "n=2"
        for wrong in (1, 11):
            with pytest.raises(
                api.errors.ArgumentError, match=r"^n: must be from 2 to 10, but is "
            ):
                call(api, lambda c, n=wrong: c.x.read(n=n))
    beside = BOUNDED.replace(
        "{allOf: [{minimum: 2}, {$ref: '#/components/schemas/Num'}]}",
        "{$ref: '#/components/schemas/Num', minimum: 2}",
    )
    api = make(beside)
    with pytest.raises(api.errors.ArgumentError, match=r"^n: must be"):
        call(api, lambda c: c.x.read(n=1))


def test_defs_ids_and_anchors(make: Make, call: Call) -> None:
    api = make("""
        paths:
          /thing:
            get:
              operationId: getThing
              responses:
                '200':
                  description: ok
                  content: {application/json: {schema: {$ref: 'https://example.com/thing'}}}
        components:
          schemas:
            Thing:
              $id: https://example.com/thing
              type: object
              properties:
                near: {$ref: '#/$defs/Near'}
                far: {$ref: '#far'}
                there: {$ref: sub/there}
              $defs:
                Near: {type: object, properties: {n: {type: integer}}}
                Far: {$anchor: far, type: object, properties: {f: {type: number}}}
                There: {$id: sub/there, type: object, properties: {t: {type: boolean}}}
        """)
    value = {"near": {"n": 1}, "far": {"f": 1.5}, "there": {"t": True}}
    thing = call(api, lambda c: c.thing.get(), answer(value)).value
    assert (thing.near.n, thing.far.f, thing.there.t) == (1, 1.5, True)


def test_overlays_fix_a_third_party_document(make: Make, call: Call) -> None:
    overlays = {
        "first.yaml": """
            overlay: 1.0.0
            info: {title: mend, version: '1'}
            actions:
              - target: $.paths['/pets/{id}'].get
                update: {x-fern-sdk-method-name: fetch}
              - target: $.components.schemas.Pet.properties.name
                remove: true
            """,
        "second.yaml": """
            overlay: 1.0.0
            info: {title: more, version: '1'}
            actions:
              - target: $.components.schemas.Pet
                update: {properties: {age: {type: integer}}}
            """,
    }
    api = make(PET, others=overlays, overlays=("first.yaml", "second.yaml"))
    pet = call(api, lambda c: c.pets.fetch(7), answer({"id": 7, "name": "Rex", "age": 3})).value
    assert (pet.age, hasattr(pet, "name")) == (3, False)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("swagger: '2.0'", "this is Swagger 2.0: convert it to OpenAPI 3 first"),
        (
            "openapi: 4.0.0",
            '"4.0.0" is not a supported version; the supported versions are 3.0, 3.1, 3.2',
        ),
    ],
)
@pytest.mark.parametrize("tolerant", [False, True])
def test_documents_of_another_standard_are_refused(
    make: Make, text: str, message: str, tolerant: bool
) -> None:
    whole = json.dumps(
        {**yaml.safe_load(text), "info": {"title": "T", "version": "1"}, "paths": {}}
    )
    with pytest.raises(Refused) as refused:
        make(whole, name="openapi.json", tolerant=tolerant)
    (diagnostic,) = [each for each in refused.value.diagnostics if message in each.message]
    assert (diagnostic.severity, diagnostic.location.line) == ("error", 1)


def test_numbers_beyond_a_float_are_not_bounds(make: Make, call: Call) -> None:
    most = "9" * 400
    text = f"""
        paths:
          /things:
            get:
              tags: [things]
              operationId: list
              parameters:
                - {{name: n, in: query, schema: {{type: number, maximum: {most}, minimum: -{most}}}}}
                - {{name: s, in: query, schema: {{type: string, maxLength: {most}}}}}
              responses: {{'200': {{description: ok}}}}
        """
    api = make(text)
    assert call(api, lambda c: c.things.list(n=1e300, s="x")).sent.target == "/things?n=1e300&s=x"
    whole = {**yaml.safe_load(text), "openapi": "3.1.0", "info": {"title": "T", "version": "1"}}
    # The reader examines every number to locate the duplicate key.
    with_fault = json.dumps(whole)[:-1] + ', "x-a": 1, "x-a": 2}'
    with pytest.raises(Refused, match=r"duplicate-key.*x-a"):
        make(with_fault, name="openapi.json")


REFERRING = {
    "items": {"type": "array", "minItems": 1, "maxItems": 9, "items": {}},
    "additionalProperties": {"type": "object", "minProperties": 1, "additionalProperties": {}},
    "prefixItems": {"type": "array", "items": False, "prefixItems": [{}]},
    "anyOf": {"anyOf": [{}, {"type": "array", "items": {"type": "integer"}}]},
    "allOf": {"allOf": [{}, {"type": "object", "properties": {"id": {"type": "integer"}}}]},
}


def chain(keyword: str, length: int, deepest_first: bool) -> str:
    """A document of schemas that refer each to the next one by this keyword."""

    def link(number: int) -> dict[str, Any]:
        text = json.dumps(REFERRING[keyword])
        target = {"$ref": f"#/components/schemas/S{number + 1}"}
        return dict(json.loads(text.replace("{}", json.dumps(target), 1)))

    schemas = {f"S{number}": link(number) for number in range(length)}
    schemas[f"S{length}"] = {"type": "object"}
    content = {"application/json": {"schema": {"$ref": "#/components/schemas/S0"}}}
    get = {"operationId": "get", "responses": {"200": {"description": "ok", "content": content}}}
    order = reversed(schemas) if deepest_first else iter(schemas)
    document = {
        "openapi": "3.1.0",
        "info": {"title": "T", "version": "1"},
        "paths": {"/things": {"get": get}},
        "components": {"schemas": {name: schemas[name] for name in order}},
    }
    return json.dumps(document)


@pytest.mark.parametrize("deepest_first", [False, True])
@pytest.mark.parametrize(
    ("keyword", "length"),
    [
        ("items", 70),
        ("additionalProperties", 70),
        ("prefixItems", 140),
        ("anyOf", 70),
        ("allOf", 70),
    ],
)
def test_a_chain_of_schemas_is_resolved(
    make: Make, keyword: str, length: int, deepest_first: bool
) -> None:
    assert make(chain(keyword, length, deepest_first), name="openapi.json").diagnostics == ()


@pytest.mark.parametrize("deepest_first", [False, True])
@pytest.mark.parametrize("length", [250, 2_000])
@pytest.mark.parametrize("keyword", ["items", "additionalProperties", "prefixItems"])
def test_a_chain_too_long_for_a_type_is_an_error(
    make: Make, keyword: str, length: int, deepest_first: bool
) -> None:
    with pytest.raises(Refused) as refused:
        make(chain(keyword, length, deepest_first), name="openapi.json", tolerant=True)
    (diagnostic,) = refused.value.diagnostics
    assert (diagnostic.rule, diagnostic.severity, diagnostic.location.line) == (
        "bounds",
        "error",
        1,
    )


@pytest.mark.parametrize("keyword", ["anyOf", "allOf"])
def test_a_chain_too_long_to_resolve_is_an_error(make: Make, keyword: str) -> None:
    with pytest.raises(Refused, match=r"openapi\.json:1:1: error \[bounds\] schemas refer"):
        make(chain(keyword, 2_000, deepest_first=False), name="openapi.json")

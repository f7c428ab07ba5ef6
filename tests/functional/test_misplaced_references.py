"""A reference where the standard allows none: followed with one warning in tolerant mode, one error in strict mode."""

from __future__ import annotations

import json

import pytest
import yaml

from generator.report.summary import contents
from tests.functional.support import Call, Make, Refused
from tests.support.loopback import answer

SHOP = """\
paths:
  /cards/{id}:
    get: {$ref: '#/components/x-operations/getCard'}
  /cards:
    get:
      operationId: listCards
      responses: {'200': {description: ok, content: {$ref: '#/components/x-content/card'}}}
    post:
      operationId: createCard
      parameters: {$ref: '#/components/x-parameters/common'}
      requestBody: {required: true, content: {$ref: '#/components/x-content/card'}}
      responses: {$ref: '#/components/x-responses/created'}
components:
  x-operations:
    getCard:
      operationId: getCard
      parameters: [{name: id, in: path, required: true, schema: {type: string}}]
      responses: {$ref: '#/components/x-responses/created'}
  x-parameters: {common: [{name: trace, in: query, schema: {type: string}}]}
  x-content: {card: {application/json: {schema: {$ref: '#/components/schemas/Card'}}}}
  x-responses:
    created: {'200': {description: ok, content: {$ref: '#/components/x-content/card'}}}
  x-properties: {card: {id: {type: string}, state: {type: string, enum: [new, old]}}}
  schemas:
    Card: {type: object, properties: {$ref: '#/components/x-properties/card'}}
"""
PLACES = (5, 9, 12, 13, 14, 20, 24, 27)
NOT_ALLOWED = "a reference is not allowed here"


@pytest.mark.parametrize("version", ["3.0.3", "3.1.0", "3.2.0"])
def test_each_is_followed_with_one_warning(make: Make, call: Call, version: str) -> None:
    api = make(SHOP, version=version, tolerant=True)
    assert [d.location.line for d in api.diagnostics] == list(PLACES)
    assert {d.message for d in api.diagnostics} == {f"{NOT_ALLOWED}; it is followed"}
    card = {"id": "c", "state": "new"}
    got = call(api, lambda c: c.cards.get("c"), answer(card))
    assert got.sent.target == "/cards/c"
    assert got.value == api.models.Card(id="c", state="new")
    assert call(api, lambda c: c.cards.list(), answer(card)).value == got.value
    made = call(api, lambda c: c.cards.create(trace="t", id="c", state="new"), answer(card))
    assert (made.sent.target, made.sent.json()) == ("/cards?trace=t", card)
    assert made.value == got.value


def test_each_is_one_error_in_strict_mode(make: Make) -> None:
    with pytest.raises(Refused) as refused:
        make(SHOP)
    found = [(d.location.line, d.severity, d.message) for d in refused.value.diagnostics]
    assert found == [(line, "error", NOT_ALLOWED) for line in PLACES]


MEDIA_TYPE = """\
paths:
  /cards:
    get:
      operationId: listCards
      responses:
        '200': {description: ok, content: {application/json: {$ref: '#/components/x-media/card'}}}
components:
  x-media: {card: {schema: {type: object, properties: {id: {type: string}}}}}
"""


def test_a_media_type_can_be_a_reference_since_3_2(make: Make, call: Call) -> None:
    assert make(MEDIA_TYPE, version="3.2.0").diagnostics == ()
    for version in ("3.0.3", "3.1.0"):
        api = make(MEDIA_TYPE, version=version, tolerant=True)
        assert api.notes == ["8 warning reference-misplaced"]
        assert call(api, lambda c: c.cards.list(), answer({"id": "c"})).value.id == "c"


OTHERS = """\
paths: {$ref: 'paths.yaml#/all'}
components: {$ref: parts/components.yaml}
"""
FILES = {
    "paths.yaml": """\
all:
  /cards:
    get:
      operationId: listCards
      responses: {'200': {$ref: 'openapi.yaml#/components/responses/Card'}}
""",
    "parts/components.yaml": """\
schemas: {$ref: 'schemas.yaml'}
responses: {Card: {description: ok, content: {application/json: {schema: {$ref: 'schemas.yaml#/Card'}}}}}
""",
    "parts/schemas.yaml": """\
Card:
  type: object
  x-required: [id]
  required: {$ref: '#/Card/x-required'}
  properties: {next: {$ref: '#/Card'}, id: {type: string}}
""",
}


def test_paths_and_components_of_other_files_are_followed(make: Make, call: Call) -> None:
    api = make(OTHERS, others=FILES, tolerant=True)
    files = [d.location.file.rsplit("/", 1)[-1] for d in api.diagnostics]
    assert sorted(files) == ["components.yaml", "openapi.yaml", "openapi.yaml", "schemas.yaml"]
    assert {d.severity for d in api.diagnostics} == {"warning"}
    reply = call(api, lambda c: c.cards.list(), answer({"id": "a", "next": {"id": "b"}}))
    assert reply.value == api.models.Card(id="a", next=api.models.Card(id="b"))


def test_a_chain_of_references_is_followed(make: Make, call: Call) -> None:
    document = """
paths: {/cards: {get: {$ref: '#/components/x-first/a'}}}
components:
  x-first: {a: {$ref: '#/components/x-second/b'}}
  x-second: {b: {$ref: '#/components/x-third/c'}}
  x-third:
    c:
      operationId: listCards
      responses: {'200': {description: ok, content: {application/json: {schema: {type: integer}}}}}
"""
    api = make(document, tolerant=True)
    assert call(api, lambda c: c.cards.list(), answer(5)).value == 5


def test_a_target_can_contain_the_reference(make: Make, call: Call) -> None:
    api = make(
        """
        paths:
          /nodes:
            get:
              operationId: listNodes
              responses:
                '200':
                  description: ok
                  content: {application/json: {schema: {$ref: '#/components/schemas/Node'}}}
              callbacks: {again: {'{$request.query.url}': {post: {$ref: '#/paths/~1nodes/get'}}}}
        components:
          schemas:
            Node:
              type: object
              properties:
                id: {type: string}
                child: {type: object, properties: {$ref: '#/components/schemas/Node/properties'}}
        """,
        tolerant=True,
    )
    assert [d.message for d in api.diagnostics if NOT_ALLOWED in d.message] == [
        f"{NOT_ALLOWED}; it is followed"
    ] * 2
    body = {"id": "a", "child": {"id": "b", "child": {"id": "c"}}}
    assert call(api, lambda c: c.nodes.list(), answer(body)).value.child.child.id == "c"


def test_fields_beside_a_reference_take_precedence(make: Make, call: Call) -> None:
    api = make(
        """
        paths:
          /a: {get: {$ref: '#/components/x-operations/any', operationId: listA}}
          /b: {get: {$ref: '#/components/x-operations/any', operationId: listB}}
        components:
          x-operations:
            any:
              operationId: any
              responses: {'200': {description: ok, content: {application/json: {schema: {type: integer}}}}}
        """,
        tolerant=True,
    )
    assert len(api.diagnostics) == 2
    for path in "ab":
        reply = call(api, lambda c, path=path: getattr(c, path).list(), answer(7))
        assert (reply.sent.target, reply.value) == (f"/{path}", 7)


CONTENT = "get: {responses: {'200': {description: ok, content: %s}}}"
DANGLING = {
    "operation": "get: {$ref: '#/x-none'}",
    "operations in a circle": "get: {$ref: '#/paths/~1a~1{id}/post'}",
    "responses": "get: {responses: {$ref: '#/x-none'}}",
    "content": CONTENT % "{$ref: '#/x-none'}",
    "its own target": CONTENT % "{$ref: '#/paths/~1a~1%7Bid%7D/get/responses/200/content'}",
    "a media type": CONTENT % "{application/json: {$ref: '#/x-none'}}",
    "a text": CONTENT % "{$ref: '#/info/title'}",
}
POST = "post: {$ref: '#/paths/~1a~1{id}/get'}"
ID = "parameters: [{name: id, in: path, required: true, schema: {type: string}}]"


@pytest.mark.parametrize("name", DANGLING)
def test_one_that_cannot_be_followed_is_a_fallback(make: Make, call: Call, name: str) -> None:
    more = POST if "circle" in name else ""
    text = f"paths:\n  /a/{{id}}:\n    {DANGLING[name]}\n    {more}\n    {ID}\n"
    api = make(text, tolerant=True)
    count = 2 if more else 1
    assert [f"{d.severity} {d.rule}" for d in api.diagnostics] == ["warning fallback-type"] * count
    assert all(d.message.startswith(f"{NOT_ALLOWED}, and it cannot") for d in api.diagnostics)
    assert f", {count} fallback" in contents(1, 0, api.diagnostics)
    reply = call(api, lambda c: c.a.get("x"), answer([{"any": 1}]))
    assert (reply.sent.target, reply.value) == ("/a/x", [{"any": 1}])
    with pytest.raises(Refused) as refused:
        make(text)
    assert len(refused.value.diagnostics) == count


def test_data_is_never_followed(make: Make) -> None:
    text = """
    paths:
      /a:
        get:
          x-data: {$ref: '#/x-none'}
          responses:
            '200':
              description: ok
              content: {application/json: {example: {$ref: '#/x-none'}, schema: {enum: [{$ref: '#/x-none'}]}}}
    """
    assert all(NOT_ALLOWED not in d.message for d in make(text, tolerant=True).diagnostics)


INNER = {
    "info": "info: {$ref: '#/x-info'}\nx-info: {title: Cards, version: '2'}",
    "servers": "servers: {$ref: '#/x-servers'}\nx-servers: [{url: 'https://a.example'}]",
    "a server": "servers: [{$ref: '#/x-server'}]\nx-server: {url: 'https://a.example'}",
    "tags": "tags: {$ref: '#/x-tags'}\nx-tags: [{name: cards, description: All cards.}]",
}


@pytest.mark.parametrize("name", INNER)
def test_every_object_is_followed(make: Make, name: str) -> None:
    document = f"openapi: 3.1.0\n{INNER[name]}\npaths: {{}}\n"
    if name != "info":
        document += "info: {title: T, version: '1'}\n"
    text = json.dumps(yaml.safe_load(document), indent=1)
    api = make(text, name="openapi.json", tolerant=True)
    assert [d.message for d in api.diagnostics] == [f"{NOT_ALLOWED}; it is followed"]

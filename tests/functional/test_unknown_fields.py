# ruff: noqa: E501 (a schema on one line is easier to read than on ten)
"""The client option `unknown_fields="keep"`, in all kinds of responses and requests."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import parse_qsl

import pytest

from tests.functional.support import Call, Made, Make
from tests.support.loopback import Reply, answer

JSON = "application/json: {schema: {$ref: '#/components/schemas/Thing'}}"
DOCUMENT = f"""
paths:
  /things:
    get:
      operationId: listThings
      parameters: [{{name: page, in: query, schema: {{type: integer}}}}, {{name: limit, in: query, schema: {{type: integer}}}}]
      responses: {{'200': {{description: ok, content: {{application/json: {{schema: {{type: object, properties: {{data: {{type: array, items: {{$ref: '#/components/schemas/Thing'}}}}}}}}}}}}}}}}
    put:
      operationId: saveThing
      requestBody: {{required: true, content: {{{JSON}}}}}
      responses:
        '200': {{description: ok, content: {{{JSON}}}}}
        '400': {{description: wrong, content: {{{JSON}}}}}
  /lines:
    get: {{operationId: things.lines, tags: [things], responses: {{'200': {{description: ok, content: {{application/jsonl: {{itemSchema: {{$ref: '#/components/schemas/Thing'}}}}}}}}}}}}
    put:
      operationId: things.send_lines
      tags: [things]
      requestBody: {{required: true, content: {{application/jsonl: {{itemSchema: {{$ref: '#/components/schemas/Thing'}}}}}}}}
      responses: {{'204': {{description: ok}}}}
  /events:
    get: {{operationId: things.events, tags: [things], responses: {{'200': {{description: ok, content: {{text/event-stream: {{itemSchema: {{type: object, required: [data], properties: {{data: {{type: string, contentMediaType: application/json, contentSchema: {{$ref: '#/components/schemas/Thing'}}}}}}}}}}}}}}}}}}
  /form:
    put:
      operationId: things.form
      tags: [things]
      requestBody: {{required: true, content: {{application/x-www-form-urlencoded: {{schema: {{$ref: '#/components/schemas/Thing'}}}}}}}}
      responses: {{'204': {{description: ok}}}}
  /any:
    put:
      operationId: things.any
      tags: [things]
      requestBody: {{required: true, content: {{application/json: {{schema: {{}}}}}}}}
      responses: {{'204': {{description: ok}}}}
webhooks:
  changed:
    post:
      requestBody: {{content: {{{JSON}}}}}
      responses: {{'204': {{description: ok}}}}
  formed:
    post:
      requestBody: {{content: {{application/x-www-form-urlencoded: {{schema: {{$ref: '#/components/schemas/Thing'}}}}}}}}
      responses: {{'204': {{description: ok}}}}
components:
  schemas:
    Thing:
      type: object
      required: [id]
      properties:
        id: {{type: integer}}
        ratio: {{type: number}}
        inner: {{$ref: '#/components/schemas/Thing'}}
        either: {{oneOf: [{{$ref: '#/components/schemas/Cat'}}, {{$ref: '#/components/schemas/Dog'}}], discriminator: {{propertyName: kind}}}}
        by_name: {{type: object, additionalProperties: {{$ref: '#/components/schemas/Cat'}}}}
        open: {{$ref: '#/components/schemas/Open'}}
    Cat: {{type: object, required: [kind], properties: {{kind: {{const: Cat}}}}}}
    Dog: {{type: object, required: [kind], properties: {{kind: {{const: Dog}}}}}}
    Open: {{type: object, properties: {{cat: {{$ref: '#/components/schemas/Cat'}}}}, additionalProperties: {{type: integer}}}}
"""
THING: dict[str, Any] = {
    "id": 1,
    "new": {"a": [1.5, None]},
    "inner": {"id": 2, "deep": True},
    "either": {"kind": "Dog", "bark": "loud"},
    "by_name": {"x": {"kind": "Cat", "purr": 1}},
    "open": {"cat": {"kind": "Cat", "tail": 2}, "more": 3},
}


@pytest.fixture(name="api")
def _api(make: Make) -> Made:
    return make(DOCUMENT, version="3.2.0")


def wire(thing: Any) -> Any:
    return json.loads(thing.to_json())


def test_what_is_kept_of_a_response_is_sent_back(api: Made, call: Call) -> None:
    thing = call(api, lambda c: c.things.save(id=1), answer(THING), unknown_fields="keep").value
    assert dict(thing.unknown_fields) == {"new": {"a": [1.5, None]}}
    assert dict(thing.inner.unknown_fields) == {"deep": True}
    assert wire(thing) == THING
    fields = ("inner", "either", "by_name", "open")
    parts = {name: getattr(thing, name) for name in fields}
    call.server.requests.clear()
    sent = call(api, lambda c: c.things.save(id=1, **parts), answer({"id": 1})).sent.json()
    assert sent == {name: value for name, value in THING.items() if name != "new"}
    call.server.requests.clear()
    sent = call(api, lambda c: c.things.any(body={"list": [thing]}), answer({"id": 1})).sent.json()
    assert sent == {"list": [THING]}


def test_dicts_of_models_are_sent_with_unknown_fields(api: Made, call: Call) -> None:
    thing = api.models.Thing.from_json(json.dumps(THING), unknown_fields="keep")
    parts = thing.to_dict()
    sent = call(api, lambda c: c.things.save(id=1, inner=parts["inner"], either=parts["either"])).sent.json()  # fmt: skip
    assert sent == {"id": 1, "inner": THING["inner"], "either": THING["either"]}
    with pytest.raises(api.errors.ArgumentError, match="unknown_field: is not a field of Thing"):
        call(api, lambda c: c.things.save(id=1, inner={"id": 2, "unknown_field": {}}))


def test_nothing_is_kept_by_default(api: Made, call: Call) -> None:
    thing = call(api, lambda c: c.things.save(id=1), answer(THING)).value
    assert thing.unknown_fields == thing.inner.unknown_fields == {}
    assert "new" not in wire(thing)


def test_items_of_pages_and_streams(api: Made, call: Call) -> None:
    page = answer({"data": [THING, {"id": 2, "x": 1}], "meta": 1})
    items = call(api, lambda c: c.things.list(), page, unknown_fields="keep").value
    assert [wire(item) for item in items] == [THING, {"id": 2, "x": 1}]
    lines = Reply(200, json.dumps(THING).encode() + b"\n", content_type="application/jsonl")
    (item,) = call(api, lambda c: c.things.lines(), lines, unknown_fields="keep").value
    assert wire(item) == THING
    text = b"event: e\nid: 7\nretry: 9\ndata: " + json.dumps(THING).encode() + b"\n\n"
    events = Reply(200, text, content_type="text/event-stream")
    (event,) = call(api, lambda c: c.things.events(), events, unknown_fields="keep").value
    assert event.unknown_fields == {}
    assert wire(event.data) == THING


def test_lines_and_forms_are_sent_with_unknown_fields(api: Made, call: Call) -> None:
    flat = {"id": 1, "x": "y", "n": 2}
    thing = api.models.Thing.from_json(json.dumps(flat), unknown_fields="keep")
    sent = call(api, lambda c: c.things.send_lines(body=[thing, thing])).sent.body
    assert [json.loads(line) for line in sent.splitlines()] == [flat, flat]
    call.server.requests.clear()
    options = {"body": thing.unknown_fields}  # the properties of the model are arguments
    form = call(api, lambda c: c.things.form(id=thing.id, options=options)).sent.body.decode()
    assert dict(parse_qsl(form)) == {"id": "1", "x": "y", "n": "2"}


def test_errors_raw_responses_and_changed_options(api: Made, call: Call) -> None:
    with pytest.raises(api.errors.BadRequestError) as caught:
        call(api, lambda c: c.things.save(id=1), answer(THING, 400), unknown_fields="keep")
    assert wire(caught.value.data) == THING

    def raw(client: Any) -> Any:
        return client.with_options(unknown_fields="keep").with_raw_response(client.things.save)(id=1)  # fmt: skip

    response = call(api, raw, answer(THING)).value
    assert response.json() == THING

    def changed(client: Any) -> Any:
        return client.with_options(unknown_fields="ignore").things.save(id=1)

    assert call(api, changed, answer(THING), unknown_fields="keep").value.unknown_fields == {}


def test_a_mismatch_does_not_lose_unknown_fields(api: Made, call: Call) -> None:
    odd = {**THING, "id": "one", "inner": {"id": None, "z": 1}}
    thing = call(api, lambda c: c.things.save(id=1), answer(odd), unknown_fields="keep").value
    assert (thing.id, dict(thing.inner.unknown_fields)) == (None, {"z": 1})
    # 1.0 is an integer, so the argument is decoded leniently.
    inner = api.models.Thing.from_dict({"id": 1, "unknown_fields": {"z": 1}})
    inner.id = 1.0
    call.server.requests.clear()
    assert call(api, lambda c: c.things.save(id=1, inner=inner)).sent.json()["inner"]["z"] == 1


def test_properties_keep_their_order_when_models_keep_unknown_ones(api: Made) -> None:
    open_ = api.models.Open(cat={"kind": "Cat"}, additional_properties={"a": 1})
    before = open_.to_json()
    thing = api.models.Thing.from_dict({"z": 1, "id": 2}, by="wire", unknown_fields="keep")
    assert thing.to_json() == b'{"id":2,"z":1}'
    assert open_.to_json() == before


def test_webhooks(api: Made) -> None:
    from importlib import import_module

    webhooks = import_module(f"{api.package.__name__}.webhooks")
    body = json.dumps(THING).encode()
    assert wire(webhooks.changed.parse(body, {}, unknown_fields="keep")) == THING
    assert webhooks.changed.parse(body, {}).unknown_fields == {}
    form = webhooks.formed.parse(b"id=1&x=y", {}, unknown_fields="keep")
    assert dict(form.unknown_fields) == {"x": "y"}
    with pytest.raises(api.errors.ArgumentError, match="unknown_fields: must be 'ignore' or 'keep'"):  # fmt: skip
        webhooks.changed.parse(body, {}, unknown_fields=True)


@pytest.mark.parametrize("value", [True, None, "all", ["keep"]])
def test_other_values_of_the_option_are_refused(api: Made, call: Call, value: object) -> None:
    with pytest.raises(api.errors.ConfigurationError, match="unknown_fields must be 'ignore' or 'keep'"):  # fmt: skip
        call.client(api, unknown_fields=value)


def test_a_property_of_this_name_gets_another_field(make: Make, call: Call) -> None:
    api = make(DOCUMENT.replace("ratio: {type: number}", "unknown_fields: {type: integer}"), version="3.2.0")  # fmt: skip
    reply = call(api, lambda c: c.things.save(id=1, unknown_fields_=2), answer({"id": 1, "unknown_fields": 2, "x": 3}), unknown_fields="keep")  # fmt: skip
    assert reply.sent.json() == {"id": 1, "unknown_fields": 2}
    thing = reply.value
    assert (thing.unknown_fields_, dict(thing.unknown_fields)) == (2, {"x": 3})
    assert thing.to_dict() == {"id": 1, "unknown_fields_": 2, "unknown_fields": {"x": 3}}
    assert api.models.Thing.from_dict(thing.to_dict()) == thing

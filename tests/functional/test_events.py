# ruff: noqa: E501 (a schema on one line is easier to read than on ten)
"""Streams of server-sent events whose schema describes whole events."""

from __future__ import annotations

from typing import Any

import pytest

from tests.functional.support import Call, Made, Make
from tests.support.loopback import Reply

JSON = "{type: string, contentMediaType: application/json, contentSchema: {$ref: '#/components/schemas/%s'}}"
INLINE = "{{required: [data], properties: {{event: {{const: {}}}, data: {}}}}}"
OPTIONS = f"[{', '.join([INLINE.format('made', JSON % 'A'), INLINE.format('gone', JSON % 'B'), INLINE.format('noted', '{type: string}')])}]"
NAMED = "[{$ref: '#/components/schemas/Made'}, {$ref: '#/components/schemas/Gone'}, {$ref: '#/components/schemas/Noted'}]"
OWN = "properties: {id: {type: string}, event: {type: string}, retry: {type: integer}}"
COMPONENTS = f"""
            A: {{type: object, required: [a], properties: {{a: {{type: integer}}}}}}
            B: {{type: object, required: [b], properties: {{b: {{type: integer}}}}}}
            Made: {{type: object, required: [event, data], properties: {{event: {{const: made}}, data: {JSON % "A"}}}}}
            Gone: {{type: object, required: [event, data], properties: {{event: {{const: gone}}, data: {JSON % "B"}}}}}
            Noted: {{type: object, required: [event, data], properties: {{event: {{const: noted}}, data: {{type: string}}}}}}
"""


def streaming(schema: str, keyword: str = "itemSchema") -> str:
    """A document whose only operation, `client.x.read()`, gives a stream of events."""
    return f"""
        paths: {{/x: {{get: {{operationId: x_read, responses: {{'200': {{description: ok, content: {{text/event-stream: {{{keyword}: {schema}}}}}}}}}}}}}}}
        components:
          schemas:{COMPONENTS}
        """


def read(call: Call, api: Made, body: bytes) -> tuple[list[Any], list[str]]:
    """The events of a stream, and the mismatches that they cause."""
    clients: list[Any] = []

    def use(client: Any) -> Any:
        clients.append(client)
        return client.x.read()

    events = call(api, use, Reply(200, body, content_type="text/event-stream")).value
    return events, [str(each) for each in clients[-1].drift]


@pytest.mark.parametrize(
    "schema",
    [
        f"{{type: object, required: [event], {OWN}, oneOf: {OPTIONS}}}",
        f"{{type: object, required: [event], {OWN}, anyOf: {OPTIONS}}}",
        f"{{type: object, {OWN}, oneOf: {NAMED}}}",
        f"{{allOf: [{{type: object, required: [event], {OWN}}}, {{oneOf: {OPTIONS}}}]}}",
        f"{{allOf: [{{type: object, {OWN}}}, {{oneOf: {NAMED}}}]}}",
        f"{{type: object, required: [event, data], properties: {{id: {{type: string}}, event: {{type: string}}, retry: {{type: integer}}, data: {{type: string}}}}, oneOf: {OPTIONS}}}",
        f"{{oneOf: {NAMED}}}",
    ],
)
def test_alternatives_beside_the_properties_of_an_event(
    make: Make, call: Call, schema: str
) -> None:
    api = make(streaming(schema), version="3.2.0")
    stream = b'event: made\nid: 7\nretry: 250\ndata: {"a":1}\n\nevent: gone\ndata: {"b":2}\n\nevent: noted\ndata: 1.50\n\n'
    events, drift = read(call, api, stream)
    made, gone, noted = events
    assert (made.event, made.data) == ("made", api.models.A(a=1))
    assert (gone.event, gone.data) == ("gone", api.models.B(b=2))
    assert (noted.event, noted.data) == ("noted", "1.50")
    if OWN[12:-1] in schema:
        assert (made.id, made.retry, noted.retry) == ("7", 250, None)
    assert not drift
    assert not api.diagnostics


def test_an_event_of_which_the_alternatives_only_require_properties(make: Make, call: Call) -> None:
    schema = "{type: object, properties: {event: {type: string}, id: {type: string}, data: {$ref: '#/components/schemas/A'}}, required: [data], anyOf: [{required: [event]}, {required: [id]}]}"
    api = make(streaming(schema, "schema"))
    events, drift = read(call, api, b'event: made\ndata: {"a":1}\n\n')
    assert [(each.event, each.data) for each in events] == [("made", api.models.A(a=1))]
    assert not drift


@pytest.mark.parametrize("keyword", ["itemSchema", "schema"])
@pytest.mark.parametrize("data", [b"1.50", b'{"a": 1}', b'"x"', b"null", b"x\ndata: y", b" "])
def test_the_data_of_a_member_that_says_string_are_text(
    make: Make, call: Call, keyword: str, data: bytes
) -> None:
    schema = "{oneOf: [{$ref: '#/components/schemas/Noted'}, {type: object, required: [event, data], properties: {event: {const: made}, data: {$ref: '#/components/schemas/A'}}}]}"
    api = make(streaming(schema, keyword), version="3.2.0")
    stream = b'event: noted\ndata: %b\n\nevent: made\ndata: {"a":1}\n\n' % data
    (noted, made), drift = read(call, api, stream)
    assert noted == api.models.Noted(data=data.replace(b"data: ", b"").decode())
    assert made.data == api.models.A(a=1)
    assert not drift


@pytest.mark.parametrize("schema", ["{type: string}", "{type: string, enum: [done, '1']}"])
def test_an_event_that_is_text_or_an_object(make: Make, call: Call, schema: str) -> None:
    api = make(streaming(f"{{oneOf: [{{$ref: '#/components/schemas/A'}}, {schema}]}}", "schema"))
    events, drift = read(call, api, b'data: {"a":1}\n\ndata: done\n\ndata: 1\n\n')
    assert events == [api.models.A(a=1), "done", "1"]
    assert not drift
    api = make(streaming(schema, "schema"))
    assert read(call, api, b"data: done\n\ndata: 1\n\n") == (["done", "1"], [])


@pytest.mark.parametrize("required", ["", "required: [data], "])
@pytest.mark.parametrize("keyword", ["itemSchema", "schema"])
def test_events_with_only_data_around_the_data_or_inside(
    make: Make, call: Call, required: str, keyword: str
) -> None:
    schema = f"{{type: object, {required}properties: {{data: {{$ref: '#/components/schemas/A'}}}}}}"
    api = make(streaming(schema, keyword), version="3.2.0")
    events, drift = read(call, api, b'data: {"a":1}\n\ndata: {"data": {"a": 2}}\n\n')
    assert [each.data for each in events] == [api.models.A(a=1), api.models.A(a=2)]
    assert not drift
    optional = streaming(schema, keyword).replace("required: [a], ", "")
    api = make(optional, version="3.2.0")
    events, drift = read(call, api, b'data: {"a":1}\n\ndata: {"data": {"a": 2}}\n\ndata: {}\n\n')
    expected = [api.models.A(a=1), api.models.A(a=2), api.models.A()]
    assert [each.data for each in events] == expected
    assert not drift

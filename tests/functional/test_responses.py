# ruff: noqa: E501 (a schema on one line is easier to read than on ten)
"""Responses: each media type and status, as typed values."""

from __future__ import annotations

from typing import Any

import pytest

from tests.functional.support import Call, Make
from tests.loopback import Reply, answer


def given(responses: str, method: str = "get") -> str:
    return f"""
        paths: {{/x: {{{method}: {{operationId: x_read, responses: {responses}}}}}}}
        components: {{schemas: {{A: {{type: object, required: [a], properties: {{a: {{type: integer}}}}}}, B: {{type: object, required: [b], properties: {{b: {{type: integer}}}}}}}}}}
        """


A = "content: {application/json: {schema: {$ref: '#/components/schemas/A'}}}"
B = A.replace("/A'", "/B'")


@pytest.mark.parametrize(
    ("content", "reply", "expected"),
    [
        ("{application/json: {schema: {type: integer}}}", Reply(200, b"3"), 3),
        ("{application/hal+json: {schema: {type: array, items: {type: integer}}}}", Reply(200, b"[3]", content_type="application/hal+json"), [3]),
        ("{text/plain: {schema: {type: string}}}", Reply(200, "ä".encode("latin-1"), content_type="text/plain; charset=latin-1"), "ä"),
        ("{application/xml: {schema: {type: object}}}", Reply(200, b"<a/>", content_type="application/xml"), "<a/>"),
        ("{image/png: {schema: {type: string, format: binary}}}", Reply(200, b"\0png", content_type="image/png"), b"\0png"),
        ("{application/x-ndjson: {schema: {type: array, items: {type: integer}}}}", Reply(200, b"1\n2\n", content_type="application/x-ndjson"), [1, 2]),
        ("{application/jsonl: {itemSchema: {type: string}}}", Reply(200, b'"a"\n"b"', content_type="application/jsonl"), ["a", "b"]),
        ("{text/event-stream: {schema: {type: object, additionalProperties: {type: integer}}}}", Reply(200, b'data: {"a":1}\n\nevent: x\ndata: {"b":2}\n\ndata: [DONE]\n\n', content_type="text/event-stream"), [{"a": 1}, {"b": 2}]),
        ("{application/json: {schema: {type: string, format: binary}}}", Reply(200, b"\0raw"), b"\0raw"),
        ("{}", Reply(200, b"whatever"), None),
    ],
)  # fmt: skip
def test_kinds_of_responses(
    make: Make, call: Call, content: str, reply: Reply, expected: Any
) -> None:
    version = "3.2.0" if "itemSchema" in content else "3.1.0"
    api = make(given(f"{{'200': {{description: ok, content: {content}}}}}"), version=version)
    assert call(api, lambda c: c.x.read(), reply).value == expected


def test_events_with_names_and_ids_where_the_schema_is_of_the_event(make: Make, call: Call) -> None:
    """OpenAPI 3.2: `itemSchema` of an event stream describes the event, with its data inside."""
    content = """{text/event-stream: {itemSchema: {type: object, required: [data], properties: {
        event: {type: string}, id: {type: string}, data: {$ref: '#/components/schemas/A'}}}}}"""
    api = make(given(f"{{'200': {{description: ok, content: {content}}}}}"), version="3.2.0")
    stream = Reply(
        200,
        b'event: new\nid: 7\ndata: {"a":1}\n\ndata: {"a":2}\n\n',
        content_type="text/event-stream",
    )
    first, second = call(api, lambda c: c.x.read(), stream).value
    assert (first.event, first.id, first.data) == ("new", "7", api.models.A(a=1))
    assert (second.event, second.data) == (None, api.models.A(a=2))


def test_several_success_responses_are_told_by_their_status(make: Make, call: Call) -> None:
    api = make(
        given(
            f"{{'200': {{description: ok, {A}}}, '202': {{description: later, {B}}}, '204': {{description: none}}}}"
        )
    )
    assert call(api, lambda c: c.x.read(), answer({"a": 1})).value == api.models.A(a=1)
    assert call(api, lambda c: c.x.read(), answer({"b": 1}, 202)).value == api.models.B(b=1)
    assert call(api, lambda c: c.x.read(), Reply(204)).value is None


def test_a_response_that_has_no_body_in_http_has_none(make: Make, call: Call) -> None:
    api = make(given(f"{{'204': {{description: gone, {A}}}}}"))
    assert [note.split(" ", 1)[1] for note in api.notes] == ["warning ignored-keyword"]
    assert call(api, lambda c: c.x.read(), Reply(204)).value is None


def test_ranges_and_default(make: Make, call: Call) -> None:
    api = make(
        given(
            f"{{2XX: {{description: ok, {A}}}, 4XX: {{description: bad, {B}}}, default: {{description: odd, {A}}}}}"
        )
    )
    assert call(api, lambda c: c.x.read(), answer({"a": 1}, 206)).value == api.models.A(a=1)
    with pytest.raises(api.errors.NotFoundError) as caught:
        call(api, lambda c: c.x.read(), answer({"b": 2}, 404))
    assert caught.value.data == api.models.B(b=2)
    with pytest.raises(api.errors.InternalServerError) as other:
        call(api, lambda c: c.x.read(), answer({"a": 3}, 500), max_retries=0)
    assert other.value.data == api.models.A(a=3)
    only = make(given(f"{{default: {{description: ok, {A}}}}}"))
    assert call(only, lambda c: c.x.read(), answer({"a": 1})).value == only.models.A(a=1)


def test_headers_of_the_response_are_in_the_raw_response(make: Make, call: Call) -> None:
    api = make(
        given(
            f"{{'200': {{description: ok, headers: {{X-Left: {{schema: {{type: integer}}}}}}, {A}}}}}"
        )
    )
    raw = call(api, lambda c: c.with_raw_response(c.x.read)(), answer({"a": 1}, X_Left="5")).value
    assert (raw.status_code, raw.headers["x-left"], raw.parse()) == (200, "5", api.models.A(a=1))


def test_one_schema_with_other_examples_is_one_model(make: Make, call: Call) -> None:
    def content(media_type: str, text: str, prop: str) -> str:
        told = (
            f"description: {text}, properties: {{{prop}: {{type: integer, example: {len(text)}}}}}"
        )
        return f"{media_type}: {{schema: {{type: object, {told}}}}}"

    first, more = content("application/json", "a", "n"), "application/problem+json"
    same = make(
        given(f"{{'200': {{description: ok, content: {{{first}, {content(more, 'bcd', 'n')}}}}}}}")
    )
    assert call(same, lambda c: c.x.read(), answer({"n": 1})).value == same.models.XReadResponse(
        n=1
    )
    assert dir(same.models) == ["A", "B", "XReadResponse"]
    # a property is no description, whatever its name
    other = content("application/json", "a", "title"), content(more, "a", "example")
    apart = make(given(f"{{'200': {{description: ok, content: {{{', '.join(other)}}}}}}}"))
    assert len(dir(apart.models)) == 4


CHAT = """
        paths:
          /chat/completions:
            post:
              operationId: createChatCompletion
              tags: [chat completions]
              requestBody:
                required: true
                content:
                  application/json:
                    schema:
                      type: object
                      required: [model]
                      properties: {model: {type: string}, stream: {type: [boolean, 'null'], default: false}}
              responses:
                '200':
                  description: ok
                  content:
                    application/json: {schema: {type: object, properties: {text: {type: string}}}}
                    text/event-stream: {schema: {type: object, properties: {delta: {type: string}}}}
        """


def test_json_or_a_stream_are_two_methods(make: Make, call: Call) -> None:
    api = make(CHAT)
    whole = call(api, lambda c: c.chat_completions.create(model="m"), answer({"text": "hi"}))
    assert (whole.value.text, whole.sent.json()) == ("hi", {"model": "m"})
    assert whole.sent.header("accept") == "application/json"
    stream = Reply(
        200,
        b'data: {"delta":"h"}\n\ndata: {"delta":"i"}\n\ndata: [DONE]\n\n',
        content_type="text/event-stream",
    )
    pieces = call(api, lambda c: c.chat_completions.create_stream(model="m"), stream)
    assert [piece.delta for piece in pieces.value] == ["h", "i"]
    assert pieces.sent.json() == {"model": "m", "stream": True}
    assert pieces.sent.header("accept") == "text/event-stream"


DOWNLOAD = "'302': {description: 'where it is', headers: {Location: {schema: {type: string}}}}"


@pytest.mark.parametrize(
    "beside", ["", "'200': {description: ok, content: {application/octet-stream: {}}}, "]
)
def test_a_redirect_to_a_download_is_followed_without_credentials(
    make: Make, call: Call, beside: str
) -> None:
    more = "\n        security: [{k: []}]"
    document = (
        given(f"{{{beside}{DOWNLOAD}}}").rstrip()[:-1]
        + ", securitySchemes: {k: {type: apiKey, in: header, name: X-Key}}}"
        + more
    )
    api = make(document)
    there = Reply(302, headers={"Location": "/there"}, content_type=None)
    reply = call(
        api, lambda c: c.x.read(), there, Reply(200, b"bytes", content_type="image/png"), k="secret"
    )
    assert reply.value == b"bytes"
    assert [r.path for r in reply.requests] == ["/x", "/there"]
    assert reply.requests[1].header("x-key") == "secret"  # the same origin
    abroad = Reply(
        302,
        headers={"Location": call.server.url.replace("127.0.0.1", "localhost") + "/f"},
        content_type=None,
    )
    reply = call(api, lambda c: c.x.read(), abroad, Reply(200, b"bytes"), k="secret")
    assert (reply.value, reply.requests[1].header("x-key")) == (b"bytes", None)

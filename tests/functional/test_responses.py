# ruff: noqa: E501 (a schema on one line is easier to read than on ten)
"""Responses: each media type and status, as typed values."""

from __future__ import annotations

from typing import Any

import pytest

from tests.functional.support import Call, Make
from tests.support.loopback import Reply, answer


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


@pytest.mark.parametrize(
    ("schema", "content_type", "body", "expected"),
    [
        ("{type: string}", "text/plain", b'"a"', '"a"'),
        ("{type: string}", "application/json; charset=utf-8", b'"a"', "a"),
        ("{type: string}", "application/problem+json", b'"a"', "a"),
        ("{type: string}", None, b'"a"', '"a"'),
        ("{type: string, format: binary}", "application/json", b'"a"', b'"a"'),
        ("{type: string, format: binary}", None, b'"a"', b'"a"'),
        ("{type: integer}", None, b"1", 1),
    ],
)
def test_the_response_decides_what_any_media_type_is(
    make: Make, call: Call, schema: str, content_type: str | None, body: bytes, expected: object
) -> None:
    api = make(given(f"{{'200': {{description: ok, content: {{'*/*': {{schema: {schema}}}}}}}}}"))
    reply = Reply(200, body, content_type=content_type)
    assert call(api, lambda c: c.x.read(), reply).value == expected


@pytest.mark.parametrize(
    ("media_type", "schema", "body", "expected", "told"),
    [
        ("application/json", "{type: string}", "done: 1.50", "done: 1.50", True),
        ("application/json", "{type: string}", "1.50", "1.50", True),
        ("application/json", "{type: string}", '"done"', "done", False),
        ("application/json", "{enum: [on, off]}", "on", "on", True),
        ("application/json", "{}", "done", "done", True),
        ("application/json", "{}", "[1]", [1], False),
        ("application/json", "{type: [string, 'null']}", "null", None, False),
        ("'*/*'", "{type: [string, integer]}", "done", "done", False),
        ("application/json", "{anyOf: [{type: string}, {type: array, items: {type: integer}}]}", "[1]", [1], False),
        ("application/json", "{anyOf: [{type: string}, {type: array, items: {type: integer}}]}", "[1: a", "[1: a", True),
    ],
)  # fmt: skip
def test_plain_text_instead_of_json_is_a_string_if_the_type_admits_one(
    make: Make, call: Call, media_type: str, schema: str, body: str, expected: object, told: bool
) -> None:
    api = make(
        given(f"{{'200': {{description: ok, content: {{{media_type}: {{schema: {schema}}}}}}}}}")
    )
    clients: list[Any] = []

    def read(client: Any) -> Any:
        clients.append(client)
        return client.x.read()

    outcome = call(api, read, Reply(200, body.encode(), content_type="text/plain; charset=utf-8"))
    assert outcome.value == expected
    assert [each.expected for each in clients[-1].drift] == ["JSON"] * told


@pytest.mark.parametrize("schema", ["{}", "{type: [string, 'null']}", "{type: object}"])
def test_no_body_instead_of_json_is_none_if_the_type_admits_it(
    make: Make, call: Call, schema: str
) -> None:
    api = make(
        given(
            f"{{'200': {{description: ok, content: {{application/json: {{schema: {schema}}}}}}}}}"
        )
    )
    empty = Reply(200, b"")
    if "object" in schema:
        with pytest.raises(api.errors.ResponseDecodeError):
            call(api, lambda c: c.x.read(), empty)
        return
    assert call(api, lambda c: c.x.read(), empty).value is None
    with pytest.raises(api.errors.ResponseValidationError):  # but it is reported
        call(api, lambda c: c.x.read(), empty, strict=True)


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
@pytest.mark.parametrize(
    "documented",
    [
        f"{{'200': {{description: ok, {A}}}}}",
        f"{{'200': {{description: ok, {A}}}, '202': {{description: later, {B}}}}}",
        f"{{default: {{description: ok, {A}}}}}",
        "{'200': {description: ok, content: {application/json: {schema: {type: array, items: {type: integer}}}}}}",
    ],
)
def test_no_body_after_a_write_is_none(
    make: Make, call: Call, method: str, documented: str
) -> None:
    clients: list[Any] = []

    def use(client: Any, *, raw: bool = False) -> Any:
        clients.append(client)
        written = client.x.read
        return client.with_raw_response(written)() if raw else written()

    api = make(given(documented, method))
    for empty in (Reply(204, content_type=None), Reply(200, b"")):
        assert call(api, use, empty).value is None
        assert [str(each) for each in clients[-1].drift] == [
            "x.read /: expected JSON, received nothing"
        ]
        raw = call(api, lambda client: use(client, raw=True), empty).value
        assert (raw.status_code, raw.content, raw.parse()) == (empty.status, b"", None)


def test_plain_text_is_not_an_object(make: Make, call: Call) -> None:
    api = make(given(f"{{'200': {{description: ok, {A}}}}}"))
    with pytest.raises(api.errors.ResponseDecodeError, match="content type text/plain"):
        _ = call(api, lambda c: c.x.read(), Reply(200, b"no", content_type="text/plain")).value


@pytest.mark.parametrize(
    ("content_type", "body", "expected"),
    [
        ("image/png", b"\0png", b"\0png"),
        ("audio/ogg", b"\0ogg", "\0ogg"),
        ("application/json", b"[1]", [1]),
        ("application/problem+json", b"[1]", [1]),
        (None, b"[1]", [1]),
    ],
)
def test_a_response_has_the_most_specific_documented_media_type(
    make: Make, call: Call, content_type: str | None, body: bytes, expected: object
) -> None:
    content = "{application/json: {schema: {type: array}}, 'image/*': {}, '*/*': {schema: {type: string}}}"
    api = make(given(f"{{'200': {{description: ok, content: {content}}}}}"))
    reply = Reply(200, body, content_type=content_type)
    assert call(api, lambda c: c.x.read(), reply).value == expected


def test_events_with_names_and_ids_by_the_schema_of_whole_events(make: Make, call: Call) -> None:
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


DATA = "{type: string, contentMediaType: application/json, contentSchema: {$ref: '#/components/schemas/%s'}}"
EVENTS = f"""
        paths: {{/x: {{get: {{operationId: x_read, responses: {{'200': {{description: ok, content: {{text/event-stream: {{itemSchema: {{$ref: '#/components/schemas/Event'}}}}}}}}}}}}}}}}
        components:
          schemas:
            A: {{type: object, required: [a], properties: {{a: {{type: integer}}}}}}
            B: {{type: object, required: [b], properties: {{b: {{type: integer}}}}}}
            Event: {{oneOf: [{{$ref: '#/components/schemas/Made'}}, {{$ref: '#/components/schemas/Gone'}}, {{$ref: '#/components/schemas/Noted'}}]}}
            Made: {{type: object, required: [event, data], properties: {{event: {{const: made}}, data: {DATA % "A"}}}}}
            Gone: {{type: object, required: [event, data], properties: {{event: {{const: gone}}, data: {DATA % "B"}}}}}
            Noted: {{type: object, required: [event, data], properties: {{event: {{const: noted}}, data: {{type: string}}}}}}
        """


def test_the_data_of_an_event_has_the_type_of_its_content_schema(make: Make, call: Call) -> None:
    """OpenAPI 3.2, "Server-Sent Event Streams": `contentSchema` describes the JSON in `data`."""
    api = make(EVENTS, version="3.2.0")
    stream = Reply(
        200,
        b'event: made\ndata: {"a":1}\n\nevent: gone\ndata: {"b":2}\n\nevent: noted\ndata: 3\n\n',
        content_type="text/event-stream",
    )
    made, gone, other = call(api, lambda c: c.x.read(), stream).value
    assert (type(made), made.data) == (api.models.Made, api.models.A(a=1))
    assert (type(gone), gone.data) == (api.models.Gone, api.models.B(b=2))
    assert (type(other), other.data) == (api.models.Noted, "3")


def test_a_content_schema_of_events_with_only_data(make: Make, call: Call) -> None:
    content = f"{{text/event-stream: {{itemSchema: {DATA % 'A'}}}}}"
    api = make(given(f"{{'200': {{description: ok, content: {content}}}}}"), version="3.2.0")
    stream = Reply(200, b'data: {"a":1}\n\n', content_type="text/event-stream")
    assert call(api, lambda c: c.x.read(), stream).value == [api.models.A(a=1)]


def test_a_content_schema_of_another_media_type_is_reported(make: Make, call: Call) -> None:
    content = f"{{text/event-stream: {{itemSchema: {DATA.replace('json', 'xml') % 'A'}}}}}"
    api = make(given(f"{{'200': {{description: ok, content: {content}}}}}"), version="3.2.0")
    assert [note.split(" ", 1)[1] for note in api.notes] == ["warning ignored-keyword"]
    stream = Reply(200, b"data: <a/>\n\n", content_type="text/event-stream")
    assert call(api, lambda c: c.x.read(), stream).value == ["<a/>"]


def test_responses_to_head_have_no_body(make: Make, call: Call) -> None:
    api = make(given(f"{{'200': {{description: ok, {A}}}}}", "head"))
    reply = call(api, lambda c: c.with_raw_response(c.x.read)(), Reply(200, headers={"X-A": "1"}))
    assert (reply.value.headers["x-a"], reply.value.parse(), reply.sent.method) == (
        "1",
        None,
        "HEAD",
    )


@pytest.mark.parametrize(
    ("media_type", "expected"),
    [("multipart/mixed", b"--b"), ("application/x-www-form-urlencoded", "--b")],
)
def test_received_forms_are_not_parsed_with_a_warning(
    make: Make, call: Call, media_type: str, expected: object
) -> None:
    content = f"content: {{{media_type}: {{schema: {{$ref: '#/components/schemas/A'}}}}}}"
    api = make(given(f"{{'200': {{description: ok, {content}}}}}"))
    assert [note.split(" ", 1)[1] for note in api.notes] == ["warning fallback-type"]
    reply = call(api, lambda c: c.x.read(), Reply(200, b"--b", content_type=media_type))
    assert reply.value == expected


def test_events_without_a_schema_are_json_or_text(make: Make, call: Call) -> None:
    api = make(given("{'200': {description: ok, content: {text/event-stream: {}}}}"))
    stream = Reply(200, b'data: hi\n\ndata: {"a":1}\n\n', content_type="text/event-stream")
    assert call(api, lambda c: c.x.read(), stream).value == ["hi", {"a": 1}]


def test_several_success_responses_are_selected_by_status(make: Make, call: Call) -> None:
    api = make(
        given(
            f"{{'200': {{description: ok, {A}}}, '202': {{description: later, {B}}}, '204': {{description: none}}}}"
        )
    )
    assert call(api, lambda c: c.x.read(), answer({"a": 1})).value == api.models.A(a=1)
    assert call(api, lambda c: c.x.read(), answer({"b": 1}, 202)).value == api.models.B(b=1)
    assert call(api, lambda c: c.x.read(), Reply(204)).value is None


def test_responses_without_a_body_in_http(make: Make, call: Call) -> None:
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
    assert dir(same.models) == ["A", "B", "Unknown", "XReadResponse"]
    # a property called `description` is not a description
    other = content("application/json", "a", "title"), content(more, "a", "example")
    apart = make(given(f"{{'200': {{description: ok, content: {{{', '.join(other)}}}}}}}"))
    assert len(dir(apart.models)) == 5


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


def test_json_or_a_stream_gives_two_methods(make: Make, call: Call) -> None:
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


def test_json_beside_other_media_types_is_requested(make: Make, call: Call) -> None:
    api = make(
        given(
            "{'200': {description: ok, content: {text/csv: {schema: {type: string}}, application/json: {schema: {type: object}}}}, '204': {description: none}}"
        )
    )
    reply = call(api, lambda c: c.x.read(), answer({"a": 1}))
    assert reply.sent.header("accept") == "application/json, text/csv"


def test_an_event_with_empty_data_is_not_an_item(make: Make, call: Call) -> None:
    content = "{text/event-stream: {schema: {type: object}}}"
    api = make(given(f"{{'200': {{description: ok, content: {content}}}}}"))
    stream = Reply(
        200,
        b'data: {"a":1}\n\ndata:\n\ndata\n\ndata: {"a":2}\n\n',
        content_type="text/event-stream",
    )
    assert call(api, lambda c: c.x.read(), stream).value == [{"a": 1}, {"a": 2}]


@pytest.mark.parametrize("media_type", ["text/event-stream", "application/jsonl"])
def test_no_content_instead_of_a_stream_is_an_empty_stream(
    make: Make, call: Call, media_type: str
) -> None:
    streamed = f"content: {{{media_type}: {{schema: {{$ref: '#/components/schemas/A'}}}}}}"
    api = make(
        given(f"{{'200': {{description: ok, {streamed}}}, '204': {{description: no more}}}}")
    )
    source = (api.folder / "resources" / "x.py").read_text()
    assert "-> Stream[models.A]:" in source
    assert "-> AsyncStream[models.A]:" in source
    assert call(api, lambda c: c.x.read(), Reply(204, content_type=None)).value == []
    some = Reply(
        200, b'{"a":1}\n' if "json" in media_type else b'data: {"a":1}\n\n', content_type=media_type
    )
    assert call(api, lambda c: c.x.read(), some).value == [api.models.A(a=1)]


ANY_OR_FILE = """
paths:
  /report:
    get:
      operationId: getReport
      tags: [reports]
      responses:
        '200':
          description: ok
          content:
            application/json: {schema: {}}
            application/pdf: {schema: {type: string, format: binary}}
"""


def test_any_json_or_a_file(make: Make, call: Call) -> None:
    api = make(ANY_OR_FILE)
    use = lambda c: c.reports.get()  # noqa: E731 (one of two calls)
    assert call(api, use, answer({"a": 1})).value == {"a": 1}
    file = Reply(200, b"%PDF", content_type="application/pdf")
    assert call(api, use, file).value == b"%PDF"

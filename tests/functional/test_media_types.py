"""How a body is read and written by its media type: text with a schema, JSON text sequences, and events."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from tests.functional.support import OK, Call, Make
from tests.support.loopback import Reply


def _paths() -> str:
    """An operation for each text that is read, and for each that is sent."""
    received = {
        "csv": "text/csv: {schema: {type: string, format: binary}}",
        "count": "text/plain: {schema: {type: integer}}",
        "share": "text/plain: {schema: {type: number}}",
        "flag": "text/plain: {schema: {type: boolean}}",
    }
    sent = {
        "upload": "text/csv: {schema: {type: string, format: binary}}",
        "number": "text/plain: {schema: {type: integer, minimum: 1}}",
    }
    lines = ["paths:"]
    for name, content in received.items():
        response = f"{{'200': {{description: ok, content: {{{content}}}}}}}"
        lines.append(f"  /{name}: {{get: {{operationId: get_{name}, responses: {response}}}}}")
    for name, content in sent.items():
        body = f"requestBody: {{required: true, content: {{{content}}}}}"
        lines.append(f"  /{name}: {{put: {{operationId: put_{name}, {body}, {OK}}}}}")
    return "\n".join(lines)


TEXTS = _paths()


def text(content: bytes, media_type: str = "text/plain") -> Reply:
    return Reply(200, content, content_type=media_type)


def test_text_with_a_binary_format_is_bytes(make: Make, call: Call) -> None:
    latin = "é;ü\n".encode("latin-1")
    reply = call(make(TEXTS), lambda c: c.csv.get(), text(latin, "text/csv"))
    assert reply.value == latin
    assert call(make(TEXTS), lambda c: c.upload.update(body=latin), Reply(204)).sent.body == latin


@pytest.mark.parametrize(
    ("resource", "content", "value"),
    [
        ("count", b"12\n", 12),
        ("count", b" 12 ", 12),
        ("share", b"0.5", 0.5),
        ("share", b"3", 3.0),
        ("flag", b"true\r\n", True),
    ],
)
def test_text_of_a_number_or_boolean_is_its_value(
    make: Make, call: Call, resource: str, content: bytes, value: object
) -> None:
    received = call(make(TEXTS), lambda c: getattr(c, resource).get(), text(content)).value
    assert (type(received), received) == (type(value), value)


def test_text_that_is_no_number_is_an_error(make: Make, call: Call) -> None:
    api = make(TEXTS)
    with pytest.raises(api.errors.ResponseDecodeError):
        call(api, lambda c: c.count.get(), text(b"many"))


COLOR = "{$ref: '#/components/schemas/Color'}"
TYPED = {
    "inline": "{type: string, enum: [red, green]}",
    "named": COLOR,
    "wrapped": f"{{allOf: [{COLOR}, {{description: A color.}}]}}",
    "either": f"{{oneOf: [{COLOR}, {{type: string, enum: [blue]}}]}}",
    "constant": "{const: red}",
    "time": "{type: string, format: date-time}",
    "when": "{$ref: '#/components/schemas/When'}",
    "day": "{type: string, format: date}",
    "text": "{type: string, maxLength: 3}",
    "file": "{type: string, format: byte}",
    "count": "{type: integer}",
    "xml": "{type: object, properties: {a: {type: string}}}",
}


def typed_texts(media_type: str = "text/plain") -> str:
    """An operation for each typed text."""
    paths = "\n".join(
        f"  /{name}: {{get: {{operationId: get_{name}, tags: [x], responses: {{'200': {{description: ok,"
        f" content: {{{media_type}: {{schema: {schema}}}}}}}}}}}}}"
        for name, schema in TYPED.items()
    )
    return f"""paths:
{paths}
components:
  schemas:
    Color: {{type: string, enum: [red, green]}}
    When: {{type: string, format: date-time}}
"""


def typed_value(
    make: Make, call: Call, name: str, reply: Reply, **options: Any
) -> tuple[Any, list[str]]:
    """The value of a typed text, and the mismatches that it causes."""
    clients: list[Any] = []

    def use(client: Any) -> Any:
        clients.append(client)
        return getattr(client.x, f"get_{name}" if name != "count" else "count")()

    value = call(make(typed_texts()), use, reply, **options).value
    return value, [each.received for each in clients[-1].drift]


TIME = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)


@pytest.mark.parametrize("strict", [False, True])
@pytest.mark.parametrize(
    "charset", ["", "; charset=utf-8", "; charset=UTF-16", '; charset="utf-32"']
)
@pytest.mark.parametrize(
    ("name", "content", "value"),
    [
        ("inline", "red", "red"),
        ("named", "green\n", "green"),
        ("wrapped", "red", "red"),
        ("either", "blue", "blue"),
        ("constant", "red", "red"),
        ("time", "2026-01-02T03:04:05Z", TIME),
        ("when", "2026-01-02T03:04:05Z\r\n", TIME),
        ("day", "2026-01-02", date(2026, 1, 2)),
        ("text", " a\n", " a\n"),
        ("file", "AA==", "AA=="),
        ("count", "12", 12),
        ("xml", "<a>é</a>", "<a>é</a>"),
    ],
)
def test_a_text_has_the_type_of_its_schema(
    make: Make, call: Call, name: str, content: str, value: object, charset: str, strict: bool
) -> None:
    encoded = content.encode(charset.partition("=")[2].strip('"') or "utf-8")
    reply = text(encoded, f"text/plain{charset}")
    assert typed_value(make, call, name, reply, strict=strict) == (value, [])


@pytest.mark.parametrize("name", ["inline", "named", "wrapped", "either", "constant"])
def test_an_unknown_value_of_a_text_is_drift(make: Make, call: Call, name: str) -> None:
    assert typed_value(make, call, name, text(b"pink")) == ("pink", ["string 'pink'"])
    with pytest.raises(make(typed_texts()).errors.ResponseValidationError):
        typed_value(make, call, name, text(b"pink"), strict=True)


@pytest.mark.parametrize("name", ["time", "when", "day"])
def test_a_text_that_is_no_time_is_an_error(make: Make, call: Call, name: str) -> None:
    api = make(typed_texts())
    with pytest.raises(api.errors.ResponseDecodeError, match="as a whole"):
        typed_value(make, call, name, text(b"yesterday"))
    with pytest.raises(api.errors.ResponseValidationError):
        typed_value(make, call, name, text(b"yesterday"), strict=True)


def test_a_text_in_another_charset_than_declared_is_an_error(make: Make, call: Call) -> None:
    api = make(typed_texts())
    for name in ("inline", "count", "text"):
        with pytest.raises(api.errors.ResponseDecodeError, match="is not utf-16 text"):
            typed_value(make, call, name, text(b"1", "text/plain; charset=utf-16"))


def test_a_number_is_sent_as_text(make: Make, call: Call) -> None:
    api = make(TEXTS)
    sent = call(api, lambda c: c.number.update(body=12), Reply(204)).sent
    assert (sent.body, sent.header("content-type")) == (b"12", "text/plain")
    with pytest.raises(api.errors.ArgumentError, match="at least 1"):
        call(api, lambda c: c.number.update(body=0), Reply(204))
    with pytest.raises(api.errors.ArgumentError):
        call(api, lambda c: c.number.update(body="12"), Reply(204))


SEQUENCE = """
paths:
  /s:
    get:
      operationId: getS
      responses:
        '200':
          description: ok
          content: {application/json-seq: {itemSchema: {type: object, properties: {n: {type: integer}}}}}
  /numbers:
    get:
      operationId: getNumbers
      responses:
        '200': {description: ok, content: {application/json-seq: {itemSchema: {type: integer}}}}
"""


def sequence(content: bytes) -> Reply:
    return Reply(200, content, content_type="application/json-seq")


@pytest.mark.parametrize(
    "content",
    [
        b'\x1e{\n  "n": 1\n}\n\x1e{"n":2}\n',
        b'\x1e{"n":1}\n\x1e{"n":2}',  # a record that is an object needs no line end
        b'\x1e\x1e{"n":1}\n\x1e\n\x1e{"n":2}\n\x1e',  # empty records are ignored (RFC 7464, 2.1)
        b'\x1e{"n":\r\n1}\r\n\x1e{"n":2}\r\n',
    ],
)
def test_a_json_sequence_is_split_at_record_separators(
    make: Make, call: Call, content: bytes
) -> None:
    items = call(make(SEQUENCE, version="3.2.0"), lambda c: c.s.get(), sequence(content)).value
    assert [item.n for item in items] == [1, 2]


def test_a_truncated_record_is_an_error(make: Make, call: Call) -> None:
    api = make(SEQUENCE, version="3.2.0")
    complete = call(api, lambda c: c.numbers.list(), sequence(b"\x1e12\n\x1e345\n"))
    assert complete.value == [12, 345]
    # RFC 7464, 2.4: a number without white space after it may lack digits.
    for content in (b"\x1e12\n\x1e345", b"\x1e12\x1e345\n"):
        with pytest.raises(api.errors.ResponseDecodeError, match="cut off"):
            call(api, lambda c: c.numbers.list(), sequence(content))
    with pytest.raises(api.errors.ResponseDecodeError):
        call(api, lambda c: c.s.get(), sequence(b'\x1e{"n":1}\n\x1e{"n":'))


EVENTS = """
paths:
  /s: {post: {operationId: stream, responses: {'200': {description: ok, content: {text/event-stream: {schema: %s}}}}}}
components:
  schemas:
    Chunk: {type: object, properties: {id: {type: string}}}
    Wrapped: {type: object, required: [data], properties: {data: {$ref: '#/components/schemas/Chunk'}}}
"""
WRAPPED = (
    "{$ref: '#/components/schemas/Wrapped'}",
    "{type: object, properties: {data: {$ref: '#/components/schemas/Chunk'}}}",
    "{type: array, items: {$ref: '#/components/schemas/Wrapped'}}",
    "{allOf: [{$ref: '#/components/schemas/Wrapped'}]}",
)


@pytest.mark.parametrize("schema", WRAPPED)
def test_an_event_that_is_described_by_its_data(make: Make, call: Call, schema: str) -> None:
    api = make(EVENTS % schema)
    reply = text(b'data: {"id": "c1"}\n\n: alive\n\ndata: {"id": "c2"}\n\n', "text/event-stream")
    items = call(api, lambda c: c.s.stream(), reply, strict=True).value
    assert [item.data.id for item in items] == ["c1", "c2"]
    assert isinstance(items[0].data, api.models.Chunk)


def test_data_that_is_text_stays_text(make: Make, call: Call) -> None:
    api = make(EVENTS % "{type: object, properties: {data: {type: string}}}")
    reply = text(b'data: {"id": 1}\n\n', "text/event-stream")
    assert [item.data for item in call(api, lambda c: c.s.stream(), reply).value] == ['{"id": 1}']


def test_a_property_beside_data_makes_json(make: Make, call: Call) -> None:
    schema = "{type: object, properties: {object: {type: string}, data: {type: integer}}}"
    reply = text(b'data: {"object": "page", "data": 3}\n\n', "text/event-stream")
    (item,) = call(make(EVENTS % schema), lambda c: c.s.stream(), reply).value
    assert (item.object, item.data) == ("page", 3)

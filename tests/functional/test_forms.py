# ruff: noqa: E501 (a schema on one line is easier to read than on ten)
"""The media types of the parts of forms: JSON, types by name, ranges and lists."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import pytest

from tests.functional.support import OK, Call, Make
from tests.functional.test_bodies import parts_of

MULTIPART, FORM = "multipart/form-data", "application/x-www-form-urlencoded"
STRINGS = "{type: array, items: {type: string}}"


def form(media_type: str, properties: str, encoding: str = "{}", *, shared: bool = False) -> str:
    """An operation with a form of these properties, inline or as a component."""
    schema = f"{{type: object, properties: {properties}}}"
    entry = "{$ref: '#/components/schemas/Form'}" if shared else schema
    content = f"{{{media_type}: {{encoding: {encoding}, schema: {entry}}}}}"
    return f"""
paths:
  /x: {{post: {{operationId: x_write, tags: [x], requestBody: {{required: true, content: {content}}}, {OK}}}}}
components: {{schemas: {{Form: {schema}}}}}
"""


@pytest.mark.parametrize("shared", [False, True])
@pytest.mark.parametrize("media_type", ["application/json", "application/vnd.a+json; v=1"])
@pytest.mark.parametrize(
    ("schema", "value", "expected"),
    [
        ("{type: string}", "abc", "abc"),
        ("{type: string}", "12", "12"),
        ("{type: string}", '{"a": 1}', {"a": 1}),  # a text that is JSON already
        ("{type: string}", "[1", "[1"),
        ("{type: integer}", 3, 3),
        ("{type: boolean}", True, True),
        ("{type: string, format: date-time}", datetime(2026, 1, 2, 3, tzinfo=UTC), "2026-01-02T03:00:00.000Z"),
        (STRINGS, ["a", "b"], ["a", "b"]),
        (STRINGS, [], []),
        ("{type: array, items: {type: object, properties: {n: {type: integer}}}}", [{"n": 1}], [{"n": 1}]),
        ("{type: object, properties: {n: {type: integer}}}", {"n": 1}, {"n": 1}),
        ("{type: object, additionalProperties: {type: string}}", {"k": "v"}, {"k": "v"}),
    ],
)  # fmt: skip
def test_a_part_with_a_json_type_is_json(
    make: Make, call: Call, shared: bool, media_type: str, schema: str, value: Any, expected: Any
) -> None:
    encoding = f"{{p: {{contentType: '{media_type}'}}}}"
    for kind in (MULTIPART, FORM):
        api = make(form(kind, f"{{p: {schema}}}", encoding, shared=shared))
        sent = call(api, lambda c: c.x.write(p=value)).sent
        if kind == FORM:
            ((name, text),) = parse_qsl(sent.body.decode())
        else:
            ((head, body),) = parts_of(sent)
            name, text = head.split('name="')[1].split('"')[0], body.decode()
            assert f"content-type: {media_type}" in head
        assert (name, json.loads(text)) == ("p", expected)


def test_a_style_has_priority_over_a_json_type(make: Make, call: Call) -> None:
    encoding = "{p: {contentType: application/json, style: form, explode: false}}"
    api = make(form(FORM, f"{{p: {STRINGS}}}", encoding))
    assert call(api, lambda c: c.x.write(p=["a", "b"])).sent.body == b"p=a,b"


@pytest.mark.parametrize(
    ("declared", "value", "expected"),
    [
        ("image/png", b"x", "image/png"),
        ("image/png", ("a.jpg", b"x"), "image/png"),
        ("image/*", b"x", "image/png"),
        ("image/*", ("a.jpg", b"x"), "image/jpeg"),
        ("image/*", ("a.txt", b"x"), "image/png"),
        ("image/*", ("a.bin", b"x", "image/webp"), "image/webp"),
        ("image/*", ("a.bin", b"x", "text/plain"), "text/plain"),  # the caller knows better
        ("image/jpeg, image/gif", b"x", "image/jpeg"),
        ("image/jpeg, image/gif", ("a.gif", b"x"), "image/gif"),
        ("image/*, application/pdf", b"x", "application/pdf"),
        ("image/*, application/pdf", ("a.gif", b"x"), "image/gif"),
        ("audio/*", b"x", "audio/mpeg"),
        ("video/*", b"x", "video/mp4"),
        ("text/*", b"x", "text/plain"),
        ("*/*", b"x", "application/octet-stream"),
        ("*/*", ("a.gif", b"x"), "image/gif"),
        ("application/*", b"x", "application/octet-stream"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("shape", ["{}", "[]", "body"])
def test_a_file_has_a_type_that_the_document_allows(
    make: Make, call: Call, shape: str, declared: str, value: Any, expected: str
) -> None:
    file = "{type: string, format: binary}"
    if shape == "body":
        if "," in declared:
            return  # the media type of a body is one type or range
        content = f"{{'{declared}': {{schema: {file}}}}}"
        api = make(
            f"paths: {{/x: {{post: {{operationId: x_write, tags: [x], requestBody: {{required: true, content: {content}}}, {OK}}}}}}}"
        )
        assert call(api, lambda c: c.x.write(body=value)).sent.header("content-type") == expected
        return
    schema = file if shape == "{}" else f"{{type: array, items: {file}}}"
    api = make(form(MULTIPART, f"{{p: {schema}}}", f"{{p: {{contentType: '{declared}'}}}}"))
    sent = call(api, lambda c: c.x.write(p=value if shape == "{}" else [value, value])).sent
    for head, body in parts_of(sent):
        assert f"content-type: {expected}\r\n" in head + "\r\n"
        assert body == b"x"


def test_a_file_on_disk_has_its_own_type(make: Make, call: Call, tmp_path: Path) -> None:
    path = tmp_path / "a.jpeg"
    path.write_bytes(b"x")
    api = make(
        form(MULTIPART, "{p: {type: string, format: binary}}", "{p: {contentType: 'image/*'}}")
    )
    ((head, _),) = parts_of(call(api, lambda c: c.x.write(p=path)).sent)
    assert "content-type: image/jpeg" in head


@pytest.mark.parametrize(
    ("schema", "value", "declared", "expected"),
    [
        ("{type: string}", "v", "text/markdown", "text/markdown"),
        ("{type: string}", "v", "text/*", "text/plain"),
        ("{type: string}", "v", "application/xml, text/xml", "application/xml"),
        ("{type: integer}", 1, "application/json, text/plain; charset=utf-8", "text/plain; charset=utf-8"),
        ("{type: object, additionalProperties: {type: integer}}", {"a": 1}, "application/xml, application/json", "application/json"),
        ("{type: object, additionalProperties: {type: integer}}", {"a": 1}, "application/*", "application/json"),
    ],
)  # fmt: skip
def test_a_value_has_a_type_that_the_document_allows(
    make: Make, call: Call, schema: str, value: Any, declared: str, expected: str
) -> None:
    api = make(form(MULTIPART, f"{{p: {schema}}}", f"{{p: {{contentType: '{declared}'}}}}"))
    ((head, _),) = parts_of(call(api, lambda c: c.x.write(p=value)).sent)
    assert head.endswith(f"content-type: {expected}")


def test_the_type_of_a_string_can_be_in_its_schema(make: Make, call: Call) -> None:
    properties = """{
        j: {type: string, contentMediaType: application/json, contentSchema: {type: object}},
        i: {type: string, contentMediaType: image/png},
        b: {type: string, contentMediaType: image/png, contentEncoding: base64},
        e: {type: string, contentMediaType: image/png},
        x: {type: string, contentMediaType: "text/a\\r\\nX-More: 1"}}"""
    api = make(form(MULTIPART, properties, "{e: {contentType: image/gif}}", shared=True))
    sent = call(api, lambda c: c.x.write(j='{"a": 1}', i=b"i", b=b"b", e=b"e", x="x")).sent
    heads = {head.split('name="')[1][0]: head for head, _ in parts_of(sent)}
    types = {name: head.partition("content-type: ")[2] for name, head in heads.items()}
    assert types == {"j": "application/json", "i": "image/png", "b": "", "e": "image/gif", "x": ""}
    assert parts_of(sent)[0][1] == b'{"a": 1}'

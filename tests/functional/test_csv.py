"""Rows and text as CSV, where the document says CSV."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest

from tests.functional.support import OK, Call, Make
from tests.support.loopback import Reply

FILE = "{type: object, required: [file], properties: {file: {type: string, format: binary%s}}}"
API = f"""
paths:
  /schema:
    put:
      operationId: bySchema
      tags: [files]
      requestBody: {{required: true, content: {{multipart/form-data: {{
        schema: {FILE % ", contentMediaType: text/csv"}}}}}}}
      {OK}
  /encoding:
    put:
      operationId: byEncoding
      tags: [files]
      requestBody: {{required: true, content: {{multipart/form-data: {{
        schema: {FILE % ""}, encoding: {{file: {{contentType: 'text/plain, text/csv'}}}}}}}}}}
      {OK}
  /body:
    put:
      operationId: byBody
      tags: [files]
      requestBody: {{required: true, content: {{text/csv: {{schema: {{type: string, format: binary}}}}}}}}
      {OK}
  /text:
    put:
      operationId: byText
      tags: [files]
      requestBody: {{required: true, content: {{text/csv: {{schema: {{type: string}}}}}}}}
      {OK}
  /other:
    put:
      operationId: other
      tags: [files]
      requestBody: {{required: true, content: {{multipart/form-data: {{schema: {FILE % ""}}}}}}}
      {OK}
"""
WAYS: dict[str, Callable[[Any, Any], Any]] = {
    "schema": lambda c, value: c.files.by_schema(file=value),
    "encoding": lambda c, value: c.files.by_encoding(file=value),
    "body": lambda c, value: c.files.by_body(body=value),
    "text": lambda c, value: c.files.by_text(body=value),
}
ROWS = [("id", "näme"), (1, 'a,"b"'), (True, None)]
CSV = 'id,näme\r\n1,"a,""b"""\r\ntrue,\r\n'.encode()


@pytest.mark.parametrize("way", WAYS)
def test_rows_and_text_are_sent_as_csv(make: Make, call: Call, way: str) -> None:
    api = make(API)

    def sent(value: Any) -> bytes:
        reply = call(api, lambda c: WAYS[way](c, value), Reply(200))
        call.server.requests.clear()
        media_type = b"\r\nContent-Type: text/csv\r\n"
        if way in ("body", "text"):
            assert reply.sent.header("content-type") == "text/csv"
        elif way == "schema" or not isinstance(value, bytes | io.BytesIO):
            assert media_type in reply.sent.body
        return reply.sent.body

    for value in (ROWS, [list(row) for row in ROWS], iter(ROWS), io.StringIO(CSV.decode())):
        assert CSV in sent(value)
    mappings = [{"id": 1, "x": Decimal("1.50")}, {"x": datetime(2026, 1, 2, tzinfo=UTC)}]
    assert b"id,x\r\n1,1.50\r\n,2026-01-02T00:00:00.000Z\r\n" in sent(mappings)
    assert CSV in sent(CSV)
    assert CSV in sent(iter([CSV[:9], CSV[9:]]))
    assert CSV in sent(io.BytesIO(CSV))


def test_the_annotation_of_a_text_admits_rows(make: Make) -> None:
    package = make(API).package
    for kind in (package.resources.Files, package.resources.AsyncFiles):
        annotations = {
            name: getattr(kind, name).__annotations__["body"] for name in ("by_text", "by_body")
        }
        assert annotations == {"by_text": "str | FileInput", "by_body": "FileInput"}


@pytest.mark.parametrize("way", ["body", "text"])
def test_a_required_body_is_not_left_out(make: Make, call: Call, way: str) -> None:
    api = make(API)
    with pytest.raises(api.errors.ArgumentError, match="body: is required"):
        call(api, lambda c: WAYS[way](c, None))
    assert call.server.requests == []


def test_the_length_of_bytes_is_sent(make: Make, call: Call) -> None:
    for way in ("body", "text"):
        reply = call(make(API), lambda c, way=way: WAYS[way](c, CSV), Reply(200))
        assert reply.sent.header("content-length") == str(len(CSV))


def test_rows_with_a_name(make: Make, call: Call) -> None:
    api = make(API)
    for value in (("r.csv", ROWS), ("r.csv", tuple(ROWS)), ("r.csv", iter(ROWS), None)):
        reply = call(api, lambda c, value=value: c.files.by_schema(file=value), Reply(200))
        assert b'filename="r.csv"\r\nContent-Type: text/csv\r\n\r\n' + CSV in reply.sent.body
        call.server.requests.clear()
    reply = call(api, lambda c: c.files.other(file=("r.csv", ROWS, "text/csv")), Reply(200))
    assert CSV in reply.sent.body


def test_rows_are_sent_again(make: Make, call: Call) -> None:
    acts = (Reply(503), Reply(200))
    reply = call(make(API), lambda c: c.files.by_body(body=ROWS), *acts)
    assert [each.body for each in reply.requests] == [CSV, CSV]


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ([{"a": 1}, {"b": 2}], r"file\[1\]: has the column 'b', which the first row"),
        ([["a"], "b"], r"file\[1\]: must be a list, tuple or mapping, not str"),
        ([["a"], {"a": 1}], r"file\[1\]: must be a list or tuple, as the first row"),
        ([{"a": 1}, ["a", "b"]], r"file\[1\]: must be a mapping, as the first row"),
        ([["\ud800"]], r"file\[0\]"),
        ([[object()]], r"file\[0\]"),
        (7, "file: must be bytes, .*rows, a text file, or a tuple .*, not int"),
        ("a,b", "file: must be bytes, .*not str"),
    ],
)
def test_what_is_no_row(make: Make, call: Call, value: Any, message: str) -> None:
    api = make(API)
    with pytest.raises(api.errors.ArgumentError, match=message):
        call(api, lambda c: c.files.by_schema(file=value))
    assert call.server.requests == []


def test_other_files_take_no_rows(make: Make, call: Call) -> None:
    api = make(API)
    for value in (ROWS, io.StringIO("a")):
        with pytest.raises(api.errors.ArgumentError, match="file: must be bytes"):
            call(api, lambda c, value=value: c.files.other(file=value))
    reply = call(api, lambda c: c.files.other(file=("r.csv", iter(ROWS), "text/csv")), Reply(200))
    assert CSV in reply.sent.body

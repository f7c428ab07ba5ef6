"""Texts from a server are escaped and truncated where they are displayed. The body and the headers are unchanged."""

from __future__ import annotations

import json
import logging
import traceback
from collections.abc import Iterator
from typing import Any

import pytest
from client_under_test._runtime import Model, Operation, Result, errors
from client_under_test._runtime.escaping import printable
from client_under_test._runtime.webhooks import Webhook
from hypothesis import given
from hypothesis import strategies as st

from tests.runtime.sides import CURSOR, EVENTS, GET, NEXT_URL, NOTE, Side, Thing
from tests.support.loopback import Act, Loopback, Reply, answer, raw

CONTROLS = "\0\x07\x08\x1b[2J\x85\x9b2J\u2028\u2029\u202e\u2066\u200f\ufeff\U000e0001"
FORGED = "FORGED 2026-01-01 line of a log"
EVIL = f"begin{CONTROLS}\r\n{FORGED}\n" + "long" * 30_000
IN_HEADER = "begin\x1b[2J\x85\x9b2J" + "long" * 1_000  # h11 refuses line breaks and NUL
LONGEST = 2_500


class Tags(Model, kw_only=True):
    """A model with a map."""

    tags: dict[str, int] | None = None


TAGS: Operation[Tags] = Operation("tags.get", "GET /tags", results=(Result("2XX", lambda: Tags),))


def headed(status: int, body: object = None, **headers: str) -> Act:
    """Return a response with these headers, encoded as one byte per character."""
    lines = "".join(f"{name.replace('_', '-')}: {text}\r\n" for name, text in headers.items())
    content = json.dumps(body)
    head = f"HTTP/1.1 {status} Whatever\r\n{lines}Content-Length: {len(content)}\r\n\r\n"
    return raw((head + content).encode("latin-1"))


def event(name: str, data: object) -> Reply:
    body = f"event: {name}\ndata: {json.dumps(data)}\n\n".encode()
    return Reply(200, body, content_type="text/event-stream")


JSON = "application/json"
ACTS: dict[str, tuple[Operation[Any], Act]] = {
    "code and message": (GET, answer({"error": {"code": EVIL, "message": f"\ud800{EVIL}"}}, 400)),
    "problem details": (GET, answer({"type": EVIL, "title": EVIL, "detail": EVIL}, 409)),
    "a text": (GET, Reply(500, EVIL.encode("utf-8", "replace"), content_type="text/plain")),
    "request id": (GET, headed(404, {}, X_Request_Id=IN_HEADER, Content_Type=JSON)),
    "request id of a success": (GET, headed(200, {"id": "1"}, X_Request_Id=IN_HEADER)),
    "content type": (GET, headed(200, "no thing", Content_Type=f"text/{IN_HEADER}")),
    "content type other than a stream": (EVENTS, headed(200, {}, Content_Type=f"text/{IN_HEADER}")),
    "charset": (NOTE, headed(200, "x", Content_Type=f"text/plain; charset={IN_HEADER}")),
    "content encoding": (GET, headed(200, {}, Content_Encoding=IN_HEADER, Content_Type=JSON)),
    "date": (GET, headed(200, {"id": "1"}, Date=IN_HEADER, Content_Type=JSON)),
    "location": (GET, headed(302, {}, Location=IN_HEADER)),
    "status line": (GET, raw(f"HTTP/1.1 {IN_HEADER}\r\n\r\n".encode("latin-1"))),
    "header name": (GET, raw(f"HTTP/1.1 200 OK\r\n{IN_HEADER} : x\r\n\r\n".encode("latin-1"))),
    "broken JSON": (GET, Reply(200, f'{{"id": "{FORGED}\n\x1b'.encode())),
    "wrong kind": (GET, answer(EVIL)),
    "wrong type": (GET, answer({"id": {EVIL: EVIL}, "createdAt": EVIL, "count": EVIL})),
    "key of a map": (TAGS, answer({"tags": {EVIL: "x"}})),
    "name of a property": (GET, answer({"id": "1", EVIL: 1, f"/{EVIL}": {EVIL: 1}})),
    "name of a property in a page": (CURSOR, answer({"data": [{"id": "1", EVIL: 1}], "meta": {}})),
    "event": (EVENTS, event("error", {"error": {"code": EVIL, "message": EVIL}})),
    "cursor": (CURSOR, answer({"data": [], "meta": {"next": EVIL}})),
    "cursor, then an error": (CURSOR, answer({"data": [{"id": EVIL}], "meta": {"next": "\x1b" * 5_000}})),
    "next URL": (NEXT_URL, answer({"data": [], "next": f"/{EVIL}"})),
    "host of the next page": (NEXT_URL, answer({"data": [], "next": f"http://{EVIL}/"})),
    "path of the next page": (NEXT_URL, answer({"data": [], "next": f"/{'a' * 9_000}"})),
}  # fmt: skip


def chain(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__


def shown(error: errors.APIError) -> Iterator[str]:
    """Yield every text of an error that a program displays."""
    for link in chain(error):
        yield from (str(link), *getattr(link, "__notes__", ()))
    yield from traceback.TracebackException.from_exception(error).format_exception_only()
    if isinstance(error, errors.APIStatusError):
        yield from (error.message, error.code or "", error.request_id or "")


def use(side: Side, caller: Any, operation: Operation[Any]) -> Iterator[str]:
    """Yield the texts that a call displays, whether it fails or not."""
    try:
        if operation is EVENTS:
            yield repr(caller.stream(operation))
        elif operation.paging:
            page = caller.page(operation)
            while page is not None and page.has_next_page():
                yield from (
                    repr(page),
                    page.stopped or "",
                    repr(page.raw),
                    page.raw.request_id or "",
                )
                page = caller.next(page)
        else:
            yield repr(caller.call(operation, {"id": "1"} if operation is GET else {}))
    except errors.APIError as error:
        yield from shown(error)
        if isinstance(error, errors.ResponseValidationError):
            yield error.pointer


@pytest.mark.parametrize("strict", [False, True], ids=["tolerant", "strict"])
@pytest.mark.parametrize("source", ACTS)
def test_texts_from_a_server_are_escaped_and_truncated(
    side: Side, server: Loopback, source: str, strict: bool, caplog: pytest.LogCaptureFixture
) -> None:
    operation, act = ACTS[source]
    server.play(act, act, headed(404, {"message": EVIL[:99]}, X_Request_Id=IN_HEADER))
    caplog.set_level(logging.DEBUG, logger="thing_api")
    caller = side.caller(server, max_retries=0, strict=strict, follow_redirects=True)
    texts = [*use(side, caller, operation)]
    texts += [
        text for each in caller.client.drift for text in (str(each), repr(each), each.pointer)
    ]
    texts += [record.getMessage() for record in caplog.records if record.name == "thing_api"]
    assert server.requests
    assert any(texts)
    for text in texts:
        assert text.rstrip("\n").isprintable(), ascii(text)[:500]
        assert len(text) <= LONGEST, text[:500]


def test_a_name_is_a_secret_also_if_only_its_end_says_so(server: Loopback, side: Side) -> None:
    server.play(answer({"id": "1", f"{EVIL}_password": "hunter2"}))
    caller = side.caller(server)
    caller.get()
    (mismatch,) = caller.client.drift
    assert mismatch.received == "string ***"


def test_the_body_and_the_headers_are_unchanged(side: Side, server: Loopback) -> None:
    body = {"error": {"code": EVIL, "message": EVIL, "devMessage": EVIL, "details": [EVIL]}}
    server.play(headed(400, body, X_Request_Id=IN_HEADER))
    with pytest.raises(errors.BadRequestError) as caught:
        side.caller(server).get()
    error = caught.value
    assert json.loads(error.body) == error.data == body
    assert (error.dev_message, error.details) == (EVIL, [EVIL])
    assert error.headers["x-request-id"] == IN_HEADER
    assert error.request_id == printable(IN_HEADER)
    assert str(error).startswith(
        "400 begin\\x00\\x07\\x08\\x1b[2J\\x85\\x9b2J\\u2028\\u2029\\u202e"
    )
    values = repr(error.headers)
    assert values.isprintable()
    assert len(values) < LONGEST


def test_mismatches_of_a_webhook_are_escaped(caplog: pytest.LogCaptureFixture) -> None:
    webhook: Webhook[Thing] = Webhook("thing_api", "thing", lambda: Thing)
    webhook.parse(json.dumps({"id": "1", "createdAt": EVIL}).encode(), {})
    texts = [*map(str, webhook.drift), *(record.getMessage() for record in caplog.records)]
    assert len(texts) == 2
    assert all(text.isprintable() and len(text) <= LONGEST for text in texts)


@given(text=st.text(max_size=50), longest=st.integers(1, 60))
def test_a_printable_text_is_one_line_of_bounded_length(text: str, longest: int) -> None:
    result = printable(text, longest)
    assert result.isprintable()
    assert len(result) <= longest
    assert result.encode().decode() == result
    if text.isprintable() and len(text) <= longest:
        assert result == text


def test_the_repr_of_a_model_is_printable() -> None:
    assert repr(Thing(id=EVIL)).isprintable()
    assert repr(Tags(tags={EVIL: 1})).isprintable()

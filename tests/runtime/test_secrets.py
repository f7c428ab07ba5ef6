"""A credential that a server repeats appears in no message, repr, cause, pickle, page or log."""

from __future__ import annotations

import json
import logging
import pickle
import traceback
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from client_under_test._runtime import Operation, Paging, Result, errors

from tests.runtime.sides import (
    API_KEY,
    CURSOR,
    DOWNLOAD,
    EVENTS,
    LINES,
    NEXT_URL,
    NOTE,
    Caller,
    Side,
)
from tests.support.loopback import Act, Loopback, Reply, answer, raw

KEY = API_KEY.encode()
CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
ECHOES: dict[str, Act] = {
    "content encoding": Reply(200, b"{}", {"Content-Encoding": API_KEY}),
    "content type": Reply(200, b"<", content_type=f"text/{API_KEY}"),
    "charset": Reply(200, b"\xff", content_type=f"text/plain; charset={API_KEY}"),
    "undecodable text": Reply(200, KEY + b"\xff", content_type="text/plain"),
    "chunk header": raw(CHUNKED + KEY + b"\r\n{}\r\n"),
    "header line": raw(b"HTTP/1.1 200 OK\r\n" + KEY + b"\r\n\r\n"),
    "redirect": Reply(302, headers={"Location": f"http://[{API_KEY}"}),
    "error event": Reply(200, b'event: error\ndata: {"message": "' + KEY + b'"}\n\n'),
}
CALLS: dict[str, Callable[[Caller], object]] = {
    "get": lambda caller: caller.get(),
    "text": lambda caller: caller.call(NOTE),
    "raw response": lambda caller: caller.raw(caller.things.get, "1").parse(),
    "download": lambda caller: caller.side.run(caller.call(DOWNLOAD).read),
    "lines": lambda caller: caller.stream(LINES),
    "events": lambda caller: caller.stream(EVENTS),
    "list": lambda caller: caller.items(),
    "raw request": lambda caller: caller.request("GET", "/raw").parse(),
}


# Responses with a valid body for these calls, although the server repeats the credential.
SUCCESSES = {
    *(("charset", call) for call in ("download", "events")),
    *(("content type", call) for call in ("download", "events", "text")),
    *(("undecodable text", call) for call in ("download", "events")),
    *(("error event", call) for call in ("download", "text")),
}


def shown(error: BaseException) -> Iterator[str]:
    """Yield every text of an error that a user, a log or an error collector can see."""
    yield "".join(traceback.format_exception(error))
    yield pickle.dumps(error).decode("latin-1")
    link: BaseException | None = error
    while link is not None:
        yield from (str(link), repr(link), repr(link.args), repr(getattr(link, "__notes__", "")))
        if isinstance(link, errors.APIError):
            yield repr(vars(link))
        link = link.__cause__ or (None if link.__suppress_context__ else link.__context__)


@pytest.mark.parametrize(
    ("echo", "call"), sorted({(echo, call) for echo in ECHOES for call in CALLS} - SUCCESSES)
)
def test_no_error_contains_a_credential_that_the_server_repeats(
    side: Side, server: Loopback, echo: str, call: str
) -> None:
    server.play(ECHOES[echo])
    caller = side.caller(server, max_retries=0, follow_redirects=True)
    with pytest.raises(errors.APIError) as caught:
        CALLS[call](caller)
    for text in shown(caught.value):
        assert API_KEY not in text, text


def test_a_cause_without_a_credential_is_kept(side: Side, server: Loopback) -> None:
    server.play(Reply(200, b"\xff", content_type="text/plain"))
    with pytest.raises(errors.ResponseDecodeError) as caught:
        side.caller(server).call(NOTE)
    assert isinstance(caught.value.__cause__, UnicodeDecodeError)


SCORES: Operation[Any] = Operation(
    "things.scores",
    "GET /scores",
    results=(Result("200", lambda: dict[str, dict[str, int]]),),
)
SCORE_LIST: Operation[Any] = Operation(
    "things.score_list",
    "GET /scores",
    results=(Result("200", lambda: dict[str, int]),),
    paging=Paging(items="/data", bare=True),
)
KEYS = {"plain": API_KEY, "longer": f"{API_KEY}-more", "escaped": json.dumps(API_KEY)}


@pytest.mark.parametrize("key", KEYS)
def test_no_pointer_contains_a_credential_that_is_a_key(
    side: Side, server: Loopback, key: str
) -> None:
    """The credential stays in the data of the response, but does not appear in the report of the mismatch."""
    calls: dict[str, tuple[object, Callable[[Caller], Any]]] = {
        "map": ({"m": {KEYS[key]: "x"}}, lambda caller: caller.call(SCORES)),
        "page": ({"data": [{KEYS[key]: "x"}]}, lambda caller: caller.items(SCORE_LIST)),
        "items": ([{KEYS[key]: "x"}], lambda caller: caller.items(SCORE_LIST)),
    }
    for body, call in calls.values():
        server.play(answer(body))
        with pytest.raises(errors.ResponseValidationError) as caught:
            call(side.caller(server, strict=True))
        assert "REDACTED" in caught.value.pointer
        for text in shown(caught.value):
            assert API_KEY not in text, text
            assert API_KEY.replace("/", "~1") not in text, text


@pytest.mark.parametrize("operation", [CURSOR, NEXT_URL])
def test_no_page_contains_a_credential_that_the_server_repeats(
    side: Side, server: Loopback, operation: Any, caplog: pytest.LogCaptureFixture
) -> None:
    metadata = {"next": f"/more/{API_KEY}?{API_KEY}", "meta": {"next": API_KEY}}
    server.play(answer({"data": [{"id": "1"}], **metadata}), answer({"data": [], **metadata}))
    caller = side.caller(server)
    with caplog.at_level(logging.DEBUG, "thing_api"):
        page = caller.next(caller.page(operation))
    assert page.stopped
    assert API_KEY not in repr(page) + caplog.text
    server.play(answer({"data": [{"id": "1"}], **metadata}), Reply(404))
    first = caller.page(operation)
    with pytest.raises(errors.NotFoundError) as caught:
        caller.next(first)
    for text in shown(caught.value):
        assert API_KEY not in text, text

"""Raw responses, raw requests, downloads, streams, hooks and logs."""

from __future__ import annotations

import gzip
import json
import logging
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import pytest
from client_under_test._runtime import (
    AttemptEvent,
    CallEvent,
    Hooks,
    Operation,
    Result,
    errors,
)
from client_under_test._runtime.observability.telemetry import opentelemetry_hooks

from tests.runtime.sides import API_KEY, DOWNLOAD, EVENTS, LINES, Side, Thing
from tests.support.loopback import Loopback, Received, Reply, answer, raw, trickle

FINE = answer({"id": "1", "unknown": {"x": [1]}}, x_request_id="r-1")


def test_a_raw_response(side: Side, server: Loopback) -> None:
    server.play(Reply(503), FINE)
    caller = side.caller(server)
    response = caller.raw(caller.things.get, "1")
    assert (response.status_code, response.request_id, response.method) == (200, "r-1", "GET")
    assert response.headers["X-Request-ID"] == "r-1"
    assert "content-type" in response.headers
    assert [attempt.status_code for attempt in response.attempts] == [503, 200]
    assert response.elapsed >= response.attempts[0].delay > 0
    assert json.loads(response.content) == response.json() == {"id": "1", "unknown": {"x": [1]}}
    assert response.parse() == Thing(id="1")
    assert response.url == f"{server.url}/things/1"
    assert caller.get() == Thing(id="1"), "the client itself is unchanged"


def test_a_raw_response_that_cannot_be_parsed(side: Side, server: Loopback) -> None:
    server.play(Reply(200, b"<html>"))
    caller = side.caller(server)
    response = caller.raw(caller.things.get, "1")
    assert response.content == b"<html>"
    for attempt in (response.json, response.parse):
        with pytest.raises(errors.ResponseDecodeError) as caught:
            attempt()
        assert caught.value.request_path == "/things/1"
        assert len(caught.value.attempts) == 1


def test_a_raw_response_of_a_list(side: Side, server: Loopback) -> None:
    server.play(answer({"data": [{"id": "1"}], "total": 1}))
    caller = side.caller(server)
    response = caller.raw(caller.things.list)
    assert response.json()["total"] == 1
    assert response.parse().data == [Thing(id="1")]


def test_only_methods_of_resources_have_a_raw_response(side: Side, server: Loopback) -> None:
    client = side.caller(server).client
    for method in (print, client.request, len):
        with pytest.raises(errors.ArgumentError):
            client.with_raw_response(method)


def test_a_raw_request(side: Side, server: Loopback) -> None:
    server.play(answer({"fine": True}))
    caller = side.caller(server)
    response = caller.request(
        "post", "/new/thing", params={"a": [1, 2], "b": True, "c": None}, json={"x": 1}
    )
    assert response.parse() == {"fine": True}
    (request,) = server.requests
    assert (request.method, request.target) == ("POST", "/new/thing?a=1&a=2&b=true")
    assert request.json() == {"x": 1}
    assert request.header("content-type") == "application/json"
    assert request.header("apikey") == API_KEY
    caller.request("PUT", "/x", content="text", headers={"Content-Type": "text/csv", "X-A": "b"})
    assert (server.requests[1].body, server.requests[1].header("content-type")) == (
        b"text",
        "text/csv",
    )
    assert server.requests[1].header("x-a") == "b"
    caller.request("DELETE", "/x")
    assert server.requests[2].body == b""


def test_options_of_a_raw_request(side: Side, server: Loopback) -> None:
    client = side.caller(server).client

    def request(method: str, options: Any, **arguments: Any) -> Any:
        return side.run(lambda: client.request(method, "/x", options=options, **arguments))

    server.play(Reply(503), FINE)
    request("POST", {"idempotency_key": "k"}, json={"a": 1, "b": 1})
    assert [each.header("idempotency-key") for each in server.requests] == ["k", "k"]
    server.play(FINE)
    options = {"headers": {"apikey": "other"}, "query": {"a": [1, 2]}, "body": {"b": 2}}
    request("PUT", options, params={"a": 0}, json={"a": 1, "b": 1})
    assert server.requests[0].header("apikey") == "other"
    assert server.requests[0].target == "/x?a=1&a=2"
    assert server.requests[0].json() == {"a": 1, "b": 2}
    server.play(Reply(503))
    with pytest.raises(errors.ServiceUnavailableError):
        request("GET", {"max_retries": 0})
    server.play(Reply(200, b"{}", delay=1.0))
    with pytest.raises(errors.APITimeoutError):
        request("GET", {"timeout": 0.05})
    for wrong in ({"max_items": 1}, {"timeuot": 1}, {"timeout": -1}, {"body": {"a": 1}}):
        content = b"text" if "body" in wrong else None
        with pytest.raises(errors.ArgumentError, match="options"):
            request("PUT", wrong, content=content)


def test_parameters_of_a_raw_request(side: Side, server: Loopback) -> None:
    server.play(FINE)
    moment = datetime(2024, 1, 1, tzinfo=UTC)
    params = {"a": [1, None, 2.5], "none": None, "empty": [], "at": moment, "flags": (True, False)}
    side.caller(server).request("GET", "/x", params=params)
    assert parse_qsl(server.requests[0].query) == [
        *(("a", "1"), ("a", "2.5"), ("at", "2024-01-01T00:00:00.000Z")),
        *(("flags", "true"), ("flags", "false")),
    ]


def test_raw_requests_are_retried_if_their_method_is_idempotent(
    side: Side, server: Loopback
) -> None:
    caller = side.caller(server, backoff=0.001)
    server.play(Reply(503), answer({}))
    caller.request("GET", "/x")
    assert len(server.requests) == 2
    server.play(Reply(503), answer({}))
    with pytest.raises(errors.ServiceUnavailableError):
        caller.request("POST", "/x")
    assert len(server.requests) == 1


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (("G T", "/"), {}),
        (("GET", "x"), {}),
        (("GET", "//evil.com/x"), {}),
        (("GET", "http://evil.com/"), {}),
        (("GET", "/a/../b"), {}),
        (("GET", "/a?b"), {}),
        (("GET", "/a#b"), {}),
        (("GET", "/a b"), {}),
        (("GET", "/é"), {}),
        (("POST", "/"), {"json": 1, "content": b"2"}),
        (("POST", "/"), {"json": object()}),
        (("GET", "/"), {"headers": {"a": "b\nc"}}),
        (("GET", "/"), {"params": {"a": float("nan")}}),
        (("GET", "/"), {"params": {"a": [1.0, float("inf")]}}),
        (("GET", "/"), {"params": {"a": {"b": 1}}}),
        (("GET", "/"), {"params": {"a": [[1]]}}),
        (("GET", "/"), {"params": {"a": datetime(2024, 1, 1)}}),
        (("GET", "/"), {"params": {"a": object()}}),
    ],
)
def test_arguments_of_a_raw_request_are_validated(
    side: Side, server: Loopback, arguments: Any, named: Any
) -> None:
    server.play(FINE)
    with pytest.raises(errors.ArgumentError):
        side.caller(server).request(*arguments, **named)
    assert not server.requests


# --- downloads -------------------------------------------------------------------------------------------------------

PDF = os.urandom(300_000)
FILE = Reply(200, PDF, content_type="application/pdf")


def read(side: Side, download: Any) -> bytes:
    """Return the complete content of a download."""
    return bytes(side.run(download.read))


def test_a_download_is_read(side: Side, server: Loopback) -> None:
    server.play(
        FILE,
        Reply(
            200, gzip.compress(PDF), {"Content-Encoding": "gzip"}, content_type="application/pdf"
        ),
    )
    caller = side.caller(server)
    for _ in range(2):
        download = caller.call(DOWNLOAD)
        assert (download.status_code, download.headers["content-type"]) == (200, "application/pdf")
        assert read(side, download) == PDF
    assert server.connections == 1, "the connection was released"


def test_an_iterated_download_may_exceed_the_size_limit(side: Side, server: Loopback) -> None:
    server.play(FILE)
    caller = side.caller(server, max_response_size=1000)
    pieces = side.collect(caller.call(DOWNLOAD).iter_bytes)
    assert b"".join(pieces) == PDF
    assert len(pieces) > 1
    with pytest.raises(errors.ResponseTooLargeError, match="save"):
        read(side, caller.call(DOWNLOAD))


def test_a_download_is_saved_completely_or_not_at_all(
    side: Side, server: Loopback, tmp_path: Path
) -> None:
    path = tmp_path / "x.pdf"
    server.play(
        FILE, Reply(200, PDF, content_type="application/pdf", length=len(PDF) + 1, close=True)
    )
    caller = side.caller(server)
    download = caller.call(DOWNLOAD)
    assert side.run(lambda: download.save(path)) == path
    assert path.read_bytes() == PDF
    path.write_bytes(b"old")
    broken = caller.call(DOWNLOAD)
    with pytest.raises(errors.APIConnectionError) as caught:
        side.run(lambda: broken.save(path))
    assert caught.value.request_path == "/file"
    assert caught.value.__cause__ is not None
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_download_that_stalls_times_out(side: Side, server: Loopback) -> None:
    server.play(trickle(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nx", b"", pause=0.1))
    download = side.caller(server, timeout=1.0).call(DOWNLOAD)
    with pytest.raises(errors.APITimeoutError):
        read(side, download)


def test_a_download_may_take_longer_than_the_timeout(side: Side, server: Loopback) -> None:
    server.play(raw(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n", *([b"x"] * 5), pause=0.3))
    assert read(side, side.caller(server, timeout=1.0).call(DOWNLOAD)) == b"xxxxx"


def test_an_error_status_for_a_download_is_a_status_error(side: Side, server: Loopback) -> None:
    server.play(answer({"message": "gone"}, 410))
    with pytest.raises(errors.GoneError, match="gone"):
        side.caller(server).call(DOWNLOAD)


def test_a_closed_download_releases_its_connection(side: Side, server: Loopback) -> None:
    server.play(FILE)
    caller = side.caller(server)
    for _ in range(3):
        download = caller.call(DOWNLOAD)
        side.run(download.close)
    assert caller.with_options(timeout=30.0).call(DOWNLOAD).status_code == 200


# --- streams ---------------------------------------------------------------------------------------------------------


def test_json_lines(side: Side, server: Loopback) -> None:
    server.play(
        Reply(
            200, b'{"id":"1"}\n\r\n  \n{"id":"2"}\r\n{"id":"3"}', content_type="application/jsonl"
        )
    )
    assert [thing.id for thing in side.caller(server).stream(LINES)] == ["1", "2", "3"]


def test_events(side: Side, server: Loopback) -> None:
    text = (
        b': hello\n\ndata: {"id":\ndata: "1"}\n\nevent: thing\r\nid: 7\r\ndata:{"id":"2"}\r\n\r\n'
    )
    text += b"data: [DONE]\n\ndata: x\n\n"
    server.play(Reply(200, text, content_type="text/event-stream"))
    assert [thing.id for thing in side.caller(server).stream(EVENTS)] == ["1", "2"]


def test_data_after_the_end_mark_is_ignored(side: Side, server: Loopback) -> None:
    """Data after the end mark is ignored, whether it arrives together with the mark or later."""
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n"
    first, end, late = (
        b"data: %s\n\n" % data for data in (b'{"id": "1"}', b"[DONE]", b'{"id": "2"}')
    )
    caller = side.caller(server)
    for pieces in ([first, end, late], [first + end, late], [first, end + late]):
        server.play(raw(head, *pieces, pause=0.05))
        assert [thing.id for thing in caller.stream(EVENTS)] == ["1"]


@pytest.mark.parametrize(
    "body", [b'data: {"id": "1"}\n\ndata: {"id\n\n', b'data: {"id": "1"}\n\ndata: \xff\n\n']
)
def test_an_event_that_is_not_json_is_a_decode_error(
    side: Side, server: Loopback, body: bytes
) -> None:
    server.play(Reply(200, body, content_type="text/event-stream"))
    with pytest.raises(errors.ResponseDecodeError) as caught:
        side.caller(server).stream(EVENTS)
    assert caught.value.request_path == "/events"


SEQUENCE: Operation[Thing] = Operation(
    "things.sequence",
    "GET /sequence",
    results=(Result("200", lambda: Thing, "json-lines", "application/json-seq"),),
)
# The items 1, 2 and 3, between items that are no JSON, are cut off, or have another type.
BAD_ITEMS = {
    "lines": (LINES, b'{"id":"1"}\n{"id\n{"id":"2"}\n[]\n12\n{"id":"3"}\n'),
    "sequence": (SEQUENCE, b'\x1e{"id":"1"}\n\x1e{"id\x1e{"id":"2"}\n\x1e[]\n\x1e12\x1e{"id":"3"}'),
    "events": (EVENTS, b'data:{"id":"1"}\n\ndata:{"id\n\ndata:{"id":"2"}\n\ndata:[]\n\ndata:12\n\ndata:{"id":"3"}\n\n'),
}  # fmt: skip


@pytest.mark.parametrize(("operation", "body"), BAD_ITEMS.values(), ids=BAD_ITEMS)
@pytest.mark.parametrize("size", [1, 7, 1000])
def test_iteration_goes_on_after_an_item_that_cannot_be_decoded(
    side: Side, server: Loopback, operation: Operation[Any], body: bytes, size: int
) -> None:
    type_ = operation.results[0].media_type.encode()
    head = b"HTTP/1.1 200 OK\r\nContent-Type: %b\r\nContent-Length: %d\r\n\r\n"
    pieces = [body[at : at + size] for at in range(0, len(body), size)]
    server.play(raw(head % (type_, len(body)), *pieces))
    caller = side.caller(server)
    found: list[Any] = []

    def failed(error: errors.ResponseDecodeError) -> None:
        assert error.request_path == operation.path
        found.append(None)

    def read() -> None:
        with caller.things._stream(operation) as stream:
            while len(found) < 6:
                try:
                    found.append(next(stream).id)
                except errors.ResponseDecodeError as error:
                    failed(error)
            assert list(stream) == []

    async def read_async() -> None:
        async with caller.things._stream(operation) as stream:
            while len(found) < 6:
                try:
                    found.append((await anext(stream)).id)
                except errors.ResponseDecodeError as error:
                    failed(error)
            assert [item async for item in stream] == []

    side.run(read if side.portal is None else read_async)
    assert found == ["1", None, "2", None, None, "3"]


def test_an_error_event_in_a_stream_is_a_status_error(side: Side, server: Loopback) -> None:
    body = (
        b'event: error\ndata: {"error": {"code": "E1", "message": "overloaded '
        + API_KEY.encode()
        + b'"}}\n\n'
    )
    server.play(Reply(200, body, content_type="text/event-stream"))
    with pytest.raises(errors.APIStatusError, match=r"overloaded REDACTED") as caught:
        side.caller(server).stream(EVENTS)
    assert caught.value.code == "E1"


def test_a_truncated_stream_is_a_connection_error(side: Side, server: Loopback) -> None:
    server.play(
        Reply(200, b'{"id":"1"}\n', content_type="application/jsonl", length=99, close=True)
    )
    with pytest.raises(errors.APIConnectionError):
        side.caller(server).stream(LINES)


def test_an_endless_line_is_refused(side: Side, server: Loopback) -> None:
    server.play(
        trickle(b"HTTP/1.1 200 OK\r\nContent-Type: application/jsonl\r\n\r\n", b"x" * 1000, pause=0)
    )
    with pytest.raises(errors.ResponseTooLargeError):
        side.caller(server, max_response_size=100_000).stream(LINES)


def test_an_error_status_for_a_stream_is_a_status_error(side: Side, server: Loopback) -> None:
    server.play(answer({"message": "no"}, 403))
    with pytest.raises(errors.ForbiddenError):
        side.caller(server).stream(EVENTS)


def test_a_raw_response_of_a_stream(side: Side, server: Loopback) -> None:
    body = b'{"id":"1"}\n{"id":"2"}\n'
    server.play(Reply(200, body, {"X-A": "b"}, content_type="application/jsonl"))
    caller = side.caller(server)
    response = caller.raw(caller.things._stream, LINES)
    assert (response.status_code, response.headers["x-a"]) == (200, "b")
    assert [thing.id for thing in side.collect(response.parse)] == ["1", "2"]


def test_a_stream_can_be_exited_early(sync_side: Side, server: Loopback) -> None:
    server.play(
        trickle(
            b"HTTP/1.1 200 OK\r\nContent-Type: application/jsonl\r\n\r\n",
            b'{"id":"1"}\n',
            pause=0.01,
        )
    )
    caller = sync_side.caller(server)
    with caller.things._stream(LINES) as stream:
        assert next(stream).id == "1"
    server.play(answer({"id": "1"}))
    assert caller.get().id == "1"


def test_an_asynchronous_stream_can_be_awaited_or_entered(
    async_side: Side, server: Loopback
) -> None:
    server.play(
        Reply(200, b'{"id":"1"}\n{"id":"2"}\n', {"X-A": "b"}, content_type="application/jsonl")
    )
    things = async_side.caller(server).things

    async def ways() -> list[object]:
        awaited = await things._stream(LINES)
        found: list[object] = [awaited.headers["x-a"], [thing.id async for thing in awaited]]
        async with things._stream(LINES) as entered:
            async for thing in entered:
                found.append(thing.id)
                break
        return found

    assert async_side.run(ways) == ["b", ["1", "2"], "1"]


# --- hooks and logs --------------------------------------------------------------------------------------------------


def test_hooks_receive_events_in_order(side: Side, server: Loopback) -> None:
    events: list[Any] = []
    server.play(Reply(503), FINE)
    side.caller(server, hooks=Hooks(events.append, events.append, events.append)).get()
    kinds = [
        (type(event), getattr(event, "number", None), getattr(event, "attempt", None) is None)
        for event in events
    ]
    assert kinds == [
        (AttemptEvent, 1, True),
        (AttemptEvent, 1, False),
        (AttemptEvent, 2, True),
        (AttemptEvent, 2, False),
        (CallEvent, None, True),
    ]
    assert len({event.call for event in events}) == 1
    assert events[1].attempt.status_code == 503
    assert events[1].attempt.delay > 0
    assert (events[4].operation, events[4].error, len(events[4].attempts)) == (
        "things.get",
        None,
        2,
    )


def test_hooks_receive_the_error_of_a_failed_call(side: Side, server: Loopback) -> None:
    ends: list[CallEvent] = []
    caller = side.caller(server, hooks=[Hooks(after_call=ends.append)])
    for act, error in ((Reply(404), "NotFoundError"), (Reply(200, b"<"), "ResponseDecodeError")):
        server.play(act)
        with pytest.raises(errors.APIError):
            caller.get()
        assert ends[-1].error == error


def test_an_error_in_a_hook_does_not_affect_the_call(
    side: Side, server: Loopback, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(event: object) -> None:
        raise RuntimeError(API_KEY)

    server.play(FINE)
    caller = side.caller(server, hooks=Hooks(fail, fail, fail))
    for _ in range(150):
        assert caller.get().id == "1"
    assert server.connections == 1
    assert "RuntimeError" in caplog.text
    assert API_KEY not in caplog.text


def test_the_log_has_no_bodies_queries_cookies_or_credentials(
    side: Side, server: Loopback, caplog: pytest.LogCaptureFixture
) -> None:
    def act(request: Received) -> Reply:
        return answer(
            {"data": [{"id": "body-value"}]}, Set_Cookie="sid=cookie-value", X_Request_Id="req-9"
        )

    server.answer_with(act)
    caplog.set_level(logging.DEBUG, "thing_api")
    side.caller(server).items(limit=3)
    text = "\n".join(record.getMessage() for record in caplog.records if record.name == "thing_api")
    assert "things.list GET /things: attempt 1: 200" in text
    assert "x-request-id: req-9" in text
    for absent in ("body-value", "cookie-value", "limit=3", API_KEY):
        assert absent not in text


class Span:
    """A span that keeps its attributes."""

    def __init__(self, name: str, attributes: dict[str, object]) -> None:
        self.name = name
        self.attributes = attributes
        self.ended = False

    def set_attribute(self, name: str, value: object) -> None:
        self.attributes[name] = value

    def set_status(self, status: object) -> None:
        self.attributes["status"] = status

    def end(self) -> None:
        self.ended = True


class Tracer:
    """A tracer with the interface of OpenTelemetry that keeps its spans."""

    def __init__(self) -> None:
        self.spans: list[Span] = []

    def start_span(self, name: str, *, attributes: dict[str, object], kind: object = None) -> Span:
        self.spans.append(Span(name, attributes))
        return self.spans[-1]


def test_spans_with_semantic_attributes(side: Side, server: Loopback) -> None:
    tracer = Tracer()
    server.play(Reply(503), FINE)
    side.caller(server, hooks=opentelemetry_hooks(tracer)).get()
    first, second = tracer.spans
    assert first.name == second.name == "GET things.get"
    assert first.attributes["http.request.method"] == "GET"
    assert first.attributes["server.address"] == "127.0.0.1"
    assert first.attributes["server.port"] == server.port
    assert first.attributes["url.full"] == f"{server.url}/things/1"
    assert (first.attributes["http.response.status_code"], first.attributes["error.type"]) == (
        503,
        "503",
    )
    assert (
        second.attributes["http.response.status_code"],
        second.attributes["http.request.resend_count"],
    ) == (200, 1)
    assert first.ended
    assert second.ended

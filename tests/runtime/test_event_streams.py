"""Server-sent events: their ids and names, resuming, and connections on which only comments arrive."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest
from client_under_test._runtime import errors

from tests.runtime.sides import EVENTS, Caller, Side
from tests.support.loopback import Loopback, Reply, raw, trickle

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n"


def collected(caller: Caller, take: Callable[[Any], Any], **options: Any) -> list[Any]:
    """What a function takes from the stream after each item."""
    if caller.side.portal is None:
        stream = caller.things._stream(EVENTS, options=options)
        return [(item.id, take(stream)) for item in stream]

    async def items() -> list[Any]:
        stream = caller.things._stream(EVENTS, options=options)
        return [(item.id, take(stream)) async for item in stream]

    return list(caller.side.portal.call(items))


def test_the_id_and_name_of_each_event(server: Loopback, side: Side) -> None:
    body = (
        b'id: 7\nevent: made\ndata: {"id": "a"}\n\ndata: {"id": "b"}\n\nid\ndata: {"id": "c"}\n\n'
    )
    server.play(Reply(body=body, content_type="text/event-stream"))
    found = collected(side.caller(server), lambda stream: (stream.event_id, stream.event_name))
    assert found == [("a", ("7", "made")), ("b", ("7", "")), ("c", ("", ""))]


def test_a_stream_resumes_after_the_last_event(server: Loopback, side: Side) -> None:
    server.play(Reply(body=b'data: {"id": "a"}\n\n', content_type="text/event-stream"))
    options = {"headers": {"Last-Event-ID": "7"}}
    assert collected(side.caller(server), lambda stream: stream.event_id, **options) == [("a", "")]
    assert server.requests[0].header("last-event-id") == "7"


def test_comments_do_not_keep_a_dead_stream_alive(server: Loopback, side: Side) -> None:
    server.play(trickle(HEAD + b'data: {"id": "a"}\n\n', b": ping\n\n", pause=0.05))
    seen: list[Any] = []
    with pytest.raises(errors.APITimeoutError, match="only comments"):
        collected(side.caller(server, timeout=0.5), seen.append)
    assert len(seen) == 1


def test_comments_between_events_are_ignored(server: Loopback, side: Side) -> None:
    pieces = [b": ping\n\n", b'data: {"id": "a"}\n\n'] * 4
    server.play(raw(HEAD, *pieces, pause=0.01))
    assert len(collected(side.caller(server), lambda stream: None)) == 4


def test_the_time_of_the_caller_does_not_count(server: Loopback, side: Side) -> None:
    item = b'data: {"id": "a"}\n\n'
    server.play(raw(HEAD, item, b": ping\n\n", b": ping\n\n", item, pause=0.01))
    found = collected(side.caller(server, timeout=2), lambda stream: time.sleep(2.2))
    assert len(found) == 2

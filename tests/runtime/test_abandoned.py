"""A streamed response that is neither read nor closed releases its connection and warns when it is collected."""

from __future__ import annotations

import gc
import socket
import sys
import time
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from client_under_test._runtime import errors

from tests.runtime.sides import DOWNLOAD, EVENTS, LINES, Caller, Side
from tests.runtime.timing import soon
from tests.support.loopback import Loopback, Received, Reply, answer, silence

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/octet-stream\r\n\r\n"


def endless(connection: socket.socket, request: Received) -> bool:
    """Send a body that continues until the client disconnects."""
    connection.sendall(HEAD)
    while True:
        connection.sendall(b"x" * 1000)
        time.sleep(0.01)


def download(caller: Caller) -> None:
    """Request a file and drop it."""
    caller.call(DOWNLOAD)


def raw_download(caller: Caller) -> None:
    """Request a raw response without taking its file."""
    kind = type(caller.things)
    own = type(kind.__name__, (kind,), {"file": lambda self: self._call(DOWNLOAD, {})})
    caller.raw(_named(own(caller.client).file))


def _named(method: Any) -> Any:
    method.__func__.__name__ = "file"
    return method


def collected(abandon: Callable[[Caller], None], caller: Caller) -> None:
    """Call a function that drops its response, and collect garbage."""
    abandon(caller)
    gc.collect()


def lines(caller: Caller) -> None:
    """Request a stream and drop it."""
    stream = caller.things._stream(LINES)
    if caller.side.portal is not None:
        caller.side.run(stream._ready)


def endless_lines(connection: socket.socket, request: Received) -> bool:
    """Send a line that is no JSON and endless others until the client disconnects."""
    connection.sendall(HEAD.replace(b"octet-stream", b"jsonl") + b'{"id":"1"}\n{"id\n')
    while True:
        connection.sendall(b'{"id":"2"}\n')
        time.sleep(0.01)


@pytest.mark.parametrize("count", [1, 2, 3])
def test_a_stream_that_is_abandoned_between_items_releases_its_connection(
    side: Side, server: Loopback, count: int, caplog: pytest.LogCaptureFixture
) -> None:
    """The second item is an error."""
    server.play(endless_lines)
    caller = side.caller(server)
    failed: list[type] = []

    def read() -> None:
        stream = caller.things._stream(LINES)
        for _ in range(count):
            try:
                next(stream)
            except errors.ResponseDecodeError as error:
                failed.append(type(error))

    async def read_async() -> None:
        stream = caller.things._stream(LINES)
        for _ in range(count):
            try:
                await anext(stream)
            except errors.ResponseDecodeError as error:
                failed.append(type(error))

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        side.run(read if side.portal is None else read_async)
        gc.collect()
        assert soon(lambda: server.open == 0)
    assert failed == [errors.ResponseDecodeError] * (count > 1)
    assert not [record for record in caplog.records if record.name == "asyncio"]


@pytest.mark.parametrize("abandon", [download, raw_download, lines])
def test_an_abandoned_response_releases_its_connection(
    side: Side, server: Loopback, abandon: Callable[[Caller], None]
) -> None:
    server.play(endless)
    caller = side.caller(server)
    with pytest.warns(
        ResourceWarning, match="was not read to its end or closed: use `(async )?with`"
    ):
        collected(abandon, caller)
    assert soon(lambda: server.open == 0)
    assert server.connections == 1
    server.play(answer({"id": "1"}))
    assert caller.get().id == "1"


def test_abandoned_responses_do_not_exhaust_the_pool(side: Side, server: Loopback) -> None:
    server.play(endless)
    caller = side.caller(server, timeout=20, max_retries=0)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        for _ in range(120):  # the pool has 100
            download(caller)
        gc.collect()
    server.play(answer({"id": "1"}))
    assert caller.get().id == "1"
    assert soon(lambda: server.open <= 1)


def test_a_warning_that_is_an_error_still_releases_the_connection(
    side: Side, server: Loopback
) -> None:
    server.play(endless)
    caller = side.caller(server)
    with unraisable_ignored(), warnings.catch_warnings():
        warnings.simplefilter("error", ResourceWarning)
        download(caller)
        gc.collect()
    assert soon(lambda: server.open == 0)


@contextmanager
def unraisable_ignored() -> Iterator[None]:
    """Suppress the output that Python prints for an error in a destructor."""
    before, sys.unraisablehook = sys.unraisablehook, lambda _: None
    try:
        yield
    finally:
        sys.unraisablehook = before


def test_a_partly_read_download_releases_its_connection(side: Side, server: Loopback) -> None:
    server.play(endless)
    caller = side.caller(server)

    def half() -> None:
        for _ in caller.call(DOWNLOAD).iter_bytes():
            return

    async def half_async() -> None:
        async for _ in (await caller.things._call(DOWNLOAD, {})).iter_bytes():
            return

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # trio warns itself
        half() if side.portal is None else side.run(half_async)
        gc.collect()
        assert soon(lambda: server.open == 0)


@pytest.mark.parametrize("operation", [DOWNLOAD, LINES, EVENTS])
def test_a_response_that_is_read_or_closed_does_not_warn(
    side: Side, server: Loopback, operation: Any
) -> None:
    server.play(Reply(200, b'{"id": "1"}\n'))
    caller = side.caller(server)
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        if operation is DOWNLOAD:
            assert side.run(caller.call(DOWNLOAD).read) == b'{"id": "1"}\n'
            side.run(caller.call(DOWNLOAD).close)
        else:
            caller.stream(operation)
        gc.collect()
    assert [each.message for each in caught if "was not read" in str(each.message)] == []
    assert server.connections <= 2


def test_a_download_cannot_be_read_twice_or_after_it_is_closed(
    side: Side, server: Loopback
) -> None:
    server.play(Reply(200, b"%PDF"))
    file = side.caller(server).call(DOWNLOAD)
    assert side.run(file.read) == b"%PDF"
    with pytest.raises(errors.APIConnectionError):
        side.run(file.read)
    closed = side.caller(server).call(DOWNLOAD)
    side.run(closed.close)
    with pytest.raises(errors.APIConnectionError):
        side.run(closed.read)


def test_a_download_that_times_out_before_its_head_releases_its_connection(
    side: Side, server: Loopback
) -> None:
    server.play(silence())
    with pytest.raises(errors.APITimeoutError):
        side.caller(server, timeout=0.2).call(DOWNLOAD)
    assert soon(lambda: server.open == 0)

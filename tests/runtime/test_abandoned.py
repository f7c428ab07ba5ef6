"""What is neither read nor closed gives its connection back when it is collected, and says so."""

from __future__ import annotations

import gc
import socket
import time
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from client_under_test._runtime import errors

from tests.loopback import Loopback, Received, Reply, answer, silence
from tests.runtime.sides import DOWNLOAD, EVENTS, LINES, Caller, Side
from tests.runtime.timing import soon

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/octet-stream\r\n\r\n"


def endless(connection: socket.socket, request: Received) -> bool:
    """A body that goes on until the client goes away."""
    connection.sendall(HEAD)
    while True:
        connection.sendall(b"x" * 1000)
        time.sleep(0.01)


def download(caller: Caller) -> None:
    """Ask for a file and forget it."""
    caller.call(DOWNLOAD)


def raw_download(caller: Caller) -> None:
    """Ask for a whole answer, whose file is never taken out of it."""
    kind = type(caller.things)
    own = type(kind.__name__, (kind,), {"file": lambda self: self._call(DOWNLOAD, {})})
    caller.raw(_named(own(caller.client).file))


def _named(method: Any) -> Any:
    method.__func__.__name__ = "file"
    return method


def collected(forget: Callable[[Caller], None], caller: Caller) -> None:
    """Forget it for good."""
    forget(caller)
    gc.collect()


def lines(caller: Caller) -> None:
    """Ask for a stream and forget it."""
    stream = caller.things._stream(LINES)
    if caller.side.portal is not None:
        caller.side.run(stream._ready)


@pytest.mark.parametrize("forget", [download, raw_download, lines])
def test_what_is_forgotten_gives_its_connection_back(
    side: Side, server: Loopback, forget: Callable[[Caller], None]
) -> None:
    server.play(endless)
    caller = side.caller(server)
    with pytest.warns(ResourceWarning, match="neither read nor closed"):
        collected(forget, caller)
    assert soon(lambda: server.open == 0)
    assert server.connections == 1
    server.play(answer({"id": "1"}))
    assert caller.get().id == "1"


def test_so_no_number_of_them_fills_the_pool(side: Side, server: Loopback) -> None:
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


def test_a_warning_that_is_an_error_keeps_no_connection(side: Side, server: Loopback) -> None:
    server.play(endless)
    caller = side.caller(server)
    with unraisable_ignored(), warnings.catch_warnings():
        warnings.simplefilter("error", ResourceWarning)
        download(caller)
        gc.collect()
    assert soon(lambda: server.open == 0)


@contextmanager
def unraisable_ignored() -> Iterator[None]:
    """Python prints what a destructor raises."""
    import sys

    before, sys.unraisablehook = sys.unraisablehook, lambda _: None
    try:
        yield
    finally:
        sys.unraisablehook = before


def test_what_is_read_half_gives_its_connection_back(side: Side, server: Loopback) -> None:
    server.play(endless)
    caller = side.caller(server)

    def half() -> None:
        for _ in caller.call(DOWNLOAD).iter_bytes():
            return

    async def half_async() -> None:
        async for _ in (await caller.things._call(DOWNLOAD, {})).iter_bytes():
            return

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # trio's own
        half() if side.portal is None else side.run(half_async)
        gc.collect()
        assert soon(lambda: server.open == 0)


@pytest.mark.parametrize("operation", [DOWNLOAD, LINES, EVENTS])
def test_what_is_read_or_closed_warns_of_nothing(
    side: Side, server: Loopback, operation: Any
) -> None:
    server.play(Reply(200, b'{"id": "1"}\n'))
    caller = side.caller(server)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        if operation is DOWNLOAD:
            assert side.run(caller.call(DOWNLOAD).read) == b'{"id": "1"}\n'
            side.run(caller.call(DOWNLOAD).close)
        else:
            caller.stream(operation)
        gc.collect()
    assert server.connections <= 2


def test_what_was_read_is_not_read_again(side: Side, server: Loopback) -> None:
    server.play(Reply(200, b"%PDF"))
    file = side.caller(server).call(DOWNLOAD)
    assert side.run(file.read) == b"%PDF"
    with pytest.raises(errors.APIConnectionError):
        side.run(file.read)
    closed = side.caller(server).call(DOWNLOAD)
    side.run(closed.close)
    with pytest.raises(errors.APIConnectionError):
        side.run(closed.read)


def test_a_cancelled_head_is_not_forgotten_either(side: Side, server: Loopback) -> None:
    server.play(silence())
    with pytest.raises(errors.APITimeoutError):
        side.caller(server, timeout=0.2).call(DOWNLOAD)
    assert soon(lambda: server.open == 0)

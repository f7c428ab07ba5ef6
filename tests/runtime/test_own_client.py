"""A call with the caller's own HTTP client ends within its timeout, and cross-origin requests get no credentials."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import httpx2
import pytest
from client_under_test._runtime import Operation, Server, errors

from tests.runtime.sides import NEXT_URL, UPLOAD, Caller, Side, Upload, served_by
from tests.runtime.test_deadline import HEAD, LATE, full_backlog
from tests.runtime.timing import ends_within
from tests.support.loopback import Loopback, Reply, answer


def late(caller: Caller) -> Callable[[], None]:
    """Return a call that must time out."""

    def call() -> None:
        with pytest.raises(errors.APITimeoutError):
            caller.get()

    return call


@pytest.mark.parametrize("fault", [name for name in LATE if "retr" not in name])
def test_a_call_ends_in_time(side: Side, server: Loopback, fault: str) -> None:
    server.play(LATE[fault])
    own = side.http_client(timeout=60)
    caller = side.caller(server, http_client=own, timeout=0.5)
    ends_within(0.5, late(caller))
    server.play(answer({"id": "1"}))
    assert caller.with_options(timeout=30.0).get().id == "1", "the pool is still usable"


@pytest.mark.parametrize("mounted", [False, True])
def test_a_call_on_an_already_open_connection_ends_in_time(
    side: Side, server: Loopback, mounted: bool
) -> None:
    options: dict[str, Any] = {}
    if mounted:
        kind = httpx2.HTTPTransport if side.portal is None else httpx2.AsyncHTTPTransport
        options = {"mounts": {"http://": kind(), "all://elsewhere.example": None}}
    own = side.http_client(timeout=60, **options)
    server.play(answer({"id": "1"}), LATE["trickled headers"])
    side.run(lambda: own.get(f"{server.url}/before"))
    caller = side.caller(server, http_client=own, timeout=0.5)
    began = time.monotonic()
    late(caller)()
    assert time.monotonic() - began < 5, "the server trickles for 20 s"
    assert server.connections == 1
    ends_within(0.5, late(caller))


def test_the_timeout_does_not_apply_to_the_callers_own_requests(
    side: Side, server: Loopback
) -> None:
    own = side.http_client(timeout=30)
    server.play(answer({"id": "1"}))
    assert side.caller(server, http_client=own, timeout=0.2).get().id == "1"
    server.play(Reply(200, b"late", delay=0.4))
    assert side.run(lambda: own.get(f"{server.url}/own")).content == b"late"
    content = b"x" * 1_000_000
    assert side.run(lambda: own.post(f"{server.url}/own", content=content)).status_code == 200
    assert server.requests[-1].body == content


@contextmanager
def slow_reader() -> Iterator[str]:
    """Yield the URL of a server that reads 50 kB per second."""

    def read(connection: socket.socket) -> None:
        with connection:
            while connection.recv(1000):
                time.sleep(0.02)

    def accept(listener: socket.socket) -> None:
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            threading.Thread(target=read, args=(connection,), daemon=True).start()

    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        threading.Thread(target=accept, args=(listener,), daemon=True).start()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"


@pytest.mark.parametrize("own", [False, True])
def test_a_server_that_reads_slowly(side: Side, own: bool) -> None:
    options: dict[str, Any] = {}
    if own:  # a small send buffer splits each write into many short waits
        small = [(socket.SOL_SOCKET, socket.SO_SNDBUF, 8192)]
        kind = httpx2.HTTPTransport if side.portal is None else httpx2.AsyncHTTPTransport
        options = {"http_client": side.http_client(transport=kind(socket_options=small))}
    with slow_reader() as url:
        caller = side.caller(url, timeout=0.5, max_retries=0, **options)

        def upload() -> None:
            with pytest.raises(errors.APITimeoutError):
                caller.call(UPLOAD, {}, Upload(name="x", file=b"x" * 30_000_000))

        ends_within(0.5, upload, least=0.4)


def test_the_timeout_includes_the_transports_own_retries(side: Side) -> None:
    kind = httpx2.HTTPTransport if side.portal is None else httpx2.AsyncHTTPTransport
    own = side.http_client(transport=kind(retries=50))
    with socket.create_server(("127.0.0.1", 0)) as listener:
        refusing = f"http://127.0.0.1:{listener.getsockname()[1]}"
    ends_within(0.7, late(side.caller(refusing, http_client=own, timeout=0.7)))


def test_the_connect_timeout_is_separate(side: Side) -> None:
    own = side.http_client(timeout=60)
    with full_backlog() as port:
        caller = side.caller(
            f"http://127.0.0.1:{port}", http_client=own, timeout=30, connect_timeout=0.2
        )
        with pytest.raises(errors.APITimeoutError, match=r"no connection within 0\.2 s"):
            caller.with_options(max_retries=0).get()


def test_a_unix_socket(side: Side, tmp_path: Any) -> None:
    path = str(tmp_path / "s")
    kind = httpx2.HTTPTransport if side.portal is None else httpx2.AsyncHTTPTransport
    own = side.http_client(transport=kind(uds=path))
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(path)
        listener.listen()

        def trickle() -> None:
            while True:
                try:
                    connection, _ = listener.accept()
                    connection.sendall(HEAD + b"X: ")
                    while True:
                        connection.sendall(b"x")
                        time.sleep(0.05)
                except OSError:
                    if listener.fileno() == -1:
                        return

        threading.Thread(target=trickle, daemon=True).start()
        caller = side.caller("http://unix.example", http_client=own, timeout=0.5)
        ends_within(0.5, late(caller))


def test_a_transport_without_connections(side: Side) -> None:
    own = side.http_client(
        transport=httpx2.MockTransport(lambda request: httpx2.Response(200, json={"id": "7"}))
    )
    assert side.caller("http://mock.example", http_client=own).get().id == "7"


@pytest.mark.parametrize("cause", ["redirect", "next page", "own server of the operation"])
def test_its_authentication_is_not_sent_to_another_origin(
    side: Side, server: Loopback, cause: str
) -> None:
    own = side.http_client(auth=("me", "my-password"))
    caller = side.caller(
        server,
        api=served_by(server),
        base_url=None,
        http_client=own,
        follow_redirects=True,
        allow_foreign_pages=True,
    )
    with Loopback(answer({"id": "2", "data": []})) as other:
        if cause == "redirect":
            server.play(Reply(302, headers={"Location": f"{other.url}/x"}))
            caller.get()
        elif cause == "next page":
            server.play(answer({"data": [{"id": "1"}], "next": f"{other.url}/x"}))
            caller.items(NEXT_URL)
        else:
            server.play(answer({"id": "1"}))
            caller.get()
            caller.call(
                Operation("things.elsewhere", "GET /elsewhere", servers=(Server(other.url),))
            )
        assert server.requests[0].header("authorization")
        assert [request.header("authorization") for request in other.requests] == [None]
        if cause == "own server of the operation":
            permitted = caller.with_options(allow_foreign_credentials=True)
            permitted.call(
                Operation("things.elsewhere", "GET /elsewhere", servers=(Server(other.url),))
            )
            assert other.requests[1].header("authorization")

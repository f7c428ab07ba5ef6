"""Concurrent callers, processes, event loops, TLS, proxies, a caller's own HTTP client, and leaks."""

from __future__ import annotations

import asyncio
import gc
import os
import socket
import ssl
import sys
import threading
import time
import traceback
import warnings
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import anyio
import httpx2
import pytest
import trio
from client_under_test._runtime import AsyncClient, SyncClient, errors
from client_under_test._runtime.transport import sync as http_sync

from tests.runtime.sides import API, API_KEY, APP_ID, AsyncThings, Side, Things
from tests.runtime.timing import ends_within, soon
from tests.support.loopback import Loopback, Received, Reply, answer, hang_up

VALUES = {"app_id": APP_ID, "api_key": API_KEY}
PEM = Path(__file__).with_name("loopback.pem")


def echo(request: Received) -> Reply:
    """Return the requested id."""
    return answer({"id": request.path.rpartition("/")[2]})


# --- concurrent callers ----------------------------------------------------------------------------------------------


def test_thirty_two_threads_share_a_client(sync_side: Side, server: Loopback) -> None:
    server.answer_with(echo)
    caller = sync_side.caller(server, timeout=100)
    with ThreadPoolExecutor(32) as threads:
        names = [str(number) for number in range(1000)]
        assert [thing.id for thing in threads.map(caller.get, names)] == names
    assert (
        server.connections < 300
    ), "32 shared connections, plus replacements of idle ones that expire on a busy machine"


def test_a_thousand_tasks_share_a_client(async_side: Side, server: Loopback) -> None:
    server.answer_with(echo)
    caller = async_side.caller(server, timeout=100)
    found: dict[str, str] = {}

    async def one(name: str) -> None:
        found[name] = (await caller.things.get(name)).id

    async def all_at_once() -> None:
        async with anyio.create_task_group() as group:
            for number in range(1000):
                group.start_soon(one, str(number))

    async_side.run(all_at_once)
    assert len(found) == 1000
    assert all(asked == given for asked, given in found.items())
    assert server.connections < 300, "100 shared connections, plus replacements of expired ones"


def test_repeated_calls_leak_no_objects_and_no_connections(side: Side, server: Loopback) -> None:
    """The numbers of objects and of connections do not grow with the calls, apart from the objects of other threads."""
    server.answer_with(
        lambda request: answer({"id": "1"}, Set_Cookie=f"c{len(server.requests)}=x; Max-Age=9999")
    )
    caller = side.caller(server, timeout=60.0)

    def objects_after(calls: int) -> int:
        for _ in range(calls):
            caller.get()
        server.requests.clear()
        gc.collect()
        return len(gc.get_objects())

    objects_after(50)
    growth = [-objects_after(0) + objects_after(400) for _ in range(2)]
    assert min(growth) < 400, "less than one object per call"
    assert server.connections < 20, "one, unless idle connections expire on a busy machine"


def test_simultaneous_first_calls_create_one_transport(
    sync_side: Side, server: Loopback, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A second transport would never be closed."""
    server.answer_with(echo)
    made: list[httpx2.URL] = []
    usual = http_sync._transport_to

    def slow(url: httpx2.URL) -> httpx2.HTTPTransport:
        made.append(url)
        time.sleep(0.2)  # lets the other threads look for a transport before this one is stored
        return usual(url)

    monkeypatch.setattr(http_sync, "_transport_to", slow)
    caller = sync_side.caller(server, timeout=60.0)
    with ThreadPoolExecutor(5) as threads:
        assert [thing.id for thing in threads.map(caller.get, "12345")] == list("12345")
    assert len(made) == 1
    caller.client.close()
    wait_until_closed(server)


# --- processes and loops ---------------------------------------------------------------------------------------------


def test_a_forked_child_opens_its_own_connections(sync_side: Side, server: Loopback) -> None:
    server.answer_with(echo)
    caller = sync_side.caller(server)
    caller.get("parent")
    with warnings.catch_warnings():
        # The server has threads in this process.
        warnings.simplefilter("ignore", DeprecationWarning)
        child = os.fork()
    if child == 0:
        fine = all(caller.get(f"child{number}").id == f"child{number}" for number in range(20))
        os._exit(0 if fine else 1)
    found = [caller.get(f"parent{number}").id for number in range(20)]
    _, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) == 0
    assert found == [f"parent{number}" for number in range(20)]
    by_connection: dict[int, set[str]] = {}
    for request in server.requests:
        by_connection.setdefault(request.connection, set()).add(
            request.path.rpartition("/")[2].rstrip("0123456789")
        )
    assert sorted(map(sorted, by_connection.values())) == [["child"], ["parent"]]


def test_threads_of_a_forked_child_never_use_the_connections_of_the_parent(
    sync_side: Side, server: Loopback, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.answer_with(echo)
    caller = sync_side.caller(server)
    caller.get("parent")
    lock = threading.Lock

    def slow_lock() -> threading.Lock:
        time.sleep(0.1)  # lets several threads start before the first one is ready
        return lock()

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        child = os.fork()
    if child == 0:
        barrier = threading.Barrier(4)
        with ThreadPoolExecutor(4) as threads:

            def call(name: str) -> bool:
                barrier.wait()
                if name != "child0":
                    time.sleep(0.05)
                return caller.get(name).id == name

            monkeypatch.setattr(threading, "Lock", slow_lock)
            fine = list(threads.map(call, [f"child{number}" for number in range(4)]))
        os._exit(0 if all(fine) else 1)
    _, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) == 0
    (parents,) = {each.connection for each in server.requests if each.path.endswith("parent")}
    children = [each.connection for each in server.requests if "child" in each.path]
    assert len(children) == 4
    assert parents not in children


def test_one_client_in_several_event_loops(server: Loopback) -> None:
    server.answer_with(echo)
    client = AsyncClient(API, values=VALUES, base_url=server.url)
    things = AsyncThings(client)

    async def twice() -> list[str]:
        return [(await things.get(name)).id for name in ("a", "b")]

    with warnings.catch_warnings():
        # A closed event loop cannot close its connections.
        warnings.simplefilter("ignore", ResourceWarning)
        for run in (asyncio.run, asyncio.run):
            assert run(twice()) == ["a", "b"]
        assert trio.run(twice) == ["a", "b"]
        assert asyncio.run(twice()) == ["a", "b"]
        things.__dict__.clear()
        del client
        gc.collect()


# --- closing ---------------------------------------------------------------------------------------------------------


def wait_until_closed(server: Loopback) -> None:
    """Wait until the server has no open connection."""
    assert soon(lambda: server.open == 0)


def test_closing_closes_connections_and_a_later_call_opens_new_ones(
    side: Side, server: Loopback
) -> None:
    server.answer_with(echo)
    caller = side.caller(server)
    caller.get()
    assert server.open == 1
    side.run(caller.with_options(timeout=1.0).client.close)
    wait_until_closed(server)
    assert caller.get("x").id == "x"
    side.run(caller.client.close)
    side.run(caller.client.close)
    wait_until_closed(server)


def test_context_managers_close_the_connections(server: Loopback) -> None:
    server.answer_with(echo)
    with SyncClient(API, values=VALUES, base_url=server.url) as client:
        assert Things(client).get("a").id == "a"
    wait_until_closed(server)

    async def run() -> None:
        async with AsyncClient(API, values=VALUES, base_url=server.url) as client:
            assert (await AsyncThings(client).get("a")).id == "a"

    for backend in ("asyncio", "trio"):
        anyio.run(run, backend=backend)
        wait_until_closed(server)


def test_a_client_that_is_not_closed_warns(server: Loopback) -> None:
    server.answer_with(echo)

    def forget() -> None:
        Things(SyncClient(API, values=VALUES, base_url=server.url)).get("a")
        gc.collect()

    async def forgotten() -> None:
        await AsyncThings(AsyncClient(API, values=VALUES, base_url=server.url)).get("a")
        gc.collect()

    with pytest.warns(ResourceWarning, match="not closed"):
        forget()
    with pytest.warns(ResourceWarning, match="not closed"):
        asyncio.run(forgotten())


def test_a_client_without_calls_does_not_warn() -> None:
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        SyncClient(API, values=VALUES)
        AsyncClient(API, values=VALUES)
        gc.collect()
    assert [each.message for each in caught if "not closed" in str(each.message)] == []


def test_a_closed_client_does_not_warn(server: Loopback) -> None:
    server.answer_with(echo)

    async def closed() -> None:
        async with AsyncClient(API, values=VALUES, base_url=server.url) as client:
            await AsyncThings(client).get("a")

    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        with SyncClient(API, values=VALUES, base_url=server.url) as client:
            Things(client).get("a")
        del client
        asyncio.run(closed())
        gc.collect()
    assert [each.message for each in caught if "not closed" in str(each.message)] == []


# --- TLS, proxies, own HTTP clients ----------------------------------------------------------------------------------


@pytest.fixture
def secure() -> Iterator[Loopback]:
    """A server with an untrusted certificate."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(PEM)
    with Loopback(answer({"id": "1"}), tls=context) as server:
        yield server


def test_an_untrusted_certificate_is_an_error_without_retries(side: Side, secure: Loopback) -> None:
    with pytest.raises(errors.APIConnectionError, match="certificate") as caught:
        side.caller(secure).get()
    assert len(caught.value.attempts) == 1, "another attempt would fail the same way"
    assert not secure.requests


def test_an_http_client_of_the_caller(side: Side, secure: Loopback) -> None:
    context = ssl.create_default_context(cafile=str(PEM))
    own = side.http_client(verify=context, follow_redirects=True)
    caller = side.caller(secure, http_client=own)
    assert caller.get().id == "1"
    secure.play(Reply(302, headers={"Location": "/x"}), answer({"id": "1"}))
    with pytest.raises(errors.RedirectionError):
        caller.get()
    side.run(caller.client.close)
    assert not own.is_closed, "it belongs to the caller"
    secure.play(hang_up)
    with pytest.raises(errors.APIConnectionError):
        caller.get()
    side.run(own.close if side.portal is None else own.aclose)
    with pytest.raises(errors.APIConnectionError):
        caller.get()


def test_a_trickled_handshake_ends_in_time(side: Side) -> None:
    def trickled(listener: socket.socket) -> None:
        while True:
            try:
                connection, _ = listener.accept()
                connection.sendall(b"\x16\x03\x03\x40\x00")
                while True:
                    connection.sendall(b"\x02")
                    time.sleep(0.05)
            except OSError:
                if listener.fileno() == -1:
                    return

    with socket.create_server(("127.0.0.1", 0)) as listener:
        threading.Thread(target=trickled, args=(listener,), daemon=True).start()
        caller = side.caller(
            f"https://127.0.0.1:{listener.getsockname()[1]}", timeout=0.5, max_retries=0
        )

        def late() -> None:
            with pytest.raises(errors.APITimeoutError):
                caller.get()

        late()  # loads the certificates
        ends_within(0.5, late)


def test_a_proxy_from_the_environment(
    side: Side, server: Loopback, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.answer_with(echo)
    monkeypatch.setenv("http_proxy", server.url)
    monkeypatch.delenv("no_proxy", raising=False)
    caller = side.caller("http://api.example.com/v1")
    assert caller.get("x").id == "x"
    assert server.requests[0].target == "http://api.example.com/v1/things/x"
    assert server.requests[0].header("host") == "api.example.com"


def test_a_host_that_does_not_exist(side: Side) -> None:
    with pytest.raises(errors.APIConnectionError):
        side.caller("http://does-not-exist.invalid", max_retries=0, timeout=5.0).get()


def test_a_socks_proxy_without_its_package_is_a_configuration_error(
    side: Side, server: Loopback, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "socksio", None)  # as if it were not installed
    monkeypatch.setenv("ALL_PROXY", "socks5://user:pass-word@127.0.0.1:1")
    monkeypatch.setenv("NO_PROXY", "")
    with pytest.raises(errors.ConfigurationError, match="pip install socksio") as caught:
        side.caller(server).get()
    assert caught.value.request_method == "GET"
    assert len(caught.value.attempts) == 1
    shown = "".join(traceback.format_exception(caught.value))
    assert "pass-word" not in shown

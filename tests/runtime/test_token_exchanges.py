"""Exchanges of refresh tokens by several threads, event loops and clients at once, and exchanges that are cancelled."""

from __future__ import annotations

import asyncio
import itertools
import os
import signal
import threading
from collections.abc import Awaitable, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from types import FrameType
from typing import Any

import anyio
import pytest
import trio
from client_under_test._runtime import AsyncClient, SyncClient, errors
from client_under_test._runtime.client import tokens

from tests.runtime.issuers import FIRST, OAUTH, Issuer, refresh_token
from tests.runtime.sides import AsyncThings, Side, Things
from tests.support.loopback import Loopback


def in_event_loops(count: int, run: Callable[[], Awaitable[None]]) -> None:
    """Run a function in several event loops at the same time: one of trio, the others of asyncio."""
    barrier = threading.Barrier(count)

    def in_a_loop(number: int) -> None:
        barrier.wait()
        anyio.run(run, backend="asyncio" if number else "trio")

    with ThreadPoolExecutor(count) as threads:
        list(threads.map(in_a_loop, range(count)))


def test_event_loops_use_a_refresh_token_once(server: Loopback) -> None:
    """A client and a clone are used in six event loops at the same time, with four tasks in each."""
    issuer = Issuer(server, delay=0.1)  # lets the other loops want a token meanwhile
    client = AsyncClient(
        OAUTH, values={"token": refresh_token()}, base_url=server.url, timeout=30.0
    )
    clients = itertools.cycle([client, client.with_options(max_retries=1)])
    found: list[str] = []

    async def calls() -> None:
        things = AsyncThings(next(clients))

        async def call() -> None:
            found.append((await things.get("1")).id)

        async with anyio.create_task_group() as group:
            for _ in range(4):
                group.start_soon(call)
        await client.close()

    in_event_loops(6, calls)
    assert found == ["1"] * 24
    assert issuer.used == [FIRST]


def test_a_waiting_event_loop_is_not_blocked(server: Loopback) -> None:
    """While one event loop exchanges the token, the tasks of another one run, and a waiting call can be cancelled."""
    issuer = Issuer(server)
    issuer.hold()
    client = AsyncClient(OAUTH, values={"token": refresh_token()}, base_url=server.url)

    async def call() -> None:
        await AsyncThings(client).get("1")
        await client.close()

    async def cancelled() -> None:
        with anyio.move_on_after(0.05) as limit:
            await AsyncThings(client).get("1")
        assert limit.cancelled_caught

    with ThreadPoolExecutor(1) as threads:
        first = threads.submit(asyncio.run, call())
        assert issuer.exchanging.wait(20)
        trio.run(cancelled)
        issuer.release()
        first.result(20)
    trio.run(call)
    assert issuer.used == [FIRST]


def test_clients_with_the_same_credential_use_each_refresh_token_once(server: Loopback) -> None:
    """Each client has an access token of its own, and uses the refresh token that the others received."""
    issuer = Issuer(server, delay=0.02)
    token = refresh_token()
    options: Any = {"values": {"token": token}, "base_url": server.url, "timeout": 30.0}
    clients = [SyncClient(OAUTH, **options) for _ in range(3)]
    asynchronous = AsyncClient(OAUTH, **options)

    async def call() -> str:
        found = await AsyncThings(asynchronous).get("1")
        await asynchronous.close()
        return found.id

    calls: list[Callable[[], str]] = [lambda: asyncio.run(call())]
    calls += [partial(lambda each: Things(each).get("1").id, each) for each in clients]
    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(lambda each: each(), calls)) == ["1"] * 4
    assert issuer.used == [FIRST, "refresh-token-1", "refresh-token-2", "refresh-token-3"]
    for each in clients:
        each.close()


def test_no_client_shows_the_refresh_token_that_another_client_received(
    side: Side, server: Loopback
) -> None:
    issuer, token = Issuer(server), refresh_token()
    first, second = (side.caller(server, api=OAUTH, values={"token": token}) for _ in range(2))
    first.get()
    issuer.refresh = "another"
    with pytest.raises(errors.BadRequestError, match="REDACTED is revoked"):
        second.get()


# --- interruptions ---------------------------------------------------------------------------------------------------


def test_a_timeout_does_not_lose_the_new_refresh_token(side: Side, server: Loopback) -> None:
    issuer, rotated = Issuer(server, delay=0.4), list[str]()
    token = refresh_token(on_rotate=rotated.append)
    caller = side.caller(server, api=OAUTH, values={"token": token})
    with pytest.raises(errors.APITimeoutError):
        caller.with_options(timeout=0.1).get()
    assert rotated == ["refresh-token-1"]
    caller.get()
    assert (issuer.used, len(server.requests)) == ([FIRST], 2)


def interrupt() -> None:
    """Press Ctrl-C."""
    os.kill(os.getpid(), signal.SIGINT)


@pytest.fixture
def interrupted() -> Iterator[threading.Event]:
    """Tells that Ctrl-C has interrupted the test, which happens once.

    The fixture also makes Ctrl-C work in processes that a shell has started in the background: they ignore it.
    """
    event = threading.Event()

    def raise_once(number: int, frame: FrameType | None) -> None:
        if not event.is_set():
            event.set()
            raise KeyboardInterrupt

    before = signal.signal(signal.SIGINT, raise_once)
    yield event
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("interrupted")
def test_an_interrupt_waits_for_the_new_refresh_token(sync_side: Side, server: Loopback) -> None:
    issuer, rotated = Issuer(server), list[str]()
    issuer.hold()

    def interrupts() -> None:
        assert issuer.exchanging.wait(20)
        interrupt()
        issuer.release()

    token = refresh_token(on_rotate=rotated.append)
    caller = sync_side.caller(server, api=OAUTH, values={"token": token})
    handler = signal.getsignal(signal.SIGINT)
    with ThreadPoolExecutor(1) as pool:
        done = pool.submit(interrupts)
        with pytest.raises(KeyboardInterrupt):
            caller.get()
        done.result()
    assert rotated == ["refresh-token-1"]
    assert [request.path for request in server.requests] == ["/token"], "the call has ended"
    assert signal.getsignal(signal.SIGINT) is handler
    caller.get()
    assert issuer.used == [FIRST]


def test_the_second_interrupt_ends_an_exchange(
    sync_side: Side, server: Loopback, interrupted: threading.Event
) -> None:
    issuer, rotated = Issuer(server), list[str]()
    issuer.hold()

    def interrupts() -> None:
        assert issuer.exchanging.wait(20)
        while not interrupted.wait(0.05):  # two that come too fast are handled as one
            interrupt()

    token = refresh_token(on_rotate=rotated.append)
    caller = sync_side.caller(server, api=OAUTH, values={"token": token})
    with ThreadPoolExecutor(1) as pool:
        done = pool.submit(interrupts)
        with pytest.raises(KeyboardInterrupt):
            caller.get()
        done.result()
        issuer.release()
    assert rotated == []


Cancel = Callable[[Callable[[], Awaitable[object]], Callable[[], Awaitable[None]]], Awaitable[None]]


async def by_scope(
    call: Callable[[], Awaitable[object]], is_exchanging: Callable[[], Awaitable[None]]
) -> None:
    """Cancel a call with a cancel scope."""
    ended: list[str] = []

    async def run() -> None:
        await call()
        ended.append("not cancelled")

    async with anyio.create_task_group() as group:
        group.start_soon(run)
        await is_exchanging()
        group.cancel_scope.cancel()
    assert not ended


async def by_task(
    call: Callable[[], Awaitable[object]], is_exchanging: Callable[[], Awaitable[None]]
) -> None:
    """Cancel a call twice with the method of its asyncio task."""
    task = asyncio.ensure_future(call())
    await is_exchanging()
    task.cancel()
    await anyio.sleep(0.01)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task


@pytest.mark.parametrize("cancel", [by_scope, by_task])
@pytest.mark.parametrize("moment", ["exchange", "on_rotate"])
def test_a_cancelled_call_does_not_lose_the_new_refresh_token(
    async_side: Side, server: Loopback, cancel: Cancel, moment: str
) -> None:
    if cancel is by_task and async_side.kind == "trio":
        cancel = by_scope
    issuer, stored, storing = Issuer(server), list[str](), threading.Event()

    async def store(token: str) -> None:
        storing.set()
        await anyio.sleep(0.05)
        stored.append(token)

    token = refresh_token(on_rotate=store)
    caller = async_side.caller(server, api=OAUTH, values={"token": token})
    if moment == "exchange":
        issuer.hold()
    started = issuer.exchanging if moment == "exchange" else storing

    async def is_started() -> None:
        assert await anyio.to_thread.run_sync(started.wait, 20)
        threading.Timer(0.05, issuer.release).start()

    async_side.run(lambda: cancel(lambda: caller.things.get("1"), is_started))
    assert stored == ["refresh-token-1"]
    assert [request.path for request in server.requests] == ["/token"], "the call has ended"
    caller.get()
    assert issuer.used == [FIRST]


def test_an_on_rotate_that_does_not_end_is_interrupted(
    async_side: Side, server: Loopback, monkeypatch: pytest.MonkeyPatch
) -> None:
    issuer = Issuer(server)
    token = refresh_token(on_rotate=lambda _: anyio.sleep_forever())
    caller = async_side.caller(server, api=OAUTH, values={"token": token})
    usual = tokens.AsyncTokenExchange.call

    async def soon(self: Any, name: str, argument: object, timeout: float | None = None) -> None:
        await usual(self, name, argument, timeout and timeout / 100)

    monkeypatch.setattr(tokens.AsyncTokenExchange, "call", soon)
    with pytest.raises(TimeoutError, match=r"on_rotate did not end within 0\.3 s"):
        caller.get()
    with pytest.raises(TimeoutError, match=r"on_rotate did not end within 0\.3 s"):
        caller.get()
    assert issuer.used == [FIRST]

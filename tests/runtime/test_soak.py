"""A minute of full load with faults: no wrong result, no exception of another library, no leaked connection."""

from __future__ import annotations

import gc
import random
import socket
import sys
import threading
import time
from collections import Counter
from typing import Any

import anyio
import pytest
from client_under_test._runtime import Hooks, errors

from tests.runtime.sides import Caller, Side
from tests.support.loopback import (
    Act,
    Loopback,
    Received,
    Reply,
    answer,
    chunked,
    hang_up,
    raw,
    reset,
    silence,
)

SECONDS = 7.0
CALLS = 10_000


def respond_twice(connection: socket.socket, request: Received) -> bool:
    """Send two responses and keep the connection open."""
    other = answer({"id": "of another call"}).to_bytes()
    connection.sendall(answer({"id": request.path.rpartition("/")[2]}).to_bytes() + other)
    return True


FAULTS: list[Act] = [
    respond_twice,
    reset(),
    reset(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"),
    hang_up,
    silence(1.0),
    Reply(503),
    Reply(429, headers={"Retry-After": "0.01"}),
    Reply(200, b'{"id": "1'),
    Reply(200, b"<html>"),
    Reply(404),
    raw(b"garbage\r\n\r\n"),
    raw(chunked([b'{"id": "', b'other"}'])[:-9]),
]


def faulty(server: Loopback) -> None:
    """Respond with the requested id, and with a fault to one request in twenty."""
    rng = random.Random(4711)

    def act(connection: object, request: Received) -> bool:
        fault = rng.choice(FAULTS) if rng.random() < 0.05 else None
        if fault is None:
            fault = answer({"id": request.path.rpartition("/")[2]})
        if isinstance(fault, Reply):
            connection.sendall(fault.to_bytes())  # type: ignore[attr-defined]
            return not fault.close
        return fault(connection, request)  # type: ignore[arg-type]

    server.play(act)


class Tally:
    """The outcomes of the calls."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.unexpected: list[object] = []

    def note(self, asked: str, outcome: object) -> None:
        """Record the outcome of a call."""
        if isinstance(outcome, errors.APIError):
            self.counts[type(outcome).__name__] += 1
        elif getattr(outcome, "id", None) == asked:
            self.counts["right"] += 1
        else:
            self.unexpected.append(outcome)

    def check(self, server: Loopback) -> None:
        """Assert that there was no unexpected outcome and that most calls succeeded."""
        assert not self.unexpected, self.unexpected[:5]
        assert self.counts["right"] > 1000, self.counts
        assert self.counts["right"] > 0.9 * self.counts.total(), self.counts
        assert len(self.counts) > 2, "some faults are not retried"


def gone(server: Loopback) -> bool:
    """Wait until all connections are closed, and return whether they are."""
    end = time.monotonic() + 5
    while server.open and time.monotonic() < end:
        time.sleep(0.02)
    return server.open == 0


def client(side: Side, server: Loopback) -> Caller:
    """Return a client as in a service, but with a short timeout."""
    return side.caller(server, timeout=2.0, backoff=0.01, hooks=Hooks(lambda event: None))


@pytest.mark.soak
def test_thirty_two_threads(sync_side: Side, server: Loopback) -> None:
    faulty(server)
    caller, tally = client(sync_side, server), Tally()
    end = time.monotonic() + SECONDS

    def work(worker: int) -> None:
        number = 0
        while time.monotonic() < end:
            name, number = f"{worker}-{number}", number + 1
            try:
                tally.note(name, caller.get(name))
            except BaseException as error:  # every outcome is counted
                tally.note(name, error)

    threads = [threading.Thread(target=work, args=(worker,)) for worker in range(32)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    tally.check(server)
    assert server.open <= 32
    caller.client.close()
    assert gone(server)


@pytest.mark.soak
def test_a_thousand_tasks_with_cancellations(async_side: Side, server: Loopback) -> None:
    faulty(server)
    caller, tally = client(async_side, server), Tally()
    end = time.monotonic() + SECONDS

    async def work(worker: int) -> None:
        rng, number = random.Random(worker), 0
        while time.monotonic() < end:
            name, number = f"{worker}-{number}", number + 1
            with anyio.move_on_after(0.2 if rng.random() < 0.05 else 30):
                try:
                    tally.note(name, await caller.things.get(name))
                except Exception as error:  # every outcome is counted
                    tally.note(name, error)

    async def all_of_them() -> None:
        async with anyio.create_task_group() as group:
            for worker in range(1000):
                group.start_soon(work, worker)

    async_side.run(all_of_them)
    tally.unexpected = [each for each in tally.unexpected if each is not None]
    assert not tally.unexpected, tally.unexpected[:5]
    assert tally.counts["right"] > 500, tally.counts
    server.play(answer({"id": "after"}))

    async def afterwards() -> None:
        async with anyio.create_task_group() as group:
            for _ in range(150):
                group.start_soon(caller.things.get, "after")

    async_side.run(afterwards)
    async_side.run(caller.client.close)
    assert gone(server)


@pytest.mark.soak
def test_ten_thousand_calls_leak_no_memory(side: Side, server: Loopback) -> None:
    # Each response has a mismatch.
    server.answer_with(lambda request: answer({"id": "1", "count": request.path}))
    caller = side.caller(server)

    def calls(count: int) -> int:
        """Return the number of allocated memory blocks after this many calls."""
        side.run(lambda: repeated(caller, count, asynchronous=side.portal is not None))
        server.requests.clear()
        gc.collect()
        return sys.getallocatedblocks()

    before = calls(1_000)
    assert calls(CALLS) - before < 2_000, "less than one block per five calls"
    assert server.connections == 1
    assert len(caller.client.drift) == 1


def repeated(caller: Caller, count: int, *, asynchronous: bool) -> Any:
    """Repeat a call, or return an awaitable that does so for an asynchronous client."""

    async def awaited() -> None:
        for _ in range(count):
            await caller.things.get("1")

    if asynchronous:
        return awaited()
    for _ in range(count):
        caller.things.get("1")
    return None

"""Rate limits: one pause and one pace for all calls of a client, and a maximum of requests at the same time."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from heapq import heappop, heappush
from typing import Any

import anyio
import pytest
from client_under_test._runtime import Headers, errors
from client_under_test._runtime.calls import rate_limit
from client_under_test._runtime.calls.rate_limit import RateLimiter, Slot, rate_limit_fields

from tests.runtime.clock import Clock
from tests.runtime.sides import GET, Caller, Side
from tests.support.loopback import Loopback, Received, Reply, answer

FINE = answer({"id": "1"})
LIMITED = Reply(429, headers={"Retry-After": "1"})


def in_parallel(caller: Caller, count: int) -> list[Any]:
    """Make calls at the same time, in threads or tasks, and return their results or errors."""
    if caller.side.portal is None:
        with ThreadPoolExecutor(count) as executor:
            return list(executor.map(lambda _: _outcome(caller.get), range(count)))
    results: list[Any] = []

    async def one() -> None:
        try:
            results.append(await caller.things._call(GET, {"id": "1"}))
        except errors.APIError as error:
            results.append(error)

    async def together() -> None:
        async with anyio.create_task_group() as group:
            for _ in range(count):
                group.start_soon(one)

    caller.side.portal.call(together)
    return results


def _outcome(call: Callable[[], Any]) -> Any:
    try:
        return call()
    except errors.APIError as error:
        return error


class Limited:
    """A server that accepts a number of requests in any second."""

    def __init__(self, limit: int, **headers: str) -> None:
        self.limit = limit
        self.refused = 0
        self._headers = {"Retry-After": "1", **headers}
        self._times: deque[float] = deque()
        self._lock = threading.Lock()

    def __call__(self, request: Received) -> Reply:
        with self._lock:
            now = time.monotonic()
            while self._times and self._times[0] <= now - 1:
                self._times.popleft()
            if len(self._times) >= self.limit:
                self.refused += 1
                return Reply(429, headers=self._headers)
            self._times.append(now)
        return FINE


def test_a_burst_over_the_limit_succeeds(server: Loopback, side: Side) -> None:
    limited = Limited(60)
    server.answer_with(limited)
    results = in_parallel(side.caller(server, timeout=60), 150)
    assert [each for each in results if isinstance(each, Exception)] == []
    assert len(results) == 150
    # Only requests that were on their way at the first 429 are refused.
    assert limited.refused <= 100


@dataclass
class Simulation:
    """Calls against a server that counts by a function, in simulated time."""

    accepts: Callable[[float], bool]
    now: float = 0.0
    accepted: list[float] = field(default_factory=list)
    refused: list[float] = field(default_factory=list)

    def run(self, limiter: RateLimiter, count: int, headers: Headers) -> None:
        """Send from a number of calls at once, 5 ms apart, each with an answer after 20 ms."""
        events: list[tuple[float, int, str, Slot | None]] = []
        for number in range(count):
            heappush(events, (number * 0.005, number, "claim", None))
        while events:
            self.now, number, kind, slot = heappop(events)
            if kind == "claim":
                wait = 0.0
                if limiter.active:
                    slot, wait = limiter.claim(slot, 60.0)
                kind = "claim" if wait > 0 else "send"
                heappush(events, (self.now + max(wait, 0.0), number, kind, slot))
            elif kind == "send":
                taken = self.accepts(self.now)
                (self.accepted if taken else self.refused).append(self.now)
                heappush(events, (self.now + 0.02, number, "ok" if taken else "refused", None))
            elif kind == "ok":
                limiter.accepted(self.now - 0.02, Headers())
            else:
                limiter.refused(self.now - 0.02, headers, 1.0, 1.0)
                heappush(events, (self.now + 1.1, number, "claim", None))


def sliding(simulation: Simulation) -> Callable[[float], bool]:
    return lambda now: sum(each > now - 1 for each in simulation.accepted) < 60


def calendar(offset: float) -> Callable[[Simulation], Callable[[float], bool]]:
    """Windows that begin at whole seconds after an offset."""
    return lambda simulation: lambda now: (
        sum(int(each + offset) == int(now + offset) for each in simulation.accepted) < 60
    )


def bucket(simulation: Simulation) -> Callable[[float], bool]:
    """A bucket of 60 that gets 60 in a second."""
    state = [60.0, 0.0]

    def accepts(now: float) -> bool:
        state[0] = min(60.0, state[0] + (now - state[1]) * 60)
        state[1] = now
        if state[0] < 1:
            return False
        state[0] -= 1
        return True

    return accepts


@pytest.mark.parametrize(
    "headers", [Headers(), Headers([("RateLimit-Policy", '"burst";q=60;w=1')])]
)
@pytest.mark.parametrize("kind", [sliding, bucket, *map(calendar, (0.0, 0.6, 0.8, 0.9))])
def test_the_limit_is_kept_after_the_first_429(
    monkeypatch: pytest.MonkeyPatch, headers: Headers, kind: Callable[..., Any]
) -> None:
    """400 calls at once against a server that allows 60 in a second."""
    simulation = Simulation(lambda now: True)
    simulation.accepts = kind(simulation)
    monkeypatch.setattr(rate_limit, "monotonic", lambda: simulation.now)
    simulation.run(RateLimiter(), 400, headers)
    assert len(simulation.accepted) == 400
    learned = simulation.refused[0] + 0.5
    assert [each for each in simulation.refused if each > learned] == []
    assert simulation.now < 20


def test_other_calls_wait_for_the_end_of_the_pause(
    server: Loopback, side: Side, clock: Clock
) -> None:
    server.play(LIMITED, FINE)
    caller = side.caller(server, max_retries=0, timeout=100)
    with pytest.raises(errors.TooManyRequestsError):
        caller.get()
    assert clock.passed == 0
    caller.with_options(max_retries=1).get()  # a clone
    assert clock.passed == pytest.approx(1)


def test_a_pause_beyond_the_timeout_ends_a_call_at_once(
    server: Loopback, side: Side, clock: Clock
) -> None:
    server.play(Reply(429, headers={"Retry-After": "50"}), FINE)
    caller = side.caller(server, timeout=20)
    with pytest.raises(errors.TooManyRequestsError):
        caller.get()
    with pytest.raises(errors.APITimeoutError, match="rate limit requires a pause of 50 s"):
        caller.get()
    assert (len(server.requests), clock.pauses) == (1, [])
    caller.with_options(timeout=60).get()
    assert len(server.requests) == 2


@pytest.mark.parametrize(
    "headers",
    [
        {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "3"},
        {"RateLimit": '"default";r=0;t=3', "RateLimit-Policy": '"default";q=10;w=60'},
        {"RateLimit": "limit=10, remaining=0, reset=3"},
        {"RateLimit-Remaining": "0", "RateLimit-Reset": "3"},
    ],
)
def test_a_response_that_leaves_no_request_pauses_the_client(
    server: Loopback, side: Side, clock: Clock, headers: dict[str, str]
) -> None:
    server.play(Reply(body=FINE.body, headers=headers), FINE)
    caller = side.caller(server, timeout=100)
    caller.get()
    caller.get()
    assert clock.pauses == [pytest.approx(3)]


def test_such_a_pause_never_fails_a_call(server: Loopback, side: Side, clock: Clock) -> None:
    """The server alone decides whether the request is over its limit, which can be that of another resource."""
    headers = {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "3000"}
    server.play(Reply(body=FINE.body, headers=headers), FINE)
    caller = side.caller(server, timeout=100)
    caller.get()
    caller.get()
    assert clock.pauses == []


def test_a_reset_as_a_unix_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("time.time", lambda: 1_700_000_000.0)
    for reset in ("1700000005", "1700000005000"):
        assert rate_limit_fields(Headers([("x-ratelimit-reset", reset)])) == {"t": 5.0}
    for junk in ("soon", "-1", "", "1e3"):
        assert rate_limit_fields(Headers([("x-ratelimit-remaining", junk)])) == {}


@pytest.mark.parametrize("limit", [1, 3])
def test_a_maximum_of_requests_at_the_same_time(server: Loopback, side: Side, limit: int) -> None:
    now, most, lock = 0, 0, threading.Lock()

    def count(request: Received) -> Reply:
        nonlocal now, most
        with lock:
            now += 1
            most = max(most, now)
        time.sleep(0.01)
        with lock:
            now -= 1
        return FINE

    server.answer_with(count)
    caller = side.caller(server, max_concurrency=limit)
    assert [each.id for each in in_parallel(caller, 12)] == ["1"] * 12
    assert most <= limit
    in_parallel(side.caller(server).with_options(max_concurrency=limit), 12)
    assert most <= limit


def test_a_place_is_free_again_after_failures(server: Loopback, side: Side) -> None:
    server.play(Reply(404))
    caller = side.caller(server, max_concurrency=1)
    for _ in range(3):
        with pytest.raises(errors.NotFoundError):
            caller.get()
    server.close()
    caller = caller.with_options(max_retries=1)
    for _ in range(3):
        with pytest.raises(errors.APIConnectionError):
            caller.get()


def test_waiting_for_a_place_counts_for_the_timeout(server: Loopback, side: Side) -> None:
    held = threading.Event()

    def hold(request: Received) -> Reply:
        held.wait(20)
        return FINE

    server.answer_with(hold)
    caller = side.caller(server, max_concurrency=1, timeout=0.3, max_retries=0)
    results = in_parallel(caller, 3)
    held.set()
    assert [type(each) for each in results] == [errors.APITimeoutError] * 3
    assert len(server.requests) <= 3
    server.answer_with(lambda request: FINE)
    assert caller.with_options(timeout=20).get().id == "1"


def test_cancelled_calls_give_their_places_back(server: Loopback, async_side: Side) -> None:
    server.answer_with(lambda request: Reply(body=FINE.body, delay=0.2))
    caller = async_side.caller(server, max_concurrency=1)

    async def cancelled() -> None:
        for _ in range(3):
            with anyio.move_on_after(0.05):
                async with anyio.create_task_group() as group:
                    for _ in range(4):
                        group.start_soon(caller.things.get, "1")

    assert async_side.portal is not None
    async_side.portal.call(cancelled)
    assert caller.get().id == "1"


@pytest.mark.parametrize("value", [0, -1, 1.5, True, "3"])
def test_an_invalid_maximum_is_refused(side: Side, value: object) -> None:
    with pytest.raises(errors.ConfigurationError, match="max_concurrency must be a whole number"):
        side.caller("http://x.invalid", max_concurrency=value)

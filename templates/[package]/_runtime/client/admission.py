"""When an attempt may start: after a pause of the client, at its pace, and with a place among `max_concurrency`.

With more attempts than connections, the HTTP library makes some of them wait. These are checked again before their
headers are sent, because the client can have been paused in the meantime.
"""

from __future__ import annotations

import math
import os
import threading
from collections import deque
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from .. import clock
from ..calls.call import Call
from ..calls.rate_limit import Slot

if TYPE_CHECKING:
    import anyio
    from anyio.lowlevel import RunVar

_CONNECTIONS = 100  # of a client without `http_client`
_SENDING = "send_request_headers.started"  # the event of the HTTP library


class ThreadGate:
    """Places for a number of threads. Threads that wait get them in order."""

    __slots__ = ("_lock", "_places", "_used", "_waiting")

    def __init__(self, places: float) -> None:
        self._places = places
        self._used = 0
        self._lock = threading.Lock()
        self._waiting: deque[threading.Lock] = deque()

    def enter(self, timeout: float | None) -> bool:
        """Take a place; False if there is none within the timeout."""
        with self._lock:
            if self._used < self._places:
                self._used += 1
                return True
            turn = threading.Lock()
            turn.acquire()
            self._waiting.append(turn)
        try:
            got = turn.acquire(timeout=-1 if timeout is None else timeout)
        except BaseException:
            self._withdraw(turn)
            raise
        return got or not self._withdraw(turn, keep=True)

    def _withdraw(self, turn: threading.Lock, *, keep: bool = False) -> bool:
        """Stop waiting. If the turn came in the meantime, return False, and give it back unless it is kept."""
        with self._lock:
            if turn in self._waiting:
                self._waiting.remove(turn)
                return True
        if not keep:
            self.leave()
        return False

    def leave(self) -> None:
        """Give a place back."""
        with self._lock:
            if self._waiting:
                self._waiting.popleft().release()
            else:
                self._used -= 1

    @property
    def is_crowded(self) -> bool:
        """Whether the HTTP library can have fewer connections than there are attempts."""
        return self._used > _CONNECTIONS


class TaskGate:
    """Places for a number of tasks of one event loop. Tasks that wait get them in order."""

    __slots__ = ("_places", "_used", "_waiting")

    def __init__(self, places: float) -> None:
        self._places = places
        self._used = 0
        self._waiting: deque[anyio.Event] = deque()

    async def enter(self) -> None:
        """Take a place, or wait for it."""
        if self._used < self._places:
            self._used += 1
            return
        from anyio import Event

        turn = Event()
        self._waiting.append(turn)
        try:
            await turn.wait()
        except BaseException:
            if turn.is_set():
                self.leave()
            else:
                self._waiting.remove(turn)
            raise

    def leave(self) -> None:
        """Give a place back."""
        if self._waiting:
            self._waiting.popleft().set()
        else:
            self._used -= 1

    @property
    def is_crowded(self) -> bool:
        """Whether the HTTP library can have fewer connections than there are attempts."""
        return self._used > _CONNECTIONS


class SyncAdmission:
    """Admits the attempts of a synchronous client and of its clones."""

    __slots__ = ("_gates", "_places")

    def __init__(self, max_concurrency: int | None) -> None:
        self._places = math.inf if max_concurrency is None else max_concurrency
        self._gates: dict[int, ThreadGate] = {}  # by process: a forked child has its own threads

    def enter(self, call: Call) -> ThreadGate:
        """Wait until an attempt may start, and return the gate to leave after it.

        Raises:
            APITimeoutError: The wait would exceed the timeout of the call.
        """
        pid = os.getpid()
        gate = self._gates.get(pid) or self._gates.setdefault(pid, ThreadGate(self._places))
        limiter = call.limiter
        while True:
            slot = self._paced(call) if limiter.active else None
            if not gate.enter(call.deadline.remaining()):
                raise call.timed_out()
            if not limiter.is_void(slot):  # no 429 came while the call waited for its place
                return gate
            gate.leave()

    def _paced(self, call: Call) -> Slot | None:
        """Wait for the end of a pause and for the slot of an attempt."""
        slot, wait = call.limiter.claim(None, call.deadline.remaining())
        while wait > 0:
            clock.current().pause(call.checked_wait(wait))
            slot, wait = call.limiter.claim(slot, call.deadline.remaining())
        return slot

    def trace(self, call: Call) -> Callable[[str, object], None]:
        """A function to call with the events of the HTTP library. It waits before the attempt is sent."""

        def wait(event: str, details: object) -> None:
            if event.endswith(_SENDING) and call.limiter.active:
                self._paced(call)

        return wait


class AsyncAdmission:
    """Admits the attempts of an asynchronous client and of its clones."""

    __slots__ = ("_gates", "_places")

    def __init__(self, max_concurrency: int | None) -> None:
        self._places = math.inf if max_concurrency is None else max_concurrency
        self._gates: RunVar[TaskGate] | None = None

    def _gate(self) -> TaskGate:
        """The gate of the running event loop."""
        if self._gates is None:
            from anyio.lowlevel import RunVar

            self._gates = RunVar("places")
        gate = self._gates.get(None)
        if gate is None:
            gate = TaskGate(self._places)
            self._gates.set(gate)
        return gate

    async def enter(self, call: Call) -> TaskGate:
        """Wait as SyncAdmission.enter does. The caller enforces the deadline while this waits for a place."""
        gate = self._gate()
        limiter = call.limiter
        while True:
            slot = await self._paced(call) if limiter.active else None
            await gate.enter()
            if not limiter.is_void(slot):  # no 429 came while the call waited for its place
                return gate
            gate.leave()

    async def _paced(self, call: Call) -> Slot | None:
        """Wait for the end of a pause and for the slot of an attempt."""
        slot, wait = call.limiter.claim(None, call.deadline.remaining())
        while wait > 0:
            await clock.current().pause_async(call.checked_wait(wait))
            slot, wait = call.limiter.claim(slot, call.deadline.remaining())
        return slot

    def trace(self, call: Call) -> Callable[[str, object], Awaitable[None]]:
        """Like SyncAdmission.trace."""

        async def wait(event: str, details: object) -> None:
            if event.endswith(_SENDING) and call.limiter.active:
                await self._paced(call)

        return wait

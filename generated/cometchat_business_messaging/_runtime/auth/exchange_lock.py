"""A lock for threads and event loops at the same time."""

from __future__ import annotations

import os
import threading
from collections.abc import AsyncGenerator, Generator
from contextlib import asynccontextmanager, contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import anyio
    from anyio.lowlevel import RunVar

_POLL = 0.02  # seconds between two attempts of a task to get the lock from another event loop


class ExchangeLock:
    """Lets one exchange of tokens run at a time, in all threads and event loops of a process.

    An authorization server can revoke the whole grant if a refresh token is used twice. An asynchronous lock works in
    one event loop only, and waiting for a lock of threads would stop an event loop. So the tasks of an event loop line
    up at their asynchronous lock, and the first of them tries to get the lock of threads again and again, with pauses.
    """

    __slots__ = ("_by_loop", "_by_process")

    def __init__(self) -> None:
        # A forked child has locks of its own: the thread that holds one of the parent's does not exist in it.
        self._by_process: dict[int, threading.Lock] = {}
        self._by_loop: list[RunVar[anyio.Lock]] = []

    @contextmanager
    def held(self, timeout: float | None) -> Generator[bool]:
        """Hold the lock while the block runs; False if it was not free within the timeout (seconds)."""
        lock = self._of_process()
        is_held = lock.acquire(timeout=-1 if timeout is None else timeout)
        try:
            yield is_held
        finally:
            if is_held:
                lock.release()

    @asynccontextmanager
    async def held_async(self) -> AsyncGenerator[None]:
        """Hold the lock while the block runs. The event loop is not blocked meanwhile."""
        from anyio import sleep

        async with self._of_loop():
            lock = self._of_process()
            while not lock.acquire(blocking=False):
                await sleep(_POLL)
            try:
                yield
            finally:
                lock.release()

    def _of_process(self) -> threading.Lock:
        pid = os.getpid()
        return self._by_process.get(pid) or self._by_process.setdefault(pid, threading.Lock())

    def _of_loop(self) -> anyio.Lock:
        from anyio import Lock
        from anyio.lowlevel import RunVar

        if not self._by_loop:
            self._by_loop.append(RunVar("exchange"))
        variable = self._by_loop[0]  # the first one, if two threads created one each
        lock = variable.get(None)
        if lock is None:
            lock = Lock()
            variable.set(lock)
        return lock

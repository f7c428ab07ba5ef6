"""A clock whose pauses take no time."""

from __future__ import annotations

import math
import threading
import time

from ..clock import Clock
from .problems import FakeError


class FakeClock(Clock):
    """The clock of all calls while a fake is in use. Only pauses and `advance` let its time pass."""

    def __init__(self) -> None:
        self.pauses: list[float] = []
        self._lock = threading.Lock()
        # At most the real time, so that deadlines of calls that began before are still valid.
        self._now = float(int(time.monotonic()))

    def monotonic(self) -> float:
        """The time that was let pass, from a fixed moment."""
        return self._now

    def advance(self, seconds: float) -> None:
        """Let time pass: access tokens and timeouts can expire.

        Raises:
            FakeError: The number is negative or not finite.
        """
        if not 0 <= seconds < math.inf:
            raise FakeError(f"advance() takes a number of seconds from 0, not {seconds!r}")
        with self._lock:
            self._now += seconds

    def jitter(self) -> float:
        """Zero: the pauses of a test are exact."""
        return 0.0

    def pause(self, seconds: float) -> None:
        """Record a pause of the client, and let its time pass."""
        self._reach(self._end_of_pause(seconds))

    async def pause_async(self, seconds: float) -> None:
        """Like `pause`. The pauses of several tasks overlap."""
        from anyio.lowlevel import checkpoint

        end = self._end_of_pause(seconds)
        await checkpoint()  # in which other tasks begin theirs
        self._reach(end)

    def _end_of_pause(self, seconds: float) -> float:
        self.pauses.append(round(seconds, 6))  # a difference of two times has a rounding error
        return self._now + seconds

    def _reach(self, moment: float) -> None:
        with self._lock:
            self._now = max(self._now, moment)

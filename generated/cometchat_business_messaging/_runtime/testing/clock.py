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
        # Deadlines of calls that began before are still valid.
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
        self.pauses.append(round(seconds, 6))  # a difference of two times has an error
        self.advance(seconds)

    async def pause_async(self, seconds: float) -> None:
        """Like `pause`."""
        from anyio.lowlevel import checkpoint

        self.pause(seconds)
        await checkpoint()

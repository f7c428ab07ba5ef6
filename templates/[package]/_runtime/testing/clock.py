"""A clock whose pauses take no time."""

from __future__ import annotations

import math
import threading
import time

from ..clock import Clock
from .problems import FakeError


class FakeClock(Clock):
    """The clock of all calls while a fake is in use. It runs with the real one, and pauses advance it."""

    def __init__(self) -> None:
        self.pauses: list[float] = []
        self._lock = threading.Lock()
        self._ahead = 0.0

    def monotonic(self) -> float:
        """The real time, and the time that was let pass."""
        return time.monotonic() + self._ahead

    def advance(self, seconds: float) -> None:
        """Let time pass: access tokens and timeouts can expire.

        Raises:
            FakeError: The number is negative or not finite.
        """
        if not 0 <= seconds < math.inf:
            raise FakeError(f"advance() takes a number of seconds from 0, not {seconds!r}")
        with self._lock:
            self._ahead += seconds

    def jitter(self) -> float:
        """Zero: the pauses of a test are exact."""
        return 0.0

    def pause(self, seconds: float) -> None:
        """Record a pause of the client, and let its time pass."""
        self.pauses.append(seconds)
        self.advance(seconds)

    async def pause_async(self, seconds: float) -> None:
        """Like `pause`."""
        from anyio.lowlevel import checkpoint

        self.pause(seconds)
        await checkpoint()

"""The time of calls, and the randomness of pauses. A fake of the API replaces both, so that pauses take no time."""

from __future__ import annotations

import time


class Clock:
    """The time of the operating system."""

    monotonic = staticmethod(time.monotonic)

    def jitter(self) -> float:
        """A random number from 0 to 1, by which pauses are shortened or spread."""
        import random  # most processes never need this import

        return random.random()

    def pause(self, seconds: float) -> None:
        """Wait."""
        time.sleep(seconds)

    async def pause_async(self, seconds: float) -> None:
        """Wait in asyncio or trio."""
        from anyio import sleep

        await sleep(seconds)


_clocks: list[Clock] = [Clock()]


def current() -> Clock:
    """The clock of all calls."""
    return _clocks[-1]


def monotonic() -> float:
    """The seconds since a fixed moment."""
    return _clocks[-1].monotonic()


def use(clock: Clock) -> None:
    """Use another clock until `drop` is called."""
    _clocks.append(clock)


def drop(clock: Clock) -> None:
    """End the use of a clock."""
    _clocks.remove(clock)

"""A clock that a test controls: the client's pauses take no time, and its clocks advance by their length."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, tzinfo
from importlib import import_module
from types import SimpleNamespace
from typing import Self

import anyio
import anyio.lowlevel
import pytest

_MONOTONIC = (
    "calls.call calls.record calls.rate_limit deadline auth.oauth".split()
)  # the modules of the runtime that read the time


class Clock:
    """The clocks and pauses of a runtime. Each pause advances the clocks by its length.

    Sockets and event loops use the real time, so a call that waits for its server ends at its real timeout.
    """

    def __init__(self) -> None:
        self.began = datetime(2024, 1, 15, 9, 30, tzinfo=UTC)
        self.passed = 0.0
        self.pauses: list[float] = []

    @classmethod
    def of(cls, runtime: str, monkeypatch: pytest.MonkeyPatch) -> Self:
        """Return a clock that a runtime (the name of its package) uses until the test ends."""
        clock = cls()
        for name in _MONOTONIC:
            monkeypatch.setattr(import_module(f"{runtime}.{name}"), "monotonic", clock.monotonic)
        monkeypatch.setattr(import_module(f"{runtime}.http.retry_after"), "datetime", clock)
        pause = SimpleNamespace(sleep=clock.sleep)
        monkeypatch.setattr(import_module(f"{runtime}.clock"), "time", pause)
        monkeypatch.setattr(anyio, "sleep", clock.sleep_async)
        return clock

    def move(self, seconds: float) -> None:
        """Advance the clock."""
        self.passed += seconds

    def monotonic(self) -> float:
        """Replace `time.monotonic`."""
        return 1000.0 + self.passed

    def now(self, zone: tzinfo | None = None) -> datetime:
        """Replace `datetime.now`. The result has no time zone if none is given."""
        now = (self.began + timedelta(seconds=self.passed)).astimezone(zone)
        return now.replace(tzinfo=zone)

    def sleep(self, seconds: float) -> None:
        """Replace `time.sleep`, without waiting."""
        self.pauses.append(seconds)
        self.move(seconds)

    async def sleep_async(self, seconds: float) -> None:
        """Replace `anyio.sleep`, without waiting."""
        self.sleep(seconds)
        await anyio.lowlevel.checkpoint()

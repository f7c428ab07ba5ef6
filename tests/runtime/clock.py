"""Time that a test moves: the client's pauses pass at once, and its clocks show what they would show after them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, tzinfo
from importlib import import_module
from types import SimpleNamespace
from typing import Self

import anyio
import anyio.lowlevel
import pytest

_MONOTONIC = (
    "calls.call",
    "deadline",
    "auth.oauth",
)  # the modules of the runtime that ask for the time


class Clock:
    """The clocks of a runtime and its pauses; what it sleeps is added to what the clocks show.

    Sockets and event loops keep the real time, so a call that waits for its server ends by its real timeout.
    """

    def __init__(self) -> None:
        self.began = datetime(2024, 1, 15, 9, 30, tzinfo=UTC)
        self.passed = 0.0
        self.pauses: list[float] = []

    @classmethod
    def of(cls, runtime: str, monkeypatch: pytest.MonkeyPatch) -> Self:
        """A clock that a runtime (the name of its package) keeps to until the test ends."""
        clock = cls()
        for name in _MONOTONIC:
            monkeypatch.setattr(import_module(f"{runtime}.{name}"), "monotonic", clock.monotonic)
        monkeypatch.setattr(import_module(f"{runtime}.calls.retries"), "datetime", clock)
        pause = SimpleNamespace(sleep=clock.sleep)
        monkeypatch.setattr(import_module(f"{runtime}.client.sync"), "time", pause)
        monkeypatch.setattr(anyio, "sleep", clock.sleep_async)
        return clock

    def move(self, seconds: float) -> None:
        """Let time pass."""
        self.passed += seconds

    def monotonic(self) -> float:
        """As `time.monotonic`."""
        return 1000.0 + self.passed

    def now(self, zone: tzinfo | None = None) -> datetime:
        """As `datetime.now`: without a time zone, if none is given."""
        now = (self.began + timedelta(seconds=self.passed)).astimezone(zone)
        return now.replace(tzinfo=zone)

    def sleep(self, seconds: float) -> None:
        """As `time.sleep`, at once."""
        self.pauses.append(seconds)
        self.move(seconds)

    async def sleep_async(self, seconds: float) -> None:
        """As `anyio.sleep`, at once."""
        self.sleep(seconds)
        await anyio.lowlevel.checkpoint()

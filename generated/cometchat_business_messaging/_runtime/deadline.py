"""Deadlines: one limit for all attempts, pauses and bodies of a call."""

from __future__ import annotations

import math
import threading
from collections.abc import Generator
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

from .clock import monotonic

if TYPE_CHECKING:
    import anyio


class StepTimeouts(NamedTuple):
    """Seconds for single steps of an attempt, without limit if None: a read, a write, and to wait for a connection."""

    read: float | None
    write: float | None
    pool: float | None


class Deadline:
    """The moment at which a call must end; there is none if `timeout` (seconds) is None.

    `scope` is the cancel scope that enforces it in an event loop.
    """

    __slots__ = ("_at", "scope", "timeout")

    def __init__(self, timeout: float | None) -> None:
        self.timeout = timeout
        self.scope: anyio.CancelScope | None = None
        self._at = None if timeout is None else monotonic() + timeout

    def remaining(self) -> float | None:
        """The seconds that are left, at least 0; None without a timeout."""
        return None if self._at is None else max(0.0, self._at - monotonic())

    def earlier(self, other: Deadline) -> Deadline:
        """The deadline that ends first."""
        if self._at is None or (other._at is not None and other._at < self._at):
            return other
        return self

    @property
    def expired(self) -> bool:
        """Whether the deadline has passed."""
        return self._at is not None and monotonic() >= self._at

    @contextmanager
    def suspended(self) -> Generator[None]:
        """Let the time of the block not count. There is no limit while it runs."""
        start, at, scope = monotonic(), self._at, self.scope
        limit = math.inf if scope is None else scope.deadline
        self._at = None
        if scope is not None:
            scope.deadline = math.inf
        try:
            yield
        finally:
            took = monotonic() - start
            self._at = None if at is None else at + took
            if scope is not None:
                scope.deadline = limit + took

    def cap(self, seconds: float | None) -> float | None:
        """The shorter of `seconds` and the time that is left; None if neither is a limit."""
        left = self.remaining()
        if left is None or seconds is None:
            return seconds if left is None else left
        return min(left, seconds)


class _Current(threading.local):
    deadline: Deadline | None = None


_current = _Current()


def current() -> Deadline | None:
    """The deadline of the current call of this thread. Sockets ask for it before each read and each write."""
    return _current.deadline


@contextmanager
def enforced(deadline: Deadline) -> Generator[None]:
    """Apply the deadline to the sockets of this thread while the block runs."""
    before = _current.deadline
    _current.deadline = deadline
    try:
        yield
    finally:
        _current.deadline = before

"""The time that is left for a call: one budget for attempts, pauses and bodies together."""

from __future__ import annotations

import threading
from collections.abc import Generator
from contextlib import contextmanager
from time import monotonic


class Deadline:
    """A moment that a call must not outlive; `timeout` None means that there is none."""

    __slots__ = ("_at", "timeout")

    def __init__(self, timeout: float | None) -> None:
        self.timeout = timeout
        self._at = None if timeout is None else monotonic() + timeout

    def remaining(self) -> float | None:
        """Seconds left, never negative; None without a limit."""
        return None if self._at is None else max(0.0, self._at - monotonic())

    @property
    def expired(self) -> bool:
        """Whether no time is left."""
        return self._at is not None and monotonic() >= self._at

    def cap(self, seconds: float | None) -> float | None:
        """The shorter of `seconds` and what is left."""
        left = self.remaining()
        if left is None or seconds is None:
            return seconds if left is None else left
        return min(left, seconds)


class _Current(threading.local):
    deadline: Deadline | None = None


_current = _Current()


def current() -> Deadline | None:
    """The deadline of the call that this thread is in. Sockets ask for it before each read and each write."""
    return _current.deadline


@contextmanager
def enforced(deadline: Deadline) -> Generator[None]:
    """Within this block the sockets of this thread keep to the deadline."""
    before = _current.deadline
    _current.deadline = deadline
    try:
        yield
    finally:
        _current.deadline = before

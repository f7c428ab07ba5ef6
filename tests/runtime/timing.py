"""Assertions about time that also hold on a busy machine."""

from __future__ import annotations

import time
from collections.abc import Callable

MARGIN = 0.25
"""Seconds by which a call may outlive its timeout, as the README promises."""


def ends_within(
    timeout: float, call: Callable[[], object], *, least: float = 0.0, tries: int = 6
) -> None:
    """Assert that a call takes at most its timeout plus the margin, and in no try less than `least` seconds.

    On a busy machine any single call can be late. Without the limit every call is late. So one call in time is enough.
    """
    took: list[float] = []
    while not took or (took[-1] > timeout + MARGIN and len(took) < tries):
        began = time.monotonic()
        call()
        took.append(time.monotonic() - began)
        assert took[-1] >= least
    assert took[-1] <= timeout + MARGIN, f"took {', '.join(f'{each:.3f}' for each in took)} s"


def soon(condition: Callable[[], bool]) -> bool:
    """Wait until a condition is true, and return whether it is. The peer notices a closed connection a moment later.

    The limit of 20 seconds leaves room for a busy machine.
    """
    end = time.monotonic() + 20
    while not condition() and time.monotonic() < end:
        time.sleep(0.01)
    return condition()

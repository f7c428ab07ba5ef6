"""The promised bound of time, asserted so that it holds on a busy machine too."""

from __future__ import annotations

import time
from collections.abc import Callable

MARGIN = 0.25
"""Seconds by which a call may outlive its timeout, as the README promises."""


def ends_within(
    timeout: float, call: Callable[[], object], *, least: float = 0.0, tries: int = 6
) -> None:
    """The call takes no longer than its timeout and the margin, and never less than `least`.

    Where other processes have the machine, any call may be late; where the bound is missing, each one is. So the
    quickest of some tries counts.
    """
    took: list[float] = []
    while not took or (took[-1] > timeout + MARGIN and len(took) < tries):
        began = time.monotonic()
        call()
        took.append(time.monotonic() - began)
        assert took[-1] >= least
    assert took[-1] <= timeout + MARGIN, f"took {', '.join(f'{each:.3f}' for each in took)} s"


def soon(condition: Callable[[], bool]) -> bool:
    """Whether it becomes true: the other side of a connection learns of its end a moment later.

    20 seconds are a safety net, wide enough for a busy machine.
    """
    end = time.monotonic() + 20
    while not condition() and time.monotonic() < end:
        time.sleep(0.01)
    return condition()

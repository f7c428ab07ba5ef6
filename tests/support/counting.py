"""Measure work without a clock."""

from __future__ import annotations

import sys
from collections.abc import Callable
from itertools import count


def calls(work: Callable[[], object]) -> int:
    """Return the number of function calls and returns of this work: unlike a time, it is the same on each run."""
    counter = count()
    sys.setprofile(lambda *_: next(counter) and None)
    try:
        work()
    finally:
        sys.setprofile(None)
    return next(counter)

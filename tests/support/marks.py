"""Marks that several test modules use."""

from __future__ import annotations

from typing import Final

import pytest

AWAITS_ALL: Final = pytest.mark.filterwarnings(
    "error::RuntimeWarning", "error::pytest.PytestUnraisableExceptionWarning"
)
"""A coroutine that is never awaited fails the test. Its warning comes from a destructor, where it cannot be raised."""

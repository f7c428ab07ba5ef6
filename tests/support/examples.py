"""The number of examples of a property-based test."""

from __future__ import annotations

from typing import Any

from hypothesis import settings

USUAL = 100
"""Examples of a property without a number of its own, in the profile `fixed` (see `conftest.py`)."""


def examples(count: int, **options: Any) -> settings:
    """Return settings with `count` examples in the profile `fixed`, and proportionally more in profiles with more."""
    return settings(max_examples=count * settings().max_examples // USUAL, **options)

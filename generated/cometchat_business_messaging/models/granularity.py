"""Models: Granularity."""

from __future__ import annotations

from typing import Literal, TypeAlias

__all__ = [
    "Granularity",
]


Granularity: TypeAlias = Literal["hourly", "daily"]
"""The interval between the points of a time series."""

"""Models: Granularity."""

from __future__ import annotations

from typing import Literal, TypeAlias

Granularity: TypeAlias = Literal["hourly", "daily"]
"""The length of the steps of a time series."""

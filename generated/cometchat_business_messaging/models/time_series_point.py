"""Models: TimeSeriesPoint."""

from __future__ import annotations

from .._runtime import Model

__all__ = [
    "TimeSeriesPoint",
]


class TimeSeriesPoint(Model, kw_only=True, gc=False):
    """The counts of one step of a time series."""

    delivered: int
    """Number of deliveries."""

    viewed: int
    """Number of views."""

    clicked: int
    """Number of clicks."""

    date: str
    """The step, for daily ones a calendar date such as `2024-01-01`."""

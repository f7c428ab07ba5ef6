"""Models: TimeSeriesPoint."""

from __future__ import annotations

from .._runtime import Model

__all__ = [
    "TimeSeriesPoint",
]


class TimeSeriesPoint(Model, kw_only=True, gc=False):
    """One point of a time series."""

    delivered: int
    """Number of deliveries."""

    viewed: int
    """Number of views."""

    clicked: int
    """Number of clicks."""

    date: str
    """Start of the interval. For daily points, a date such as `2024-01-01`."""

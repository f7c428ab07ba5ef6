"""Models: ChannelMetrics."""

from __future__ import annotations

from .. import models
from .._runtime import Model, Open

__all__ = [
    "ChannelMetrics",
]


class ChannelMetrics(Model, kw_only=True, rename="camel"):
    """The metrics of one channel type, in total and over time."""

    delivered: int
    """Number of deliveries."""

    viewed: int
    """Number of views."""

    clicked: int
    """Number of clicks."""

    channel_type: Open[models.ChannelType]
    """Type of the channels."""

    time_series: list[models.TimeSeriesPoint]
    """Metrics over time."""

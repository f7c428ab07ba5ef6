"""Models: EngagementCounts."""

from __future__ import annotations

from .._runtime import Model

__all__ = [
    "EngagementCounts",
]


class EngagementCounts(Model, kw_only=True, gc=False):
    """The numbers of deliveries, views and clicks."""

    delivered: int
    """Number of deliveries."""

    viewed: int
    """Number of views."""

    clicked: int
    """Number of clicks."""

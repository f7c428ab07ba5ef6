"""Models: RollupResult."""

from __future__ import annotations

from .._runtime import Model, Timestamp

__all__ = [
    "RollupResult",
]


class RollupResult(Model, kw_only=True, gc=False, rename="camel"):
    """The result of computing aggregates."""

    success: bool
    """Whether the aggregates were computed."""

    from_: Timestamp
    """Start of the computed period."""

    to: Timestamp
    """End of the computed period."""

    events_processed: int
    """Number of aggregated events."""

"""Models: RollupResult."""

from __future__ import annotations

from .._runtime import Model, Timestamp

__all__ = [
    "RollupResult",
]


class RollupResult(Model, kw_only=True, gc=False, rename="camel"):
    """The outcome of computing aggregates."""

    success: bool
    """Whether the aggregates were computed."""

    from_: Timestamp
    """Begin of the time that was computed."""

    to: Timestamp
    """End of the time that was computed."""

    events_processed: int
    """How many events went into the aggregates."""

"""Models: RollupRequest."""

from __future__ import annotations

from .._runtime import Model, Timestamp

__all__ = [
    "RollupRequest",
]


class RollupRequest(Model, kw_only=True, gc=False, rename="camel"):
    """The time to compute aggregates for."""

    from_: Timestamp
    """Begin of the time."""

    to: Timestamp
    """End of the time."""

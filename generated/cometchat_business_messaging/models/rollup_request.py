"""Models: RollupRequest."""

from __future__ import annotations

from .._runtime import Model, Timestamp

__all__ = [
    "RollupRequest",
]


class RollupRequest(Model, kw_only=True, gc=False, rename="camel"):
    """The period to compute aggregates for."""

    from_: Timestamp
    """Start of the period."""

    to: Timestamp
    """End of the period."""

"""Models: EventRecorded."""

from __future__ import annotations

from .._runtime import Model

__all__ = [
    "EventRecorded",
]


class EventRecorded(Model, kw_only=True, gc=False, rename="camel"):
    """The result of recording an event."""

    success: bool
    """Whether the event was recorded."""

    event_id: str
    """ID of the event."""

"""Models: EventRecord."""

from __future__ import annotations

from .. import models
from .._runtime import Model, Open

__all__ = [
    "EventRecord",
]


class EventRecord(Model, kw_only=True, gc=False, rename="camel"):
    """An engagement event to record."""

    campaign_id: str
    """ID of the campaign, or of the notification if no campaign sent it."""

    user_id: str
    """ID of the user."""

    channel_type: Open[models.ChannelType]
    """Type of the channel that delivered the notification."""

    event_type: Open[models.EventType]
    """Type of the event."""

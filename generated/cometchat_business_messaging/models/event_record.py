"""Models: EventRecord."""

from __future__ import annotations

from .. import models
from .._runtime import Model

__all__ = [
    "EventRecord",
]


class EventRecord(Model, kw_only=True, gc=False, rename="camel"):
    """Something that happened to a notification at a user."""

    campaign_id: str
    """Identifier of the campaign, or of the notification if no campaign sent it."""

    user_id: str
    """Identifier of the user."""

    channel_type: models.ChannelType
    """Kind of the channel that carried it."""

    event_type: models.EventType
    """What happened."""

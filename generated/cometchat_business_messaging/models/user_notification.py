"""Models: UserNotification."""

from __future__ import annotations

from .. import models
from .._runtime import Model, Open, Timestamp

__all__ = [
    "UserNotification",
]


class UserNotification(Model, kw_only=True, gc=False, rename="camel"):
    """What became of a notification at one user."""

    notification_id: str
    """Identifier of the notification."""

    template_name: str
    """Name of the template that was sent."""

    channel_type: Open[models.ChannelType]
    """Kind of the channel that carried it."""

    delivered: bool
    """Whether it was delivered."""

    viewed: bool
    """Whether the user has viewed it."""

    clicked: bool
    """Whether the user has clicked on it."""

    delivered_at: Timestamp | None = None
    """When it was delivered, if it was."""

    viewed_at: Timestamp | None = None
    """When the user viewed it, if that happened."""

    clicked_at: Timestamp | None = None
    """When the user clicked on it, if that happened."""

"""Models: UserNotification."""

from __future__ import annotations

from .. import models
from .._runtime import ModelWithSpecialFields, Open, Timestamp, nullable_field

__all__ = [
    "UserNotification",
]


class UserNotification(ModelWithSpecialFields, kw_only=True, gc=False, rename="camel"):
    """A notification to a user, with its engagement."""

    notification_id: str
    """ID of the notification."""

    template_name: str
    """Name of the template."""

    channel_type: Open[models.ChannelType]
    """Type of the channel that delivered the notification."""

    delivered: bool
    """Whether the notification was delivered."""

    viewed: bool
    """Whether the user viewed the notification."""

    clicked: bool
    """Whether the user clicked the notification."""

    delivered_at: Timestamp | None = nullable_field()
    """When the notification was delivered, if it was."""

    viewed_at: Timestamp | None = nullable_field()
    """When the user viewed the notification, if they did."""

    clicked_at: Timestamp | None = nullable_field()
    """When the user clicked the notification, if they did."""

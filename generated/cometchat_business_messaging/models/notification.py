"""Models: Notification."""

from __future__ import annotations

from .. import models
from .._runtime import Model, Open, Timestamp

__all__ = [
    "Notification",
]


class Notification(Model, kw_only=True, gc=False, rename="camel"):
    """A notification that the API has accepted."""

    notification_id: str
    """ID of the notification."""

    template_key: str
    """Slug of the template."""

    channels: list[Open[models.ChannelType]]
    """Types of the channels that deliver the notification."""

    mode: Open[models.DeliveryMode]
    """Delivery mode of the notification."""

    title: str | None = None
    """Label of the notification."""

    tag: str | None = None
    """Label that groups notifications in analytics."""

    sent_from: str
    """Origin of the request, for example `api`."""

    created_at: Timestamp
    """When the notification was accepted."""

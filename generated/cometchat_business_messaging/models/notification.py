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
    """Identifier of the notification."""

    template_key: str
    """Slug of the template that was used."""

    channels: list[Open[models.ChannelType]]
    """The kinds of channels that carry the notification."""

    mode: Open[models.DeliveryMode]
    """How the notification is delivered."""

    title: str | None = None
    """The label it was sent with."""

    tag: str | None = None
    """The group it was sent in."""

    sent_from: str
    """Where the send came from; `api` for a call of this API."""

    created_at: Timestamp
    """When the notification was accepted."""

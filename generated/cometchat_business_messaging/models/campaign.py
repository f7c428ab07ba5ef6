"""Models: Campaign."""

from __future__ import annotations

from .. import models
from .._runtime import Model, Open, Timestamp

__all__ = [
    "Campaign",
]


class Campaign(Model, kw_only=True, gc=False, rename="camel"):
    """A send of one template to many recipients."""

    id: str
    """Identifier of the campaign."""

    app_id: str | None = None
    """The app that the campaign belongs to."""

    name: str
    """Name that is shown in the dashboard."""

    template_id: str
    """The `id` of the template to send."""

    template_name: str | None = None
    """Name of that template."""

    channel_types: list[Open[models.ChannelType]] | None = None
    """The kinds of channels that the template is linked to."""

    status: Open[models.CampaignStatus]
    """Stage in the campaign's life."""

    delivery_mode: Open[models.DeliveryMode]
    """How the campaign is delivered."""

    tag: str | None = None
    """Label that groups campaigns."""

    recipient_count: int | None = None
    """How many recipients the campaign has."""

    scheduled_at: Timestamp | None = None
    """When delivery is to begin, or null for a campaign that is not scheduled."""

    created_at: Timestamp | None = None
    """When the campaign was created."""

    updated_at: Timestamp | None = None
    """When the campaign was last changed."""

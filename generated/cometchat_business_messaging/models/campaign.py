"""Models: Campaign."""

from __future__ import annotations

from .. import models
from .._runtime import ModelWithSpecialFields, Open, Timestamp, nullable_field

__all__ = [
    "Campaign",
]


class Campaign(ModelWithSpecialFields, kw_only=True, gc=False, rename="camel"):
    """A campaign, which sends one template to many recipients."""

    id: str
    """ID of the campaign."""

    app_id: str | None = None
    """ID of the app that the campaign belongs to."""

    name: str
    """Name of the campaign in the dashboard."""

    template_id: str
    """The `id` of the template to send."""

    template_name: str | None = None
    """Name of the template."""

    channel_types: list[Open[models.ChannelType]] | None = None
    """Types of the channels that the template is linked to."""

    status: Open[models.CampaignStatus]
    """Status of the campaign."""

    delivery_mode: Open[models.DeliveryMode]
    """Delivery mode of the campaign."""

    tag: str | None = None
    """Label that groups campaigns."""

    recipient_count: int | None = None
    """Number of recipients."""

    scheduled_at: Timestamp | None = nullable_field()
    """When delivery starts, or null if the campaign is not scheduled."""

    created_at: Timestamp | None = None
    """When the campaign was created."""

    updated_at: Timestamp | None = None
    """When the campaign was last changed."""

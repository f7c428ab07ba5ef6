"""Models: CampaignCreate."""

from __future__ import annotations

from .. import models
from .._runtime import Model, Open

__all__ = [
    "CampaignCreate",
]


class CampaignCreate(Model, kw_only=True, gc=False, rename="camel"):
    """A campaign to create."""

    name: str
    """Name of the campaign in the dashboard."""

    template_id: str
    """The `id` of the template to send."""

    delivery_mode: Open[models.DeliveryMode]
    """Delivery mode. Use `batch` for a campaign with many recipients."""

    tag: str | None = None
    """Label that groups campaigns."""

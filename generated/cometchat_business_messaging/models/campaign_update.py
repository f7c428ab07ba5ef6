"""Models: CampaignUpdate."""

from __future__ import annotations

from .. import models
from .._runtime import Model, Open

__all__ = [
    "CampaignUpdate",
]


class CampaignUpdate(Model, kw_only=True, gc=False, rename="camel"):
    """The properties of a draft campaign to update. Omitted properties do not change."""

    name: str | None = None
    """New name."""

    tag: str | None = None
    """New tag."""

    delivery_mode: Open[models.DeliveryMode] | None = None
    """New delivery mode."""

"""Models: CampaignUpdate."""

from __future__ import annotations

from .. import models
from .._runtime import Model

__all__ = [
    "CampaignUpdate",
]


class CampaignUpdate(Model, kw_only=True, gc=False, rename="camel"):
    """What to change of a draft; what is left out stays as it is."""

    name: str | None = None
    """New name."""

    tag: str | None = None
    """New label."""

    delivery_mode: models.DeliveryMode | None = None
    """New way of delivery."""

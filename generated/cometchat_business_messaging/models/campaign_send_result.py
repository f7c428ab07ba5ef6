"""Models: CampaignSendResult."""

from __future__ import annotations

from .. import models
from .._runtime import Model, Open, Timestamp

__all__ = [
    "CampaignSendResult",
]


class CampaignSendResult(Model, kw_only=True, gc=False, rename="camel"):
    """The state of a campaign that was told to send."""

    id: str
    """Identifier of the campaign."""

    status: Open[models.CampaignStatus]
    """`sending` when delivery has begun, `scheduled` when it is still to come."""

    scheduled_at: Timestamp | None = None
    """When delivery is to begin, or null when it has begun."""

    updated_at: Timestamp | None = None
    """When the campaign was last changed."""

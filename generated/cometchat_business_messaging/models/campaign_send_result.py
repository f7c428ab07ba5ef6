"""Models: CampaignSendResult."""

from __future__ import annotations

from .. import models
from .._runtime import ModelWithSpecialFields, Open, Timestamp, nullable_field

__all__ = [
    "CampaignSendResult",
]


class CampaignSendResult(ModelWithSpecialFields, kw_only=True, gc=False, rename="camel"):
    """The status of a campaign after a request to send it."""

    id: str
    """ID of the campaign."""

    status: Open[models.CampaignStatus]
    """`sending` if delivery has started, `scheduled` if it starts later."""

    scheduled_at: Timestamp | None = nullable_field()
    """When delivery starts, or null if it has started."""

    updated_at: Timestamp | None = None
    """When the campaign was last changed."""

"""Models: CampaignSend."""

from __future__ import annotations

from .._runtime import Model, Timestamp

__all__ = [
    "CampaignSend",
]


class CampaignSend(Model, kw_only=True, gc=False, rename="camel"):
    """When to send a campaign."""

    scheduled_at: Timestamp | None = None
    """When delivery starts. By default, it starts immediately."""

"""Models: CampaignStatus."""

from __future__ import annotations

from typing import Literal, TypeAlias

__all__ = [
    "CampaignStatus",
]


CampaignStatus: TypeAlias = Literal["draft", "scheduled", "sending", "sent", "failed"]
"""Stage in the life of a campaign. A `draft` can be edited; it becomes `scheduled`, or at once
`sending`, and ends as `sent` or `failed`.
"""

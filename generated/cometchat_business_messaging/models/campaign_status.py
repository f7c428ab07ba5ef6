"""Models: CampaignStatus."""

from __future__ import annotations

from typing import Literal, TypeAlias

__all__ = [
    "CampaignStatus",
]


CampaignStatus: TypeAlias = Literal["draft", "scheduled", "sending", "sent", "failed"]
"""The status of a campaign. A `draft` can be edited. It becomes `scheduled`, or directly `sending`,
and ends as `sent` or `failed`.
"""

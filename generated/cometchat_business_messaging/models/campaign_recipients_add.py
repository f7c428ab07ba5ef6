"""Models: CampaignRecipientsAdd."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from .._runtime import Meta, Model

__all__ = [
    "CampaignRecipientsAdd",
]


class CampaignRecipientsAdd(Model, kw_only=True, gc=False, rename="camel"):
    """Users to add to a campaign."""

    user_ids: Annotated[Sequence[str], Meta(min_length=1)]
    """IDs of the users."""

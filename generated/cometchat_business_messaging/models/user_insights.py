"""Models: UserInsights."""

from __future__ import annotations

from .. import models
from .._runtime import Model

__all__ = [
    "UserInsights",
]


class UserInsights(Model, kw_only=True, rename="camel"):
    """A user's notifications and totals."""

    user_id: str
    """ID of the user."""

    summary: models.EngagementCounts
    """The user's totals."""

    notifications: list[models.UserNotification]
    """The user's notifications."""

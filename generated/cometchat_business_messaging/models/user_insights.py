"""Models: UserInsights."""

from __future__ import annotations

from .. import models
from .._runtime import Model

__all__ = [
    "UserInsights",
]


class UserInsights(Model, kw_only=True, rename="camel"):
    """The notifications of one user, in numbers and one by one."""

    user_id: str
    """Identifier of the user."""

    summary: models.EngagementCounts
    """The user's counts in total."""

    notifications: list[models.UserNotification]
    """The user's notifications."""

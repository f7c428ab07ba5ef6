"""Models: NotificationSend."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from .. import models
from .._runtime import Meta, Model, Open, limited_when

__all__ = [
    "NotificationSend",
]


class NotificationSend(Model, kw_only=True):
    """A template to send, and its recipients."""

    template: models.TemplateReference
    """Template to send. It must be approved."""

    targets: Annotated[Sequence[str], Meta(min_length=1, max_length=10000)]
    """IDs of the users. In the `realtime` mode, exactly one."""

    mode: Open[models.DeliveryMode]
    """Delivery mode: `realtime` to one user or `batch` to up to 10,000 users."""

    title: str | None = None
    """Label of the notification for tracking and display."""

    tag: str | None = None
    """Label that groups notifications in analytics."""

    def __post_init__(self) -> None:
        limited_when(self, "mode", "realtime", "targets", max_length=1)

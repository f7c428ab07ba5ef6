"""Models: NotificationSend."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from .. import models
from .._runtime import Meta, Model, limited_when

__all__ = [
    "NotificationSend",
]


class NotificationSend(Model, kw_only=True):
    """A template to send, and to whom."""

    template: models.TemplateReference
    """The template, which must be approved."""

    targets: Annotated[Sequence[str], Meta(min_length=1, max_length=10000)]
    """Identifiers of the users, exactly one of them when the mode is `realtime`."""

    mode: models.DeliveryMode
    """How to deliver, `realtime` to one user or `batch` to as many as 10,000."""

    title: str | None = None
    """Label under which the notification is tracked and shown."""

    tag: str | None = None
    """Label that groups notifications in analytics."""

    def __post_init__(self) -> None:
        limited_when(self, "mode", "realtime", "targets", max_length=1)

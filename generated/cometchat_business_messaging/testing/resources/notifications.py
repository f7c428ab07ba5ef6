"""The operations of `notifications`, as a test scripts them."""

from __future__ import annotations

from collections.abc import Sequence

from ... import models
from ..._runtime import Open
from ..._runtime.testing import ANY, FakeResource, operation


class NotificationsFake(FakeResource):
    """The operations of `notifications`: the next answers of each, and the calls that it received."""

    @operation()
    def send(
        self,
        *,
        template: models.TemplateReference | models.TemplateReferenceDict = ANY,
        targets: Sequence[str] = ANY,
        mode: Open[models.DeliveryMode] = ANY,
        title: str | None = ANY,
        tag: str | None = ANY,
    ) -> models.Notification:
        raise NotImplementedError

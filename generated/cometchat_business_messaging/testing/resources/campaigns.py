"""The operations of `campaigns`, as a test scripts them."""

from __future__ import annotations

import builtins
from collections.abc import Sequence
from datetime import datetime

from ... import models
from ..._runtime import FileInput, Open
from ..._runtime.testing import ANY, FakeResource, listed, operation


class CampaignsFake(FakeResource):
    """The operations of `campaigns`: the next answers of each, and the calls that it received."""

    @listed()
    def list(
        self, *, page: int | None = ANY, limit: int | None = ANY
    ) -> builtins.list[models.Campaign]:
        raise NotImplementedError

    @operation()
    def create(
        self,
        *,
        name: str = ANY,
        template_id: str = ANY,
        delivery_mode: Open[models.DeliveryMode] = ANY,
        tag: str | None = ANY,
    ) -> models.Campaign:
        raise NotImplementedError

    @operation()
    def get(self, id: str = ANY) -> models.Campaign:
        raise NotImplementedError

    @operation()
    def update(
        self,
        id: str = ANY,
        *,
        name: str | None = ANY,
        tag: str | None = ANY,
        delivery_mode: Open[models.DeliveryMode] | None = ANY,
    ) -> models.Campaign:
        raise NotImplementedError

    @operation()
    def add_recipients(
        self, id: str = ANY, *, user_ids: Sequence[str] = ANY
    ) -> models.RecipientsAdded:
        raise NotImplementedError

    @operation()
    def upload_csv(self, *, file: FileInput = ANY, campaign_id: str = ANY) -> models.CsvUploaded:
        raise NotImplementedError

    @operation()
    def send(
        self, id: str = ANY, *, scheduled_at: datetime | None = ANY
    ) -> models.CampaignSendResult:
        raise NotImplementedError

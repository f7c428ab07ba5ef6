"""The operations of `analytics`, as a test scripts them."""

from __future__ import annotations

from datetime import datetime

from ... import models
from ..._runtime import Open
from ..._runtime.testing import ANY, FakeResource, operation


class AnalyticsFake(FakeResource):
    """The operations of `analytics`: the next answers of each, and the calls that it received."""

    @operation()
    def get_channel_metrics(
        self,
        *,
        from_: datetime = ANY,
        to: datetime = ANY,
        granularity: Open[models.Granularity] | None = ANY,
    ) -> list[models.ChannelMetrics]:
        raise NotImplementedError

    @operation()
    def get_user_insights(self, user_id: str = ANY) -> models.UserInsights:
        raise NotImplementedError

    @operation()
    def record_event(
        self,
        *,
        campaign_id: str = ANY,
        user_id: str = ANY,
        channel_type: Open[models.ChannelType] = ANY,
        event_type: Open[models.EventType] = ANY,
    ) -> models.EventRecorded:
        raise NotImplementedError

    @operation()
    def compute_rollup(self, *, from_: datetime = ANY, to: datetime = ANY) -> models.RollupResult:
        raise NotImplementedError

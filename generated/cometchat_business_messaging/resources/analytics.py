"""The resource `analytics`."""

from __future__ import annotations

from datetime import datetime

from .. import models
from .._runtime import AsyncResource, Json, Operation, Path, Query, Resource, Result, Timestamp

_GET_CHANNEL_METRICS: Operation[list[models.ChannelMetrics]] = Operation(
    "analytics.get_channel_metrics",
    "GET /analytics/channels",
    parameters=(
        Query("from_", "from", lambda: Timestamp, required=True),
        Query("to", "to", lambda: Timestamp, required=True),
        Query("granularity", "granularity", lambda: models.Granularity),
    ),
    results=(Result("2XX", lambda: list[models.ChannelMetrics]),),
)
_GET_USER_INSIGHTS: Operation[models.UserInsights] = Operation(
    "analytics.get_user_insights",
    "GET /analytics/users/{userId}",
    parameters=(Path("user_id", "userId", lambda: str),),
    results=(Result("2XX", lambda: models.UserInsights),),
)
_RECORD_EVENT: Operation[models.EventRecorded] = Operation(
    "analytics.record_event",
    "POST /analytics/events",
    body=(Json(lambda: models.EventRecord),),
    results=(Result("2XX", lambda: models.EventRecorded),),
    idempotent=True,
)
_COMPUTE_ROLLUP: Operation[models.RollupResult] = Operation(
    "analytics.compute_rollup",
    "POST /analytics/rollup",
    body=(Json(lambda: models.RollupRequest),),
    results=(Result("2XX", lambda: models.RollupResult),),
    idempotent=True,
)


class Analytics(Resource):
    """What was delivered, viewed and clicked, by channel type and by user."""

    def get_channel_metrics(
        self, *, from_: datetime, to: datetime, granularity: models.Granularity | None = None
    ) -> list[models.ChannelMetrics]:
        """Get the metrics of all channel types.

        Counts what was delivered, viewed and clicked between two moments, for each channel type, in
        total and step by step.

        `GET /analytics/channels` <https://docs-business-messenger.cometchat.io/api-reference/analytics/channels>

        Args:
            from_: Begin of the time to count.
            to: End of the time to count.
            granularity: Length of a step. Default: `"daily"`.

        Returns: One item for each channel type.
        Raises: BadRequestCodeError, UnauthorizedCodeError, ForbiddenError, APIStatusError
        """
        return self._call(
            _GET_CHANNEL_METRICS, {"from_": from_, "to": to, "granularity": granularity}
        )

    def get_user_insights(self, user_id: str) -> models.UserInsights:
        """Get the insights of a user.

        Gives the notifications of one user, with what became of each, and the counts in total.

        `GET /analytics/users/{userId}` <https://docs-business-messenger.cometchat.io/api-reference/analytics/user-insights>

        Args:
            user_id: Identifier of the user.

        Returns: The user's notifications and counts.
        Raises: BadRequestCodeError, UnauthorizedCodeError, NotFoundCodeError, ForbiddenError,
            APIStatusError
        """
        return self._call(_GET_USER_INSIGHTS, {"user_id": user_id})

    def record_event(
        self,
        *,
        campaign_id: str,
        user_id: str,
        channel_type: models.ChannelType,
        event_type: models.EventType,
    ) -> models.EventRecorded:
        """Record an event.

        Records that a user got, viewed or clicked a notification. Repeating it does no harm: the
        same event of the same user and campaign counts once.

        `POST /analytics/events` <https://docs-business-messenger.cometchat.io/api-reference/analytics/record-event>

        Args:
            campaign_id: Identifier of the campaign, or of the notification if no campaign sent it.
            user_id: Identifier of the user.
            channel_type: Kind of the channel that carried it.
            event_type: What happened.

        Returns: The event is recorded.
        Raises: BadRequestCodeError, UnauthorizedCodeError, ForbiddenError, APIStatusError
        """
        return self._call(
            _RECORD_EVENT,
            {},
            models.EventRecord(
                campaign_id=campaign_id,
                user_id=user_id,
                channel_type=channel_type,
                event_type=event_type,
            ),
        )

    def compute_rollup(self, *, from_: datetime, to: datetime) -> models.RollupResult:
        """Compute aggregates.

        Computes the aggregates of a time anew, for example after many events were recorded, so that
        the metrics are up to date. It can be repeated for the same time.

        `POST /analytics/rollup` <https://docs-business-messenger.cometchat.io/api-reference/analytics/compute-rollup>

        Args:
            from_: Begin of the time.
            to: End of the time.

        Returns: The aggregates are computed.
        Raises: BadRequestCodeError, UnauthorizedCodeError, ForbiddenError, APIStatusError
        """
        return self._call(_COMPUTE_ROLLUP, {}, models.RollupRequest(from_=from_, to=to))


class AsyncAnalytics(AsyncResource):
    """What was delivered, viewed and clicked, by channel type and by user."""

    async def get_channel_metrics(
        self, *, from_: datetime, to: datetime, granularity: models.Granularity | None = None
    ) -> list[models.ChannelMetrics]:
        """Get the metrics of all channel types (`GET /analytics/channels`); arguments and result as in
        `Analytics.get_channel_metrics`. Raises: BadRequestCodeError, UnauthorizedCodeError,
        ForbiddenError, APIStatusError
        """
        return await self._call(
            _GET_CHANNEL_METRICS, {"from_": from_, "to": to, "granularity": granularity}
        )

    async def get_user_insights(self, user_id: str) -> models.UserInsights:
        """Get the insights of a user (`GET /analytics/users/{userId}`); arguments and result as in
        `Analytics.get_user_insights`. Raises: BadRequestCodeError, UnauthorizedCodeError,
        NotFoundCodeError, ForbiddenError, APIStatusError
        """
        return await self._call(_GET_USER_INSIGHTS, {"user_id": user_id})

    async def record_event(
        self,
        *,
        campaign_id: str,
        user_id: str,
        channel_type: models.ChannelType,
        event_type: models.EventType,
    ) -> models.EventRecorded:
        """Record an event (`POST /analytics/events`); arguments and result as in
        `Analytics.record_event`. Raises: BadRequestCodeError, UnauthorizedCodeError,
        ForbiddenError, APIStatusError
        """
        return await self._call(
            _RECORD_EVENT,
            {},
            models.EventRecord(
                campaign_id=campaign_id,
                user_id=user_id,
                channel_type=channel_type,
                event_type=event_type,
            ),
        )

    async def compute_rollup(self, *, from_: datetime, to: datetime) -> models.RollupResult:
        """Compute aggregates (`POST /analytics/rollup`); arguments and result as in
        `Analytics.compute_rollup`. Raises: BadRequestCodeError, UnauthorizedCodeError,
        ForbiddenError, APIStatusError
        """
        return await self._call(_COMPUTE_ROLLUP, {}, models.RollupRequest(from_=from_, to=to))

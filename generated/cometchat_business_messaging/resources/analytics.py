"""The resource `analytics`."""

from __future__ import annotations

from datetime import datetime

from .. import models
from .._runtime import (
    AsyncResource,
    CallOptions,
    ErrorBody,
    Json,
    Open,
    Operation,
    Path,
    Query,
    Resource,
    Result,
    Timestamp,
)

_ERRORS_1 = (ErrorBody("400", "401", "403", "default", type=lambda: models.ErrorEnvelope),)
_ERRORS_2 = (ErrorBody("400", "401", "403", "404", "default", type=lambda: models.ErrorEnvelope),)
_GET_CHANNEL_METRICS: Operation[list[models.ChannelMetrics]] = Operation(
    "analytics.get_channel_metrics",
    "GET /analytics/channels",
    parameters=(
        Query("from_", "from", lambda: Timestamp, required=True),
        Query("to", "to", lambda: Timestamp, required=True),
        Query("granularity", "granularity", lambda: models.Granularity),
    ),
    results=(Result("2XX", lambda: list[models.ChannelMetrics]),),
    errors=_ERRORS_1,
)
_GET_USER_INSIGHTS: Operation[models.UserInsights] = Operation(
    "analytics.get_user_insights",
    "GET /analytics/users/{userId}",
    parameters=(Path("user_id", "userId", lambda: str),),
    results=(Result("2XX", lambda: models.UserInsights),),
    errors=_ERRORS_2,
)
_RECORD_EVENT: Operation[models.EventRecorded] = Operation(
    "analytics.record_event",
    "POST /analytics/events",
    body=(Json(lambda: models.EventRecord),),
    results=(Result("2XX", lambda: models.EventRecorded),),
    errors=_ERRORS_2,
    idempotent=True,
)
_COMPUTE_ROLLUP: Operation[models.RollupResult] = Operation(
    "analytics.compute_rollup",
    "POST /analytics/rollup",
    body=(Json(lambda: models.RollupRequest),),
    results=(Result("2XX", lambda: models.RollupResult),),
    errors=_ERRORS_1,
    idempotent=True,
)


class Analytics(Resource):
    """Read deliveries, views and clicks by channel type and by user, and record events."""

    def get_channel_metrics(
        self,
        *,
        from_: datetime,
        to: datetime,
        granularity: Open[models.Granularity] | None = None,
        options: CallOptions | None = None,
    ) -> list[models.ChannelMetrics]:
        """Get metrics by channel type.

        Returns the numbers of deliveries, views and clicks in a period for each channel type, in
        total and as a time series.

        `GET /analytics/channels` <https://docs-business-messenger.cometchat.io/api-reference/analytics/channels>

        Args:
            from_: Start of the period.
            to: End of the period.
            granularity: Interval between the points of the time series. Default: `"daily"`.

        Returns:
            The metrics of each channel type.

        Raises:
            InvalidRequestError: Status 400.
            AuthenticationFailedError: Status 401.
            ForbiddenError: Status 403.
            APIStatusError: Any other status.

        Example:
            result = client.analytics.get_channel_metrics(
                from_=datetime.fromisoformat("2024-01-01T00:00:00Z"),
                to=datetime.fromisoformat("2024-01-31T23:59:59Z"),
            )
        """
        return self._call(
            _GET_CHANNEL_METRICS,
            {"from_": from_, "to": to, "granularity": granularity},
            options=options,
        )

    def get_user_insights(
        self, user_id: str, *, options: CallOptions | None = None
    ) -> models.UserInsights:
        """Get a user's insights.

        Returns a user's notifications with their engagement, and the user's totals.

        `GET /analytics/users/{userId}` <https://docs-business-messenger.cometchat.io/api-reference/analytics/user-insights>

        Args:
            user_id: ID of the user.

        Returns:
            The user's notifications and totals.

        Raises:
            InvalidRequestError: Status 400.
            AuthenticationFailedError: Status 401.
            ResourceNotFoundError: Status 404.
            ForbiddenError: Status 403.
            APIStatusError: Any other status.

        Example:
            user_insights = client.analytics.get_user_insights("user-jane-123")
        """
        return self._call(_GET_USER_INSIGHTS, {"user_id": user_id}, options=options)

    def record_event(
        self,
        *,
        campaign_id: str,
        user_id: str,
        channel_type: Open[models.ChannelType],
        event_type: Open[models.EventType],
        options: CallOptions | None = None,
    ) -> models.EventRecorded:
        """Record an event.

        Records that a notification was delivered to a user, or that the user viewed or clicked it.
        The operation is idempotent: the same event of the same user and campaign counts once.

        `POST /analytics/events` <https://docs-business-messenger.cometchat.io/api-reference/analytics/record-event>

        Args:
            campaign_id: ID of the campaign, or of the notification if no campaign sent it.
            user_id: ID of the user.
            channel_type: Type of the channel that delivered the notification.
            event_type: Type of the event.

        Returns:
            The result of the recording.

        Raises:
            InvalidRequestError: Status 400.
            AuthenticationFailedError: Status 401.
            ResourceNotFoundError: Status 404.
            ForbiddenError: Status 403.
            APIStatusError: Any other status.

        Example:
            event_recorded = client.analytics.record_event(
                campaign_id="666c3d4e5f6a7b8c9d0e1f2a",
                user_id="user-jane-123",
                channel_type="in_app",
                event_type="viewed",
            )
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
            options=options,
        )

    def compute_rollup(
        self, *, from_: datetime, to: datetime, options: CallOptions | None = None
    ) -> models.RollupResult:
        """Compute aggregates.

        Recomputes the aggregates of a period. Call it after you record many events, so that the
        metrics are current. The operation is idempotent.

        `POST /analytics/rollup` <https://docs-business-messenger.cometchat.io/api-reference/analytics/compute-rollup>

        Args:
            from_: Start of the period.
            to: End of the period.

        Returns:
            The result of the computation.

        Raises:
            InvalidRequestError: Status 400.
            AuthenticationFailedError: Status 401.
            ForbiddenError: Status 403.
            APIStatusError: Any other status.

        Example:
            rollup_result = client.analytics.compute_rollup(
                from_=datetime.fromisoformat("2024-01-01T00:00:00Z"),
                to=datetime.fromisoformat("2024-01-31T23:59:59Z"),
            )
        """
        return self._call(
            _COMPUTE_ROLLUP, {}, models.RollupRequest(from_=from_, to=to), options=options
        )


class AsyncAnalytics(AsyncResource):
    """Read deliveries, views and clicks by channel type and by user, and record events."""

    async def get_channel_metrics(
        self,
        *,
        from_: datetime,
        to: datetime,
        granularity: Open[models.Granularity] | None = None,
        options: CallOptions | None = None,
    ) -> list[models.ChannelMetrics]:
        """Get metrics by channel type.

        Returns the numbers of deliveries, views and clicks in a period for each channel type, in
        total and as a time series.

        `GET /analytics/channels` <https://docs-business-messenger.cometchat.io/api-reference/analytics/channels>

        Args:
            from_: Start of the period.
            to: End of the period.
            granularity: Interval between the points of the time series. Default: `"daily"`.

        Returns:
            The metrics of each channel type.

        Raises:
            InvalidRequestError: Status 400.
            AuthenticationFailedError: Status 401.
            ForbiddenError: Status 403.
            APIStatusError: Any other status.

        Example:
            result = await client.analytics.get_channel_metrics(
                from_=datetime.fromisoformat("2024-01-01T00:00:00Z"),
                to=datetime.fromisoformat("2024-01-31T23:59:59Z"),
            )
        """
        return await self._call(
            _GET_CHANNEL_METRICS,
            {"from_": from_, "to": to, "granularity": granularity},
            options=options,
        )

    async def get_user_insights(
        self, user_id: str, *, options: CallOptions | None = None
    ) -> models.UserInsights:
        """Get a user's insights.

        Returns a user's notifications with their engagement, and the user's totals.

        `GET /analytics/users/{userId}` <https://docs-business-messenger.cometchat.io/api-reference/analytics/user-insights>

        Args:
            user_id: ID of the user.

        Returns:
            The user's notifications and totals.

        Raises:
            InvalidRequestError: Status 400.
            AuthenticationFailedError: Status 401.
            ResourceNotFoundError: Status 404.
            ForbiddenError: Status 403.
            APIStatusError: Any other status.

        Example:
            user_insights = await client.analytics.get_user_insights("user-jane-123")
        """
        return await self._call(_GET_USER_INSIGHTS, {"user_id": user_id}, options=options)

    async def record_event(
        self,
        *,
        campaign_id: str,
        user_id: str,
        channel_type: Open[models.ChannelType],
        event_type: Open[models.EventType],
        options: CallOptions | None = None,
    ) -> models.EventRecorded:
        """Record an event.

        Records that a notification was delivered to a user, or that the user viewed or clicked it.
        The operation is idempotent: the same event of the same user and campaign counts once.

        `POST /analytics/events` <https://docs-business-messenger.cometchat.io/api-reference/analytics/record-event>

        Args:
            campaign_id: ID of the campaign, or of the notification if no campaign sent it.
            user_id: ID of the user.
            channel_type: Type of the channel that delivered the notification.
            event_type: Type of the event.

        Returns:
            The result of the recording.

        Raises:
            InvalidRequestError: Status 400.
            AuthenticationFailedError: Status 401.
            ResourceNotFoundError: Status 404.
            ForbiddenError: Status 403.
            APIStatusError: Any other status.

        Example:
            event_recorded = await client.analytics.record_event(
                campaign_id="666c3d4e5f6a7b8c9d0e1f2a",
                user_id="user-jane-123",
                channel_type="in_app",
                event_type="viewed",
            )
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
            options=options,
        )

    async def compute_rollup(
        self, *, from_: datetime, to: datetime, options: CallOptions | None = None
    ) -> models.RollupResult:
        """Compute aggregates.

        Recomputes the aggregates of a period. Call it after you record many events, so that the
        metrics are current. The operation is idempotent.

        `POST /analytics/rollup` <https://docs-business-messenger.cometchat.io/api-reference/analytics/compute-rollup>

        Args:
            from_: Start of the period.
            to: End of the period.

        Returns:
            The result of the computation.

        Raises:
            InvalidRequestError: Status 400.
            AuthenticationFailedError: Status 401.
            ForbiddenError: Status 403.
            APIStatusError: Any other status.

        Example:
            rollup_result = await client.analytics.compute_rollup(
                from_=datetime.fromisoformat("2024-01-01T00:00:00Z"),
                to=datetime.fromisoformat("2024-01-31T23:59:59Z"),
            )
        """
        return await self._call(
            _COMPUTE_ROLLUP, {}, models.RollupRequest(from_=from_, to=to), options=options
        )

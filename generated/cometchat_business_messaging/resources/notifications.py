"""The resource `notifications`."""

from __future__ import annotations

from collections.abc import Sequence

from .. import models
from .._runtime import (
    AsyncResource,
    CallOptions,
    ErrorBody,
    Json,
    Open,
    Operation,
    Resource,
    Result,
)

_SEND: Operation[models.Notification] = Operation(
    "notifications.send",
    "POST /notifications/send",
    body=(Json(lambda: models.NotificationSend),),
    results=(Result("2XX", lambda: models.Notification),),
    errors=(ErrorBody("400", "401", "403", "404", "default", type=lambda: models.ErrorEnvelope),),
)


class Notifications(Resource):
    """Send a template in a single call, without a campaign."""

    def send(
        self,
        *,
        template: models.TemplateReference | models.TemplateReferenceDict,
        targets: Sequence[str],
        mode: Open[models.DeliveryMode],
        title: str | None = None,
        tag: str | None = None,
        options: CallOptions | None = None,
    ) -> models.Notification:
        """Send a notification.

        Sends an approved template to one user (`realtime`) or to up to 10,000 users (`batch`). The
        API validates and accepts a batch immediately and delivers it in the background. Use
        analytics to follow its delivery. To reach more users, use a campaign with a CSV file.

        `POST /notifications/send` <https://docs-business-messenger.cometchat.io/api-reference/notifications/send-notification>

        Args:
            template: Template to send. It must be approved.
            targets: IDs of the users. In the `realtime` mode, exactly one. At least 1 item, at most
                10000 items.
            mode: Delivery mode: `realtime` to one user or `batch` to up to 10,000 users.
            title: Label of the notification for tracking and display.
            tag: Label that groups notifications in analytics.

        Returns:
            The accepted notification.

        Raises:
            InvalidRequestError: Status 400.
            TemplateNotApprovedError: Status 400.
            InvalidVariablesError: Status 400.
            TargetLimitExceededError: Status 400.
            InvalidModeError: Status 400.
            AuthenticationFailedError: Status 401.
            ResourceNotFoundError: Status 404.
            ForbiddenError: Status 403.
            APIStatusError: Any other status.

        Example:
            notification = client.notifications.send(
                template=models.TemplateReference(key="order-confirmation"),
                targets=["user-jane-123"],
                mode="realtime",
            )
        """
        return self._call(
            _SEND,
            {},
            models.NotificationSend(
                template=self._untyped(template), targets=targets, mode=mode, title=title, tag=tag
            ),
            options=options,
        )


class AsyncNotifications(AsyncResource):
    """Send a template in a single call, without a campaign."""

    async def send(
        self,
        *,
        template: models.TemplateReference | models.TemplateReferenceDict,
        targets: Sequence[str],
        mode: Open[models.DeliveryMode],
        title: str | None = None,
        tag: str | None = None,
        options: CallOptions | None = None,
    ) -> models.Notification:
        """Send a notification.

        Sends an approved template to one user (`realtime`) or to up to 10,000 users (`batch`). The
        API validates and accepts a batch immediately and delivers it in the background. Use
        analytics to follow its delivery. To reach more users, use a campaign with a CSV file.

        `POST /notifications/send` <https://docs-business-messenger.cometchat.io/api-reference/notifications/send-notification>

        Args:
            template: Template to send. It must be approved.
            targets: IDs of the users. In the `realtime` mode, exactly one. At least 1 item, at most
                10000 items.
            mode: Delivery mode: `realtime` to one user or `batch` to up to 10,000 users.
            title: Label of the notification for tracking and display.
            tag: Label that groups notifications in analytics.

        Returns:
            The accepted notification.

        Raises:
            InvalidRequestError: Status 400.
            TemplateNotApprovedError: Status 400.
            InvalidVariablesError: Status 400.
            TargetLimitExceededError: Status 400.
            InvalidModeError: Status 400.
            AuthenticationFailedError: Status 401.
            ResourceNotFoundError: Status 404.
            ForbiddenError: Status 403.
            APIStatusError: Any other status.

        Example:
            notification = await client.notifications.send(
                template=models.TemplateReference(key="order-confirmation"),
                targets=["user-jane-123"],
                mode="realtime",
            )
        """
        return await self._call(
            _SEND,
            {},
            models.NotificationSend(
                template=self._untyped(template), targets=targets, mode=mode, title=title, tag=tag
            ),
            options=options,
        )

"""The resource `notifications`."""

from __future__ import annotations

from collections.abc import Sequence

from .. import models
from .._runtime import AsyncResource, Json, Operation, Resource, Result

_SEND: Operation[models.Notification] = Operation(
    "notifications.send",
    "POST /notifications/send",
    body=(Json(lambda: models.NotificationSend),),
    results=(Result("2XX", lambda: models.Notification),),
)


class Notifications(Resource):
    """Sends of a template in a single call, without a campaign."""

    def send(
        self,
        *,
        template: models.TemplateReference,
        targets: Sequence[str],
        mode: models.DeliveryMode,
        title: str | None = None,
        tag: str | None = None,
    ) -> models.Notification:
        """Send a notification.

        Sends an approved template to one user (`realtime`) or to as many as 10,000 (`batch`). A
        batch is checked and accepted at once and delivered in the background; analytics tell what
        became of it. For more users, use a campaign with a CSV file.

        `POST /notifications/send` <https://docs-business-messenger.cometchat.io/api-reference/notifications/send-notification>

        Args:
            template: The template, which must be approved.
            targets: Identifiers of the users, exactly one of them when the mode is `realtime`.
            mode: How to deliver, `realtime` to one user or `batch` to as many as 10,000.
            title: Label under which the notification is tracked and shown.
            tag: Label that groups notifications in analytics.

        Returns: The notification is accepted.
        Raises: BadRequestCodeError, TemplateNotApprovedError, InvalidVariablesError,
            TargetLimitExceededError, InvalidModeError, UnauthorizedCodeError, ForbiddenError,
            APIStatusError
        """
        return self._call(
            _SEND,
            {},
            models.NotificationSend(
                template=template, targets=targets, mode=mode, title=title, tag=tag
            ),
        )


class AsyncNotifications(AsyncResource):
    """Sends of a template in a single call, without a campaign."""

    async def send(
        self,
        *,
        template: models.TemplateReference,
        targets: Sequence[str],
        mode: models.DeliveryMode,
        title: str | None = None,
        tag: str | None = None,
    ) -> models.Notification:
        """Send a notification (`POST /notifications/send`); arguments and result as in
        `Notifications.send`. Raises: BadRequestCodeError, TemplateNotApprovedError,
        InvalidVariablesError, TargetLimitExceededError, InvalidModeError, UnauthorizedCodeError,
        ForbiddenError, APIStatusError
        """
        return await self._call(
            _SEND,
            {},
            models.NotificationSend(
                template=template, targets=targets, mode=mode, title=title, tag=tag
            ),
        )

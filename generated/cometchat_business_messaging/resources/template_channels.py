"""The resource `template_channels`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from .. import models
from .._runtime import (
    AsyncPager,
    AsyncResource,
    CallOptions,
    ErrorBody,
    Json,
    Meta,
    Open,
    Operation,
    Page,
    Paging,
    Path,
    Query,
    Resource,
    Result,
)

_ERRORS_1 = (ErrorBody("400", "401", "403", "404", "default", type=lambda: models.ErrorEnvelope),)
_LIST: Operation[models.TemplateChannel] = Operation(
    "template_channels.list",
    "GET /template-channels",
    parameters=(
        Query("template_id", "templateId", lambda: str, required=True),
        Query("page", "page", lambda: Annotated[int, Meta(ge=1)]),
        Query("limit", "limit", lambda: Annotated[int, Meta(ge=1)]),
    ),
    results=(Result("2XX", lambda: models.TemplateChannel),),
    errors=_ERRORS_1,
    paging=Paging(items="/data", size=20, bare=True),
)
_CREATE: Operation[models.TemplateChannel] = Operation(
    "template_channels.create",
    "POST /template-channels",
    body=(Json(lambda: models.TemplateChannelCreate),),
    results=(Result("2XX", lambda: models.TemplateChannel),),
    errors=_ERRORS_1,
)
_GET: Operation[models.TemplateChannel] = Operation(
    "template_channels.get",
    "GET /template-channels/{templateId}/{channelId}",
    parameters=(
        Path("template_id", "templateId", lambda: str),
        Path("channel_id", "channelId", lambda: str),
    ),
    results=(Result("2XX", lambda: models.TemplateChannel),),
    errors=_ERRORS_1,
)
_UPDATE: Operation[models.TemplateChannel] = Operation(
    "template_channels.update",
    "PUT /template-channels/{templateId}/{channelId}",
    parameters=(
        Path("template_id", "templateId", lambda: str),
        Path("channel_id", "channelId", lambda: str),
    ),
    body=(Json(lambda: models.TemplateChannelUpdate),),
    results=(Result("2XX", lambda: models.TemplateChannel),),
    errors=_ERRORS_1,
)


class TemplateChannels(Resource):
    """Manage the content of a template on each of its channels."""

    def list(
        self,
        *,
        template_id: str,
        page: int | None = None,
        limit: int | None = None,
        options: CallOptions | None = None,
    ) -> Page[models.TemplateChannel]:
        """List a template's content on its channels.

        Returns the content of a template on each of its channels.

        `GET /template-channels` <https://docs-business-messenger.cometchat.io/api-reference/template-channels/list-template-channels>

        Args:
            template_id: The `id` of the template.
            page: Page number. The first page is 1. At least 1. Default: `1`.
            limit: Maximum number of items per page. At least 1. Default: `20`.

        Returns:
            One page of the template's content.

        Raises:
            InvalidRequestError: Status 400.
            AuthenticationFailedError: Status 401.
            ResourceNotFoundError: Status 404.
            ForbiddenError: Status 403.
            APIStatusError: Any other status.

        Example:
            for template_channel in client.template_channels.list(
                template_id="665b2c3d4e5f6a7b8c9d0e1f"
            ):
                print(template_channel)
        """
        return self._page(
            _LIST, {"template_id": template_id, "page": page, "limit": limit}, options=options
        )

    def create(
        self,
        *,
        template_id: str,
        channel_id: str,
        channel_type: Open[models.ChannelType],
        content: Mapping[str, Any],
        options: CallOptions | None = None,
    ) -> models.TemplateChannel:
        """Create a template's content on a channel.

        Creates the content of a template on one channel. Its keys depend on the channel's type.

        `POST /template-channels` <https://docs-business-messenger.cometchat.io/api-reference/template-channels/create-template-channel>

        Args:
            template_id: The `id` of the template.
            channel_id: The `id` of the channel.
            channel_type: Type of the channel.
            content: Content of the template on the channel.

        Returns:
            The new content.

        Raises:
            InvalidRequestError: Status 400.
            AuthenticationFailedError: Status 401.
            ResourceNotFoundError: Status 404.
            ForbiddenError: Status 403.
            APIStatusError: Any other status.

        Example:
            template_channel = client.template_channels.create(
                template_id="665b2c3d4e5f6a7b8c9d0e1f",
                channel_id="664a1b2c3d4e5f6a7b8c9d0e",
                channel_type="in_app",
                content={
                    "title": "Hello {{customerName}}",
                    "body": "Your order {{orderId}} has been confirmed.",
                },
            )
        """
        return self._call(
            _CREATE,
            {},
            models.TemplateChannelCreate(
                template_id=template_id,
                channel_id=channel_id,
                channel_type=channel_type,
                content=content,
            ),
            options=options,
        )

    def get(
        self, template_id: str, channel_id: str, *, options: CallOptions | None = None
    ) -> models.TemplateChannel:
        """Get a template's content on a channel.

        Returns the content of a template on one channel.

        `GET /template-channels/{templateId}/{channelId}` <https://docs-business-messenger.cometchat.io/api-reference/template-channels/get-template-channel>

        Args:
            template_id: The `id` of the template.
            channel_id: The `id` of the channel.

        Returns:
            The content.

        Raises:
            InvalidRequestError: Status 400.
            AuthenticationFailedError: Status 401.
            ResourceNotFoundError: Status 404.
            ForbiddenError: Status 403.
            APIStatusError: Any other status.

        Example:
            template_channel = client.template_channels.get(
                "665b2c3d4e5f6a7b8c9d0e1f", "664a1b2c3d4e5f6a7b8c9d0e"
            )
        """
        return self._call(
            _GET, {"template_id": template_id, "channel_id": channel_id}, options=options
        )

    def update(
        self,
        template_id: str,
        channel_id: str,
        *,
        content: Mapping[str, Any],
        options: CallOptions | None = None,
    ) -> models.TemplateChannel:
        """Update a template's content on a channel.

        Replaces the content on one channel. Notifications that were already sent do not change.

        `PUT /template-channels/{templateId}/{channelId}` <https://docs-business-messenger.cometchat.io/api-reference/template-channels/update-template-channel>

        Args:
            template_id: The `id` of the template.
            channel_id: The `id` of the channel.
            content: New content on the channel.

        Returns:
            The updated content.

        Raises:
            InvalidRequestError: Status 400.
            AuthenticationFailedError: Status 401.
            ResourceNotFoundError: Status 404.
            ForbiddenError: Status 403.
            APIStatusError: Any other status.

        Example:
            template_channel = client.template_channels.update(
                "665b2c3d4e5f6a7b8c9d0e1f",
                "664a1b2c3d4e5f6a7b8c9d0e",
                content={
                    "title": "Hi {{customerName}}!",
                    "body": "Order {{orderId}} is on its way.",
                },
            )
        """
        return self._call(
            _UPDATE,
            {"template_id": template_id, "channel_id": channel_id},
            models.TemplateChannelUpdate(content=content),
            options=options,
        )


class AsyncTemplateChannels(AsyncResource):
    """Manage the content of a template on each of its channels."""

    def list(
        self,
        *,
        template_id: str,
        page: int | None = None,
        limit: int | None = None,
        options: CallOptions | None = None,
    ) -> AsyncPager[models.TemplateChannel]:
        """List a template's content on its channels.

        Returns the content of a template on each of its channels.

        `GET /template-channels` <https://docs-business-messenger.cometchat.io/api-reference/template-channels/list-template-channels>

        Args:
            template_id: The `id` of the template.
            page: Page number. The first page is 1. At least 1. Default: `1`.
            limit: Maximum number of items per page. At least 1. Default: `20`.

        Returns:
            One page of the template's content.

        Raises:
            InvalidRequestError: Status 400.
            AuthenticationFailedError: Status 401.
            ResourceNotFoundError: Status 404.
            ForbiddenError: Status 403.
            APIStatusError: Any other status.

        Example:
            async for template_channel in client.template_channels.list(
                template_id="665b2c3d4e5f6a7b8c9d0e1f"
            ):
                print(template_channel)
        """
        return self._page(
            _LIST, {"template_id": template_id, "page": page, "limit": limit}, options=options
        )

    async def create(
        self,
        *,
        template_id: str,
        channel_id: str,
        channel_type: Open[models.ChannelType],
        content: Mapping[str, Any],
        options: CallOptions | None = None,
    ) -> models.TemplateChannel:
        """Create a template's content on a channel.

        Creates the content of a template on one channel. Its keys depend on the channel's type.

        `POST /template-channels` <https://docs-business-messenger.cometchat.io/api-reference/template-channels/create-template-channel>

        Args:
            template_id: The `id` of the template.
            channel_id: The `id` of the channel.
            channel_type: Type of the channel.
            content: Content of the template on the channel.

        Returns:
            The new content.

        Raises:
            InvalidRequestError: Status 400.
            AuthenticationFailedError: Status 401.
            ResourceNotFoundError: Status 404.
            ForbiddenError: Status 403.
            APIStatusError: Any other status.

        Example:
            template_channel = await client.template_channels.create(
                template_id="665b2c3d4e5f6a7b8c9d0e1f",
                channel_id="664a1b2c3d4e5f6a7b8c9d0e",
                channel_type="in_app",
                content={
                    "title": "Hello {{customerName}}",
                    "body": "Your order {{orderId}} has been confirmed.",
                },
            )
        """
        return await self._call(
            _CREATE,
            {},
            models.TemplateChannelCreate(
                template_id=template_id,
                channel_id=channel_id,
                channel_type=channel_type,
                content=content,
            ),
            options=options,
        )

    async def get(
        self, template_id: str, channel_id: str, *, options: CallOptions | None = None
    ) -> models.TemplateChannel:
        """Get a template's content on a channel.

        Returns the content of a template on one channel.

        `GET /template-channels/{templateId}/{channelId}` <https://docs-business-messenger.cometchat.io/api-reference/template-channels/get-template-channel>

        Args:
            template_id: The `id` of the template.
            channel_id: The `id` of the channel.

        Returns:
            The content.

        Raises:
            InvalidRequestError: Status 400.
            AuthenticationFailedError: Status 401.
            ResourceNotFoundError: Status 404.
            ForbiddenError: Status 403.
            APIStatusError: Any other status.

        Example:
            template_channel = await client.template_channels.get(
                "665b2c3d4e5f6a7b8c9d0e1f", "664a1b2c3d4e5f6a7b8c9d0e"
            )
        """
        return await self._call(
            _GET, {"template_id": template_id, "channel_id": channel_id}, options=options
        )

    async def update(
        self,
        template_id: str,
        channel_id: str,
        *,
        content: Mapping[str, Any],
        options: CallOptions | None = None,
    ) -> models.TemplateChannel:
        """Update a template's content on a channel.

        Replaces the content on one channel. Notifications that were already sent do not change.

        `PUT /template-channels/{templateId}/{channelId}` <https://docs-business-messenger.cometchat.io/api-reference/template-channels/update-template-channel>

        Args:
            template_id: The `id` of the template.
            channel_id: The `id` of the channel.
            content: New content on the channel.

        Returns:
            The updated content.

        Raises:
            InvalidRequestError: Status 400.
            AuthenticationFailedError: Status 401.
            ResourceNotFoundError: Status 404.
            ForbiddenError: Status 403.
            APIStatusError: Any other status.

        Example:
            template_channel = await client.template_channels.update(
                "665b2c3d4e5f6a7b8c9d0e1f",
                "664a1b2c3d4e5f6a7b8c9d0e",
                content={
                    "title": "Hi {{customerName}}!",
                    "body": "Order {{orderId}} is on its way.",
                },
            )
        """
        return await self._call(
            _UPDATE,
            {"template_id": template_id, "channel_id": channel_id},
            models.TemplateChannelUpdate(content=content),
            options=options,
        )

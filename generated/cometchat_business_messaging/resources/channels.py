"""The resource `channels`."""

from __future__ import annotations

import builtins
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
    Query,
    Resource,
    Result,
)

_ERRORS_1 = (ErrorBody("400", "401", "403", "default", type=lambda: models.ErrorEnvelope),)
_ERRORS_2 = (ErrorBody("400", "401", "403", "404", "default", type=lambda: models.ErrorEnvelope),)
_LIST: Operation[models.Channel] = Operation(
    "channels.list",
    "GET /channels",
    parameters=(
        Query("page", "page", lambda: Annotated[int, Meta(ge=1)]),
        Query("limit", "limit", lambda: Annotated[int, Meta(ge=1)]),
    ),
    results=(Result("2XX", lambda: models.Channel),),
    errors=_ERRORS_1,
    paging=Paging(items="/data", size=20, bare=True),
)
_CREATE: Operation[models.Channel] = Operation(
    "channels.create",
    "POST /channels",
    body=(Json(lambda: models.ChannelCreate),),
    results=(Result("2XX", lambda: models.Channel),),
    errors=_ERRORS_1,
)
_GET: Operation[models.Channel] = Operation(
    "channels.get",
    "GET /channels/{id}",
    results=(Result("2XX", lambda: models.Channel),),
    errors=_ERRORS_2,
)
_UPDATE: Operation[models.Channel] = Operation(
    "channels.update",
    "PUT /channels/{id}",
    body=(Json(lambda: models.ChannelUpdate),),
    results=(Result("2XX", lambda: models.Channel),),
    errors=_ERRORS_2,
)
_GET_AVAILABILITY: Operation[builtins.list[models.ChannelAvailability]] = Operation(
    "channels.get_availability",
    "GET /channels/availability",
    results=(Result("2XX", lambda: builtins.list[models.ChannelAvailability]),),
    errors=_ERRORS_1,
)


class Channels(Resource):
    """Manage the ways to reach users, such as the in-app feed or push."""

    def list(
        self,
        *,
        page: int | None = None,
        limit: int | None = None,
        options: CallOptions | None = None,
    ) -> Page[models.Channel]:
        """List channels.

        Returns the app's channels.

        `GET /channels` <https://docs-business-messenger.cometchat.io/authentication>

        Args:
            page: Page number. The first page is 1. At least 1. Default: `1`.
            limit: Maximum number of items per page. At least 1. Default: `20`.

        Returns:
            One page of channels.

        Raises:
            InvalidRequestError: Status 400.
            AuthenticationFailedError: Status 401.
            ForbiddenError: Status 403.
            APIStatusError: Any other status.

        Example:
            for channel in client.channels.list():
                print(channel)
        """
        return self._page(_LIST, {"page": page, "limit": limit}, options=options)

    def create(
        self,
        *,
        name: str,
        type: Open[models.ChannelType],
        template_type: Open[models.ChannelTemplateType],
        enabled: bool | None = None,
        category_filter: bool | None = None,
        template_label: bool | None = None,
        config: Mapping[str, Any] | None = None,
        options: CallOptions | None = None,
    ) -> models.Channel:
        """Create a channel.

        Creates a channel. An app can have at most one push channel, and some channel types are not
        part of every plan. Check the availability first.

        `POST /channels` <https://docs-business-messenger.cometchat.io/api-reference/channels/create-channel>

        Args:
            name: Name of the channel in the dashboard. The API derives the channel's `key` from it.
            type: Type of the channel. It cannot be changed after creation.
            template_type: Form of the channel's content.
            enabled: Whether deliveries use the channel. Default: `True`.
            category_filter: Whether to filter messages by category. It cannot be changed after
                creation. Default: `False`.
            template_label: Whether to label templates. It cannot be changed after creation.
                Default: `False`.
            config: Settings of the channel type, such as push credentials or a mail server.

        Returns:
            The new channel.

        Raises:
            InvalidRequestError: Status 400.
            AuthenticationFailedError: Status 401.
            ForbiddenError: Status 403.
            APIStatusError: Any other status.

        Example:
            channel = client.channels.create(
                name="Mobile Push", type="push", template_type="data", enabled=True, config={}
            )
        """
        return self._call(
            _CREATE,
            {},
            models.ChannelCreate(
                name=name,
                type=type,
                template_type=template_type,
                enabled=enabled,
                category_filter=category_filter,
                template_label=template_label,
                config=config,
            ),
            options=options,
        )

    def get(self, id: str, *, options: CallOptions | None = None) -> models.Channel:
        """Get a channel.

        Returns a channel with its settings.

        `GET /channels/{id}` <https://docs-business-messenger.cometchat.io/api-reference/channels/get-channel>

        Args:
            id: ID of the channel.

        Returns:
            The channel.

        Raises:
            InvalidRequestError: Status 400.
            AuthenticationFailedError: Status 401.
            ResourceNotFoundError: Status 404.
            ForbiddenError: Status 403.
            APIStatusError: Any other status.

        Example:
            channel = client.channels.get("664a1b2c3d4e5f6a7b8c9d0e")
        """
        return self._call(_GET, {"id": id}, options=options)

    def update(
        self,
        id: str,
        *,
        name: str | None = None,
        enabled: bool | None = None,
        template_type: Open[models.ChannelTemplateType] | None = None,
        config: Mapping[str, Any] | None = None,
        options: CallOptions | None = None,
    ) -> models.Channel:
        """Update a channel.

        Updates only the given properties. The channel's type, key, category filter and template
        label cannot be changed.

        `PUT /channels/{id}` <https://docs-business-messenger.cometchat.io/api-reference/channels/update-channel>

        Args:
            id: ID of the channel.
            name: New name. The channel's `key` does not change.
            enabled: Whether deliveries use the channel.
            template_type: New form of the channel's content.
            config: New settings of the channel.

        Returns:
            The updated channel.

        Raises:
            InvalidRequestError: Status 400.
            AuthenticationFailedError: Status 401.
            ResourceNotFoundError: Status 404.
            ForbiddenError: Status 403.
            APIStatusError: Any other status.

        Example:
            channel = client.channels.update(
                "664a1b2c3d4e5f6a7b8c9d0e", name="In-App Notifications", enabled=True
            )
        """
        return self._call(
            _UPDATE,
            {"id": id},
            models.ChannelUpdate(
                name=name, enabled=enabled, template_type=template_type, config=config
            ),
            options=options,
        )

    def get_availability(
        self, *, options: CallOptions | None = None
    ) -> builtins.list[models.ChannelAvailability]:
        """Get the availability of channel types.

        Returns the number of channels of each type that the app can have, and the number in use.

        `GET /channels/availability` <https://docs-business-messenger.cometchat.io/api-reference/channels/get-availability>

        Returns:
            The availability of each channel type.

        Raises:
            InvalidRequestError: Status 400.
            AuthenticationFailedError: Status 401.
            ForbiddenError: Status 403.
            APIStatusError: Any other status.

        Example:
            result = client.channels.get_availability()
        """
        return self._call(_GET_AVAILABILITY, options=options)


class AsyncChannels(AsyncResource):
    """Manage the ways to reach users, such as the in-app feed or push."""

    def list(
        self,
        *,
        page: int | None = None,
        limit: int | None = None,
        options: CallOptions | None = None,
    ) -> AsyncPager[models.Channel]:
        """List channels.

        Returns the app's channels.

        `GET /channels` <https://docs-business-messenger.cometchat.io/authentication>

        Args:
            page: Page number. The first page is 1. At least 1. Default: `1`.
            limit: Maximum number of items per page. At least 1. Default: `20`.

        Returns:
            One page of channels.

        Raises:
            InvalidRequestError: Status 400.
            AuthenticationFailedError: Status 401.
            ForbiddenError: Status 403.
            APIStatusError: Any other status.

        Example:
            async for channel in client.channels.list():
                print(channel)
        """
        return self._page(_LIST, {"page": page, "limit": limit}, options=options)

    async def create(
        self,
        *,
        name: str,
        type: Open[models.ChannelType],
        template_type: Open[models.ChannelTemplateType],
        enabled: bool | None = None,
        category_filter: bool | None = None,
        template_label: bool | None = None,
        config: Mapping[str, Any] | None = None,
        options: CallOptions | None = None,
    ) -> models.Channel:
        """Create a channel.

        Creates a channel. An app can have at most one push channel, and some channel types are not
        part of every plan. Check the availability first.

        `POST /channels` <https://docs-business-messenger.cometchat.io/api-reference/channels/create-channel>

        Args:
            name: Name of the channel in the dashboard. The API derives the channel's `key` from it.
            type: Type of the channel. It cannot be changed after creation.
            template_type: Form of the channel's content.
            enabled: Whether deliveries use the channel. Default: `True`.
            category_filter: Whether to filter messages by category. It cannot be changed after
                creation. Default: `False`.
            template_label: Whether to label templates. It cannot be changed after creation.
                Default: `False`.
            config: Settings of the channel type, such as push credentials or a mail server.

        Returns:
            The new channel.

        Raises:
            InvalidRequestError: Status 400.
            AuthenticationFailedError: Status 401.
            ForbiddenError: Status 403.
            APIStatusError: Any other status.

        Example:
            channel = await client.channels.create(
                name="Mobile Push", type="push", template_type="data", enabled=True, config={}
            )
        """
        return await self._call(
            _CREATE,
            {},
            models.ChannelCreate(
                name=name,
                type=type,
                template_type=template_type,
                enabled=enabled,
                category_filter=category_filter,
                template_label=template_label,
                config=config,
            ),
            options=options,
        )

    async def get(self, id: str, *, options: CallOptions | None = None) -> models.Channel:
        """Get a channel.

        Returns a channel with its settings.

        `GET /channels/{id}` <https://docs-business-messenger.cometchat.io/api-reference/channels/get-channel>

        Args:
            id: ID of the channel.

        Returns:
            The channel.

        Raises:
            InvalidRequestError: Status 400.
            AuthenticationFailedError: Status 401.
            ResourceNotFoundError: Status 404.
            ForbiddenError: Status 403.
            APIStatusError: Any other status.

        Example:
            channel = await client.channels.get("664a1b2c3d4e5f6a7b8c9d0e")
        """
        return await self._call(_GET, {"id": id}, options=options)

    async def update(
        self,
        id: str,
        *,
        name: str | None = None,
        enabled: bool | None = None,
        template_type: Open[models.ChannelTemplateType] | None = None,
        config: Mapping[str, Any] | None = None,
        options: CallOptions | None = None,
    ) -> models.Channel:
        """Update a channel.

        Updates only the given properties. The channel's type, key, category filter and template
        label cannot be changed.

        `PUT /channels/{id}` <https://docs-business-messenger.cometchat.io/api-reference/channels/update-channel>

        Args:
            id: ID of the channel.
            name: New name. The channel's `key` does not change.
            enabled: Whether deliveries use the channel.
            template_type: New form of the channel's content.
            config: New settings of the channel.

        Returns:
            The updated channel.

        Raises:
            InvalidRequestError: Status 400.
            AuthenticationFailedError: Status 401.
            ResourceNotFoundError: Status 404.
            ForbiddenError: Status 403.
            APIStatusError: Any other status.

        Example:
            channel = await client.channels.update(
                "664a1b2c3d4e5f6a7b8c9d0e", name="In-App Notifications", enabled=True
            )
        """
        return await self._call(
            _UPDATE,
            {"id": id},
            models.ChannelUpdate(
                name=name, enabled=enabled, template_type=template_type, config=config
            ),
            options=options,
        )

    async def get_availability(
        self, *, options: CallOptions | None = None
    ) -> builtins.list[models.ChannelAvailability]:
        """Get the availability of channel types.

        Returns the number of channels of each type that the app can have, and the number in use.

        `GET /channels/availability` <https://docs-business-messenger.cometchat.io/api-reference/channels/get-availability>

        Returns:
            The availability of each channel type.

        Raises:
            InvalidRequestError: Status 400.
            AuthenticationFailedError: Status 401.
            ForbiddenError: Status 403.
            APIStatusError: Any other status.

        Example:
            result = await client.channels.get_availability()
        """
        return await self._call(_GET_AVAILABILITY, options=options)

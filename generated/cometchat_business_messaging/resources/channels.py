"""The resource `channels`."""

from __future__ import annotations

import builtins
from collections.abc import Mapping
from typing import Annotated, Any

from .. import models
from .._runtime import (
    AsyncPager,
    AsyncResource,
    Json,
    Meta,
    Operation,
    Page,
    Paging,
    Query,
    Resource,
    Result,
)

_LIST: Operation[models.Channel] = Operation(
    "channels.list",
    "GET /channels",
    parameters=(
        Query("page", "page", lambda: Annotated[int, Meta(ge=1)]),
        Query("limit", "limit", lambda: Annotated[int, Meta(ge=1)]),
    ),
    results=(Result("2XX", lambda: models.Channel),),
    paging=Paging(items="/data", size=20, bare=True),
)
_CREATE: Operation[models.Channel] = Operation(
    "channels.create",
    "POST /channels",
    body=(Json(lambda: models.ChannelCreate),),
    results=(Result("2XX", lambda: models.Channel),),
)
_GET: Operation[models.Channel] = Operation(
    "channels.get", "GET /channels/{id}", results=(Result("2XX", lambda: models.Channel),)
)
_UPDATE: Operation[models.Channel] = Operation(
    "channels.update",
    "PUT /channels/{id}",
    body=(Json(lambda: models.ChannelUpdate),),
    results=(Result("2XX", lambda: models.Channel),),
)
_GET_AVAILABILITY: Operation[builtins.list[models.ChannelAvailability]] = Operation(
    "channels.get_availability",
    "GET /channels/availability",
    results=(Result("2XX", lambda: builtins.list[models.ChannelAvailability]),),
)


class Channels(Resource):
    """The ways in which an app reaches its users, such as its in-app feed or push."""

    def list(self, *, page: int | None = None, limit: int | None = None) -> Page[models.Channel]:
        """List channels.

        Gives the channels of the app, page by page.

        `GET /channels` <https://docs-business-messenger.cometchat.io/authentication>

        Args:
            page: Number of the page, counted from 1. Default: `1`.
            limit: How many items a page holds at most. Default: `20`.

        Returns: One page of channels.
        Raises: BadRequestCodeError, UnauthorizedCodeError, ForbiddenError, APIStatusError
        """
        return self._page(_LIST, {"page": page, "limit": limit})

    def create(
        self,
        *,
        name: str,
        type: models.ChannelType,
        template_type: models.ChannelTemplateType,
        enabled: bool | None = None,
        category_filter: bool | None = None,
        template_label: bool | None = None,
        config: Mapping[str, Any] | None = None,
    ) -> models.Channel:
        """Create a channel.

        Adds a channel to the app. An app has one push channel at most, and some types are not in
        every plan, so look at the availability first.

        `POST /channels` <https://docs-business-messenger.cometchat.io/api-reference/channels/create-channel>

        Args:
            name: Name to show in the dashboard; the channel's `key` is made of it.
            type: Kind of the channel; it cannot be changed later.
            template_type: Form of the channel's content.
            enabled: Whether deliveries use the channel. Default: `True`.
            category_filter: Whether to filter messages by category; it cannot be changed later.
                Default: `False`.
            template_label: Whether to label templates; it cannot be changed later. Default:
                `False`.
            config: Settings of this kind of channel, such as push credentials or a mail server.

        Returns: The new channel.
        Raises: BadRequestCodeError, UnauthorizedCodeError, ForbiddenError, APIStatusError
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
        )

    def get(self, id: str) -> models.Channel:
        """Get a channel.

        Gives one channel with its settings.

        `GET /channels/{id}` <https://docs-business-messenger.cometchat.io/api-reference/channels/get-channel>

        Args:
            id: Identifier of the channel.

        Returns: The channel.
        Raises: BadRequestCodeError, UnauthorizedCodeError, NotFoundCodeError, ForbiddenError,
            APIStatusError
        """
        return self._call(_GET, {"id": id})

    def update(
        self,
        id: str,
        *,
        name: str | None = None,
        enabled: bool | None = None,
        template_type: models.ChannelTemplateType | None = None,
        config: Mapping[str, Any] | None = None,
    ) -> models.Channel:
        """Update a channel.

        Changes the given properties of a channel and leaves the others alone. Its type, its key,
        the category filter and the template label are fixed.

        `PUT /channels/{id}` <https://docs-business-messenger.cometchat.io/api-reference/channels/update-channel>

        Args:
            id: Identifier of the channel.
            name: New name; the channel's `key` stays.
            enabled: Whether deliveries use the channel.
            template_type: New form of the channel's content.
            config: New settings of the channel.

        Returns: The channel as it is now.
        Raises: BadRequestCodeError, UnauthorizedCodeError, NotFoundCodeError, ForbiddenError,
            APIStatusError
        """
        return self._call(
            _UPDATE,
            {"id": id},
            models.ChannelUpdate(
                name=name, enabled=enabled, template_type=template_type, config=config
            ),
        )

    def get_availability(self) -> builtins.list[models.ChannelAvailability]:
        """Get the availability of channel types.

        Tells for each channel type how many channels the app may have and has.

        `GET /channels/availability` <https://docs-business-messenger.cometchat.io/api-reference/channels/get-availability>

        Returns: One item for each channel type.
        Raises: BadRequestCodeError, UnauthorizedCodeError, ForbiddenError, APIStatusError
        """
        return self._call(_GET_AVAILABILITY)


class AsyncChannels(AsyncResource):
    """The ways in which an app reaches its users, such as its in-app feed or push."""

    def list(
        self, *, page: int | None = None, limit: int | None = None
    ) -> AsyncPager[models.Channel]:
        """List channels (`GET /channels`); arguments and result as in `Channels.list`. Raises:
        BadRequestCodeError, UnauthorizedCodeError, ForbiddenError, APIStatusError
        """
        return self._page(_LIST, {"page": page, "limit": limit})

    async def create(
        self,
        *,
        name: str,
        type: models.ChannelType,
        template_type: models.ChannelTemplateType,
        enabled: bool | None = None,
        category_filter: bool | None = None,
        template_label: bool | None = None,
        config: Mapping[str, Any] | None = None,
    ) -> models.Channel:
        """Create a channel (`POST /channels`); arguments and result as in `Channels.create`. Raises:
        BadRequestCodeError, UnauthorizedCodeError, ForbiddenError, APIStatusError
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
        )

    async def get(self, id: str) -> models.Channel:
        """Get a channel (`GET /channels/{id}`); arguments and result as in `Channels.get`. Raises:
        BadRequestCodeError, UnauthorizedCodeError, NotFoundCodeError, ForbiddenError,
        APIStatusError
        """
        return await self._call(_GET, {"id": id})

    async def update(
        self,
        id: str,
        *,
        name: str | None = None,
        enabled: bool | None = None,
        template_type: models.ChannelTemplateType | None = None,
        config: Mapping[str, Any] | None = None,
    ) -> models.Channel:
        """Update a channel (`PUT /channels/{id}`); arguments and result as in `Channels.update`.
        Raises: BadRequestCodeError, UnauthorizedCodeError, NotFoundCodeError, ForbiddenError,
        APIStatusError
        """
        return await self._call(
            _UPDATE,
            {"id": id},
            models.ChannelUpdate(
                name=name, enabled=enabled, template_type=template_type, config=config
            ),
        )

    async def get_availability(self) -> builtins.list[models.ChannelAvailability]:
        """Get the availability of channel types (`GET /channels/availability`); arguments and result
        as in `Channels.get_availability`. Raises: BadRequestCodeError, UnauthorizedCodeError,
        ForbiddenError, APIStatusError
        """
        return await self._call(_GET_AVAILABILITY)

"""The synchronous and the asynchronous client. Each resource is imported when it is first used."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Unpack

from . import resources as _resources
from ._api import API
from ._runtime import (
    AsyncClient,
    AsyncCredential,
    ClientOptions,
    Credential,
    Hidden,
    SyncClient,
    lazy_httpx2,
    loading,
)

if TYPE_CHECKING:
    import httpx2
else:
    httpx2 = lazy_httpx2


class BusinessMessaging(SyncClient):
    """CometChat Business Messaging API

    The server-side REST API of CometChat Business Messaging. A channel is a way to reach users. A
    template is reusable content with variables, which must be approved before it is sent. A
    campaign sends one template to many recipients. A notification sends a template in a single
    call, without a campaign. Analytics count deliveries, views and clicks.

    Args:
        app_id: The App ID of the CometChat app whose data is read or written. It is also part of
            the host name. The dashboard shows it under "API & Auth Keys". See the [authentication
            guide](https://docs-business-messenger.cometchat.io/authentication). Environment:
            `COMETCHAT_APP_ID`.
        api_key: The API key that authorizes the request. The dashboard shows it under "API & Auth
            Keys". Use it only on servers. See the [authentication
            guide](https://docs-business-messenger.cometchat.io/authentication). Environment:
            `COMETCHAT_API_KEY`.
        region: The region in which the app is deployed, for example `us`, `eu` or `in`. Required
            unless `base_url` is given. Environment: `COMETCHAT_REGION`.
        http_client: An `httpx2` client to use instead of a new one. The caller must close it.
        options: See `ClientOptions`.
    """

    def __init__(
        self,
        *,
        app_id: Credential | None = None,
        api_key: Credential | None = None,
        region: str | None = None,
        http_client: httpx2.Client | None = None,
        **options: Unpack[ClientOptions],
    ) -> None:
        _values = Hidden(
            app_id=app_id,
            api_key=api_key,
            region=region,
        )
        # Reports of errors show local variables.
        del app_id, api_key
        super().__init__(
            API,
            values=_values,
            http_client=http_client,
            **options,
        )

    @cached_property
    def channels(self) -> _resources.Channels:
        """Manage the ways to reach users, such as the in-app feed or push."""
        with loading:
            from .resources.channels import Channels

        return Channels(self)

    @cached_property
    def templates(self) -> _resources.Templates:
        """Manage reusable messages with variables. A template must be approved before it is sent."""
        with loading:
            from .resources.templates import Templates

        return Templates(self)

    @cached_property
    def template_channels(self) -> _resources.TemplateChannels:
        """Manage the content of a template on each of its channels."""
        with loading:
            from .resources.template_channels import TemplateChannels

        return TemplateChannels(self)

    @cached_property
    def campaigns(self) -> _resources.Campaigns:
        """Send one template to many recipients, immediately or at a scheduled time."""
        with loading:
            from .resources.campaigns import Campaigns

        return Campaigns(self)

    @cached_property
    def notifications(self) -> _resources.Notifications:
        """Send a template in a single call, without a campaign."""
        with loading:
            from .resources.notifications import Notifications

        return Notifications(self)

    @cached_property
    def analytics(self) -> _resources.Analytics:
        """Read deliveries, views and clicks by channel type and by user, and record events."""
        with loading:
            from .resources.analytics import Analytics

        return Analytics(self)


class AsyncBusinessMessaging(AsyncClient):
    """CometChat Business Messaging API

    The server-side REST API of CometChat Business Messaging. A channel is a way to reach users. A
    template is reusable content with variables, which must be approved before it is sent. A
    campaign sends one template to many recipients. A notification sends a template in a single
    call, without a campaign. Analytics count deliveries, views and clicks.

    Args:
        app_id: The App ID of the CometChat app whose data is read or written. It is also part of
            the host name. The dashboard shows it under "API & Auth Keys". See the [authentication
            guide](https://docs-business-messenger.cometchat.io/authentication). Environment:
            `COMETCHAT_APP_ID`.
        api_key: The API key that authorizes the request. The dashboard shows it under "API & Auth
            Keys". Use it only on servers. See the [authentication
            guide](https://docs-business-messenger.cometchat.io/authentication). Environment:
            `COMETCHAT_API_KEY`.
        region: The region in which the app is deployed, for example `us`, `eu` or `in`. Required
            unless `base_url` is given. Environment: `COMETCHAT_REGION`.
        http_client: An `httpx2` client to use instead of a new one. The caller must close it.
        options: See `ClientOptions`.
    """

    def __init__(
        self,
        *,
        app_id: AsyncCredential | None = None,
        api_key: AsyncCredential | None = None,
        region: str | None = None,
        http_client: httpx2.AsyncClient | None = None,
        **options: Unpack[ClientOptions],
    ) -> None:
        _values = Hidden(
            app_id=app_id,
            api_key=api_key,
            region=region,
        )
        # Reports of errors show local variables.
        del app_id, api_key
        super().__init__(
            API,
            values=_values,
            http_client=http_client,
            **options,
        )

    @cached_property
    def channels(self) -> _resources.AsyncChannels:
        """Manage the ways to reach users, such as the in-app feed or push."""
        with loading:
            from .resources.channels import AsyncChannels

        return AsyncChannels(self)

    @cached_property
    def templates(self) -> _resources.AsyncTemplates:
        """Manage reusable messages with variables. A template must be approved before it is sent."""
        with loading:
            from .resources.templates import AsyncTemplates

        return AsyncTemplates(self)

    @cached_property
    def template_channels(self) -> _resources.AsyncTemplateChannels:
        """Manage the content of a template on each of its channels."""
        with loading:
            from .resources.template_channels import AsyncTemplateChannels

        return AsyncTemplateChannels(self)

    @cached_property
    def campaigns(self) -> _resources.AsyncCampaigns:
        """Send one template to many recipients, immediately or at a scheduled time."""
        with loading:
            from .resources.campaigns import AsyncCampaigns

        return AsyncCampaigns(self)

    @cached_property
    def notifications(self) -> _resources.AsyncNotifications:
        """Send a template in a single call, without a campaign."""
        with loading:
            from .resources.notifications import AsyncNotifications

        return AsyncNotifications(self)

    @cached_property
    def analytics(self) -> _resources.AsyncAnalytics:
        """Read deliveries, views and clicks by channel type and by user, and record events."""
        with loading:
            from .resources.analytics import AsyncAnalytics

        return AsyncAnalytics(self)

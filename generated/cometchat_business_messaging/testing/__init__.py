"""A fake of the API for tests: its clients work as usual, but make no requests over the network.

    with FakeBusinessMessaging() as fake:
        client = fake.client()

The section "Testing" of the README shows how to script answers and errors.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Unpack

from .._api import API
from .._client import AsyncBusinessMessaging, BusinessMessaging
from .._runtime import ClientOptions
from .._runtime.testing import ANY, AsyncPage, Fake, FakeCall, FakeError, Page, make

if TYPE_CHECKING:
    from .resources.channels import ChannelsFake
    from .resources.templates import TemplatesFake
    from .resources.template_channels import TemplateChannelsFake
    from .resources.campaigns import CampaignsFake
    from .resources.notifications import NotificationsFake
    from .resources.analytics import AnalyticsFake

__all__ = ["ANY", "AsyncPage", "FakeBusinessMessaging", "FakeCall", "FakeError", "Page", "make"]

_OPERATIONS = {
    "channels": (
        "list GET /channels",
        "create POST /channels",
        "get GET /channels/{id}",
        "update PUT /channels/{id}",
        "get_availability GET /channels/availability",
    ),
    "templates": (
        "list GET /templates",
        "create POST /templates",
        "get GET /templates/{id}",
        "update PUT /templates/{id}",
        "delete DELETE /templates/{id}",
    ),
    "template_channels": (
        "list GET /template-channels",
        "create POST /template-channels",
        "get GET /template-channels/{templateId}/{channelId}",
        "update PUT /template-channels/{templateId}/{channelId}",
    ),
    "campaigns": (
        "list GET /campaigns",
        "create POST /campaigns",
        "get GET /campaigns/{id}",
        "update PUT /campaigns/{id}",
        "add_recipients POST /campaigns/{id}/recipients",
        "upload_csv POST /campaigns/upload",
        "send POST /campaigns/{id}/send",
    ),
    "notifications": ("send POST /notifications/send",),
    "analytics": (
        "get_channel_metrics GET /analytics/channels",
        "get_user_insights GET /analytics/users/{userId}",
        "record_event POST /analytics/events",
        "compute_rollup POST /analytics/rollup",
    ),
}


class FakeBusinessMessaging(Fake):
    """A fake of the API, to use with `with`. Meanwhile, each new client of this package uses the fake.

    Each operation has the methods `returns`, `raises`, `fails` and `replies`, which script its next answers, and
    `assert_called_once_with` and others. At the end of the block, all scripted answers must have been asked for.

    With `examples`, operations without a remaining script answer with the examples of the API's document. With
    `state`, they remember what calls create, change and delete, where their resource allows it.
    """

    def __init__(self, *, examples: bool = False, state: bool = False) -> None:
        super().__init__(API, _OPERATIONS, __name__, examples=examples, state=state)

    def client(self, **options: Unpack[ClientOptions]) -> BusinessMessaging:
        """A client of the fake. The fake closes it."""
        return BusinessMessaging(**self._arguments(options, asynchronous=False))

    def async_client(self, **options: Unpack[ClientOptions]) -> AsyncBusinessMessaging:
        """An asynchronous client of the fake."""
        return AsyncBusinessMessaging(**self._arguments(options, asynchronous=True))

    @cached_property
    def channels(self) -> ChannelsFake:
        from .resources.channels import ChannelsFake

        return ChannelsFake(self._scripts_of, "channels")

    @cached_property
    def templates(self) -> TemplatesFake:
        from .resources.templates import TemplatesFake

        return TemplatesFake(self._scripts_of, "templates")

    @cached_property
    def template_channels(self) -> TemplateChannelsFake:
        from .resources.template_channels import TemplateChannelsFake

        return TemplateChannelsFake(self._scripts_of, "template_channels")

    @cached_property
    def campaigns(self) -> CampaignsFake:
        from .resources.campaigns import CampaignsFake

        return CampaignsFake(self._scripts_of, "campaigns")

    @cached_property
    def notifications(self) -> NotificationsFake:
        from .resources.notifications import NotificationsFake

        return NotificationsFake(self._scripts_of, "notifications")

    @cached_property
    def analytics(self) -> AnalyticsFake:
        from .resources.analytics import AnalyticsFake

        return AnalyticsFake(self._scripts_of, "analytics")

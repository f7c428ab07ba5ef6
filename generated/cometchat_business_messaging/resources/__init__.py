"""The resources of the API. Each module is imported when one of its names is first used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._runtime import load as _load

if TYPE_CHECKING:
    from .channels import AsyncChannels as AsyncChannels
    from .channels import Channels as Channels
    from .templates import AsyncTemplates as AsyncTemplates
    from .templates import Templates as Templates
    from .template_channels import AsyncTemplateChannels as AsyncTemplateChannels
    from .template_channels import TemplateChannels as TemplateChannels
    from .campaigns import AsyncCampaigns as AsyncCampaigns
    from .campaigns import Campaigns as Campaigns
    from .notifications import AsyncNotifications as AsyncNotifications
    from .notifications import Notifications as Notifications
    from .analytics import AsyncAnalytics as AsyncAnalytics
    from .analytics import Analytics as Analytics

__all__ = [
    "AsyncChannels",
    "Channels",
    "AsyncTemplates",
    "Templates",
    "AsyncTemplateChannels",
    "TemplateChannels",
    "AsyncCampaigns",
    "Campaigns",
    "AsyncNotifications",
    "Notifications",
    "AsyncAnalytics",
    "Analytics",
]

_MODULE_OF = {
    "Channels": "channels",
    "AsyncChannels": "channels",
    "Templates": "templates",
    "AsyncTemplates": "templates",
    "TemplateChannels": "template_channels",
    "AsyncTemplateChannels": "template_channels",
    "Campaigns": "campaigns",
    "AsyncCampaigns": "campaigns",
    "Notifications": "notifications",
    "AsyncNotifications": "notifications",
    "Analytics": "analytics",
    "AsyncAnalytics": "analytics",
}

if not TYPE_CHECKING:  # with `__getattr__`, type checkers would accept any name

    def __getattr__(name: str) -> object:
        module = _MODULE_OF.get(name)
        if module is None:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        return getattr(_load(f".{module}", __name__), name)

    def __dir__() -> list[str]:
        return sorted(_MODULE_OF)

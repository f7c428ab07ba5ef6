"""Models: ChannelCreate."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .. import models
from .._runtime import Model

__all__ = [
    "ChannelCreate",
]


class ChannelCreate(Model, kw_only=True, rename="camel"):
    """A channel to create."""

    name: str
    """Name to show in the dashboard; the channel's `key` is made of it."""

    type: models.ChannelType
    """Kind of the channel; it cannot be changed later."""

    template_type: models.ChannelTemplateType
    """Form of the channel's content."""

    enabled: bool | None = None
    """Whether deliveries use the channel. Default: `True`."""

    category_filter: bool | None = None
    """Whether to filter messages by category; it cannot be changed later. Default: `False`."""

    template_label: bool | None = None
    """Whether to label templates; it cannot be changed later. Default: `False`."""

    config: Mapping[str, Any] | None = None
    """Settings of this kind of channel, such as push credentials or a mail server."""

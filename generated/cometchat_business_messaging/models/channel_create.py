"""Models: ChannelCreate."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .. import models
from .._runtime import Model, Open

__all__ = [
    "ChannelCreate",
]


class ChannelCreate(Model, kw_only=True, rename="camel"):
    """A channel to create."""

    name: str
    """Name of the channel in the dashboard. The API derives the channel's `key` from it."""

    type: Open[models.ChannelType]
    """Type of the channel. It cannot be changed after creation."""

    template_type: Open[models.ChannelTemplateType]
    """Form of the channel's content."""

    enabled: bool | None = None
    """Whether deliveries use the channel. Default: `True`."""

    category_filter: bool | None = None
    """Whether to filter messages by category. It cannot be changed after creation. Default: `False`.
    """

    template_label: bool | None = None
    """Whether to label templates. It cannot be changed after creation. Default: `False`."""

    config: Mapping[str, Any] | None = None
    """Settings of the channel type, such as push credentials or a mail server."""

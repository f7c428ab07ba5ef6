"""Models: ChannelUpdate."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .. import models
from .._runtime import Model, Open

__all__ = [
    "ChannelUpdate",
]


class ChannelUpdate(Model, kw_only=True, rename="camel"):
    """The properties of a channel to update. Omitted properties do not change."""

    name: str | None = None
    """New name. The channel's `key` does not change."""

    enabled: bool | None = None
    """Whether deliveries use the channel."""

    template_type: Open[models.ChannelTemplateType] | None = None
    """New form of the channel's content."""

    config: Mapping[str, Any] | None = None
    """New settings of the channel."""

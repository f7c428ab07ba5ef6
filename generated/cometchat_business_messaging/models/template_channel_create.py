"""Models: TemplateChannelCreate."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .. import models
from .._runtime import Model, Open

__all__ = [
    "TemplateChannelCreate",
]


class TemplateChannelCreate(Model, kw_only=True, rename="camel"):
    """The content of a template on a channel to create."""

    template_id: str
    """The `id` of the template."""

    channel_id: str
    """The `id` of the channel."""

    channel_type: Open[models.ChannelType]
    """Type of the channel."""

    content: Mapping[str, Any]
    """Content of the template on the channel."""

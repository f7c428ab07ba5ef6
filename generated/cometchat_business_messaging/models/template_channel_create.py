"""Models: TemplateChannelCreate."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .. import models
from .._runtime import Model

__all__ = [
    "TemplateChannelCreate",
]


class TemplateChannelCreate(Model, kw_only=True, rename="camel"):
    """Content to give a template on a channel."""

    template_id: str
    """The `id` of the template."""

    channel_id: str
    """The `id` of the channel."""

    channel_type: models.ChannelType
    """Kind of the channel."""

    content: Mapping[str, Any]
    """What the template says on the channel."""

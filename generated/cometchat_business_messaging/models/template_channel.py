"""Models: TemplateChannel."""

from __future__ import annotations

from typing import Any

from .. import models
from .._runtime import Model, Open, Timestamp

__all__ = [
    "TemplateChannel",
]


class TemplateChannel(Model, kw_only=True, rename="camel"):
    """The content of one template on one channel; the two identifiers together name it."""

    template_id: str
    """The `id` of the template."""

    channel_id: str
    """The `id` of the channel."""

    channel_type: Open[models.ChannelType]
    """Kind of the channel."""

    content: dict[str, Any]
    """What the template says on the channel."""

    created_at: Timestamp
    """When the content was first written."""

    updated_at: Timestamp
    """When the content was last changed."""

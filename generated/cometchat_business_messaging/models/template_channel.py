"""Models: TemplateChannel."""

from __future__ import annotations

from typing import Any

from .. import models
from .._runtime import Model, Open, Timestamp

__all__ = [
    "TemplateChannel",
]


class TemplateChannel(Model, kw_only=True, rename="camel"):
    """The content of a template on a channel. The two IDs together identify it."""

    template_id: str
    """The `id` of the template."""

    channel_id: str
    """The `id` of the channel."""

    channel_type: Open[models.ChannelType]
    """Type of the channel."""

    content: dict[str, Any]
    """Content of the template on the channel."""

    created_at: Timestamp
    """When the content was created."""

    updated_at: Timestamp
    """When the content was last changed."""

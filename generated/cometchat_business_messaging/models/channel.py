"""Models: Channel."""

from __future__ import annotations

from typing import Any

from .. import models
from .._runtime import Model, Open, Timestamp

__all__ = [
    "Channel",
]


class Channel(Model, kw_only=True, rename="camel"):
    """A way to reach the users of an app."""

    id: str
    """ID of the channel."""

    app_id: str | None = None
    """ID of the app that the channel belongs to."""

    name: str
    """Name of the channel in the dashboard."""

    key: str
    """Slug that the API derives from the channel's original name. Renaming does not change it."""

    type: Open[models.ChannelType]
    """Type of the channel. It cannot be changed after creation."""

    template_type: Open[models.ChannelTemplateType]
    """Form of the channel's content."""

    enabled: bool
    """Whether deliveries use the channel. A disabled channel keeps its links to templates."""

    category_filter: bool | None = None
    """Whether messages are filtered by category. It cannot be changed after creation."""

    template_label: bool | None = None
    """Whether templates are labeled. It cannot be changed after creation."""

    config: dict[str, Any]
    """Settings of the channel type, such as push credentials or a mail server."""

    created_at: Timestamp | None = None
    """When the channel was created."""

    updated_at: Timestamp | None = None
    """When the channel was last changed."""

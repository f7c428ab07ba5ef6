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
    """Identifier of the channel."""

    app_id: str | None = None
    """The app that the channel belongs to."""

    name: str
    """Name that is shown in the dashboard."""

    key: str
    """Slug made of the first name of the channel; renaming does not change it."""

    type: Open[models.ChannelType]
    """Kind of the channel, set for good when it is created."""

    template_type: Open[models.ChannelTemplateType]
    """Form of the channel's content."""

    enabled: bool
    """Whether deliveries use the channel. A disabled one keeps its links to templates."""

    category_filter: bool | None = None
    """Whether messages are filtered by category, set for good at creation."""

    template_label: bool | None = None
    """Whether templates are labelled, set for good at creation."""

    config: dict[str, Any]
    """Settings of this kind of channel, such as push credentials or a mail server."""

    created_at: Timestamp | None = None
    """When the channel was created."""

    updated_at: Timestamp | None = None
    """When the channel was last changed."""

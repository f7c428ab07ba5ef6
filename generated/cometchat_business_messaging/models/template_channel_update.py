"""Models: TemplateChannelUpdate."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .._runtime import Model

__all__ = [
    "TemplateChannelUpdate",
]


class TemplateChannelUpdate(Model, kw_only=True):
    """The new content of a template on a channel."""

    content: Mapping[str, Any]
    """New content on the channel."""

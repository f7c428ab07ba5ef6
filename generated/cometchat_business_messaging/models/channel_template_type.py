"""Models: ChannelTemplateType."""

from __future__ import annotations

from typing import Literal, TypeAlias

__all__ = [
    "ChannelTemplateType",
]


ChannelTemplateType: TypeAlias = Literal["ui", "data"]
"""The form of a channel's content: `ui` for rich templates, `data` for raw payloads."""

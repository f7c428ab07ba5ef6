"""Models: ChannelType."""

from __future__ import annotations

from typing import Literal, TypeAlias

__all__ = [
    "ChannelType",
]


ChannelType: TypeAlias = Literal["in_app", "push", "sms", "email", "whatsapp", "custom"]
"""The type of a channel. Every app can use `in_app` and `push`. CometChat's sales team must provision
the other types.
"""

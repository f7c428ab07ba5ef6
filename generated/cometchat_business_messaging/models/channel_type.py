"""Models: ChannelType."""

from __future__ import annotations

from typing import Literal, TypeAlias

__all__ = [
    "ChannelType",
]


ChannelType: TypeAlias = Literal["in_app", "push", "sms", "email", "whatsapp", "custom"]
"""The kind of a channel. Every app has `in_app` and `push`; the others have to be provisioned by
CometChat's sales team first.
"""

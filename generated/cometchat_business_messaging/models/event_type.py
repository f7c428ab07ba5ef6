"""Models: EventType."""

from __future__ import annotations

from typing import Literal, TypeAlias

__all__ = [
    "EventType",
]


EventType: TypeAlias = Literal["delivered", "viewed", "clicked"]
"""The type of an engagement event."""

"""Models: DeliveryMode."""

from __future__ import annotations

from typing import Literal, TypeAlias

__all__ = [
    "DeliveryMode",
]


DeliveryMode: TypeAlias = Literal["realtime", "batch"]
"""How a template is delivered: `realtime` to one user with minimal delay, or `batch` to many users
through a queue.
"""

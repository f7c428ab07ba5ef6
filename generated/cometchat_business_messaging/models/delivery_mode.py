"""Models: DeliveryMode."""

from __future__ import annotations

from typing import Literal, TypeAlias

__all__ = [
    "DeliveryMode",
]


DeliveryMode: TypeAlias = Literal["realtime", "batch"]
"""How a template is delivered, `realtime` to one user with as little delay as possible, or `batch` to
many through a queue.
"""

"""Models: Caption."""

from __future__ import annotations

from .._runtime import Model

__all__ = [
    "Caption",
]


class Caption(Model, kw_only=True, gc=False):
    """Caption"""

    text: str

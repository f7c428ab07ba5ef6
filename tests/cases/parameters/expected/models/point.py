"""Models: Point."""

from __future__ import annotations

from .._runtime import Model

__all__ = [
    "Point",
]


class Point(Model, kw_only=True, gc=False):
    """Point"""

    x: int

    y: int

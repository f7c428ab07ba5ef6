"""Models: Circle."""

from __future__ import annotations

from typing import Literal

from .._runtime import Model, Open

__all__ = [
    "Circle",
]


class Circle(Model, kw_only=True, gc=False):
    """Circle"""

    kind: Open[Literal["circle"]]

    radius: float

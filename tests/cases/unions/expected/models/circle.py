"""Models: Circle."""

from __future__ import annotations

from typing import Literal

from .._runtime import ModelWithConstants, Open, constant_field

__all__ = [
    "Circle",
]


class Circle(ModelWithConstants, kw_only=True, gc=False):
    """Circle"""

    kind: Open[Literal["circle"]] = constant_field("circle")

    radius: float

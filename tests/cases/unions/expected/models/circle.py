"""Models: Circle."""

from __future__ import annotations

from typing import Literal

from .._runtime import ModelWithSpecialFields, Open, constant_field

__all__ = [
    "Circle",
]


class Circle(ModelWithSpecialFields, kw_only=True, gc=False):
    """Circle"""

    kind: Open[Literal["circle"]] = constant_field("circle")

    radius: float

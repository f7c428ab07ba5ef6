"""Models: Square."""

from __future__ import annotations

from typing import Literal

from .._runtime import ModelWithSpecialFields, Open, constant_field

__all__ = [
    "Square",
]


class Square(ModelWithSpecialFields, kw_only=True, gc=False):
    """Square"""

    kind: Open[Literal["square"]] = constant_field("square")

    side: float

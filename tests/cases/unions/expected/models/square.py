"""Models: Square."""

from __future__ import annotations

from typing import Literal

from .._runtime import Model, Open

__all__ = [
    "Square",
]


class Square(Model, kw_only=True, gc=False):
    """Square"""

    kind: Open[Literal["square"]]

    side: float

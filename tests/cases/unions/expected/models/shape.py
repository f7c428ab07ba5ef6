"""Models: Shape."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from .. import models
from .._runtime import one_of

__all__ = [
    "Shape",
]


if TYPE_CHECKING:
    Shape: TypeAlias = "models.Circle | models.Square | models.Unknown"
else:
    Shape = one_of(
        lambda: (
            models.Circle,
            models.Square,
            models.Unknown,
        ),
        discriminator="kind",
        mapping=lambda: {"circle": models.Circle, "square": models.Square},
    )
"""With a discriminator."""

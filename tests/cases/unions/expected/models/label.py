"""Models: Label."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from .. import models
from .._runtime import one_of

__all__ = [
    "Label",
]


if TYPE_CHECKING:
    Label: TypeAlias = "str | int | models.Caption"
else:
    Label = one_of(
        lambda: (
            str,
            int,
            models.Caption,
        )
    )
"""Without one."""

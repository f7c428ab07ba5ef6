"""Models: Drawing."""

from __future__ import annotations

from .. import models
from .._runtime import UNSET, Model, UnsetType

__all__ = [
    "Drawing",
]


class Drawing(Model, kw_only=True):
    """Drawing"""

    shape: models.Shape

    label: models.Label | None = None

    labels: list[models.Label] | None = None

    inline: bool | list[str] | UnsetType | None = UNSET

    inner: models.Drawing | None = None

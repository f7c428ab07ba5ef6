"""Models: ImageValue."""

from __future__ import annotations

from .._runtime import Model

__all__ = [
    "ImageValue",
]


class ImageValue(Model, kw_only=True, gc=False):
    """The value of an `image` variable."""

    url: str
    """URL of the image."""

    width: int
    """Width in pixels."""

    height: int
    """Height in pixels."""

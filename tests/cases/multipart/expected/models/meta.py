"""Models: Meta, MetaInput."""

from __future__ import annotations

from .._runtime import Model

__all__ = [
    "Meta",
    "MetaInput",
]


class Meta(Model, kw_only=True, gc=False):
    """Meta"""

    id: str | None = None

    width: int | None = None


class MetaInput(Model, kw_only=True, gc=False):
    """MetaInput"""

    width: int | None = None

    secret: str | None = None

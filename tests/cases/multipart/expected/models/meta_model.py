"""Models: MetaModel, MetaModelInput."""

from __future__ import annotations

from .._runtime import Model

__all__ = [
    "MetaModel",
    "MetaModelInput",
]


class MetaModel(Model, kw_only=True, gc=False):
    """MetaModel"""

    id: str | None = None

    width: int | None = None


class MetaModelInput(Model, kw_only=True, gc=False):
    """MetaModelInput"""

    width: int | None = None

    secret: str | None = None

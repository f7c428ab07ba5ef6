"""Models: Session."""

from __future__ import annotations

from .._runtime import Model

__all__ = [
    "Session",
]


class Session(Model, kw_only=True, gc=False):
    """Session"""

    id: str

"""Models: Book."""

from __future__ import annotations

from .._runtime import Model

__all__ = [
    "Book",
]


class Book(Model, kw_only=True, gc=False):
    """Book"""

    id: str

    title: str | None = None

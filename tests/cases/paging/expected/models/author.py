"""Models: Author."""

from __future__ import annotations

from .._runtime import Model

__all__ = [
    "Author",
]


class Author(Model, kw_only=True, gc=False):
    """Author"""

    name: str

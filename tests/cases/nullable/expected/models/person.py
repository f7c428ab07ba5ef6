"""Models: Person."""

from __future__ import annotations

from .._runtime import Model

__all__ = [
    "Person",
]


class Person(Model, kw_only=True, gc=False):
    """Person"""

    name: str

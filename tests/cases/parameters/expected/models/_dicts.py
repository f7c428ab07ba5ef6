"""The dicts that arguments take in the place of models, with the names of Python or of the API."""

from __future__ import annotations

from typing import TypedDict

__all__ = [
    "PointDict",
]


class PointDict(TypedDict):
    """`models.Point` as a dict."""

    x: int
    y: int

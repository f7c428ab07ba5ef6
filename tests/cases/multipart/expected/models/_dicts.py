"""The dicts that arguments take in the place of models, with the names of Python or of the API."""

from __future__ import annotations

from typing import NotRequired, TypedDict

__all__ = [
    "MetaInputDict",
]


class MetaInputDict(TypedDict):
    """`models.MetaInput` as a dict."""

    width: NotRequired[int | None]
    secret: NotRequired[str | None]

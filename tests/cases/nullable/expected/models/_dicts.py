"""The dicts that arguments take in the place of models, with the names of Python or of the API."""

from __future__ import annotations

from typing import TypedDict

__all__ = [
    "PersonDict",
]


class PersonDict(TypedDict):
    """`models.Person` as a dict."""

    name: str

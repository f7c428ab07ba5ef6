"""The dicts that arguments take in the place of models, with the names of Python or of the API."""

from __future__ import annotations

from typing import NotRequired, TypedDict

__all__ = [
    "ClosedDict",
    "SettingDict",
]


ClosedDict = TypedDict(
    "ClosedDict",
    {
        "class_": "NotRequired[str]",
        "class": "NotRequired[str]",
        "camel_case": "NotRequired[str]",
        "camelCase": "NotRequired[str]",
        "snake_case": "NotRequired[str]",
        "kebab_case": "NotRequired[str]",
        "kebab-case": "NotRequired[str]",
        "id": "NotRequired[str]",
        "@id": "NotRequired[str]",
        "n2fa": "NotRequired[bool]",
        "2fa": "NotRequired[bool]",
    },
)
"""`models.Closed` as a dict."""


class SettingDict(TypedDict):
    """`models.Setting` as a dict."""

    value: str

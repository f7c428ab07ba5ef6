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
        "class_": "NotRequired[str | None]",
        "class": "NotRequired[str | None]",
        "camel_case": "NotRequired[str | None]",
        "camelCase": "NotRequired[str | None]",
        "snake_case": "NotRequired[str | None]",
        "kebab_case": "NotRequired[str | None]",
        "kebab-case": "NotRequired[str | None]",
        "id": "NotRequired[str | None]",
        "@id": "NotRequired[str | None]",
        "n2fa": "NotRequired[bool | None]",
        "2fa": "NotRequired[bool | None]",
    },
)
"""`models.Closed` as a dict."""


class SettingDict(TypedDict):
    """`models.Setting` as a dict."""

    value: str

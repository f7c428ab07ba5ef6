"""The dicts that arguments take in the place of models, with the names of Python or of the API."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ForwardRef, Literal, NotRequired, TypeAlias, TypedDict

from .. import models
from .._runtime import Open

__all__ = [
    "CaptionDict",
    "CircleDict",
    "DrawingDict",
    "LabelOrDict",
    "ShapeOrDict",
    "SquareDict",
]


class CaptionDict(TypedDict):
    """`models.Caption` as a dict."""

    text: str


class CircleDict(TypedDict):
    """`models.Circle` as a dict."""

    kind: Open[Literal["circle"]]
    radius: float


class DrawingDict(TypedDict):
    """`models.Drawing` as a dict."""

    shape: ShapeOrDict
    label: NotRequired[LabelOrDict | None]
    labels: NotRequired[Sequence[LabelOrDict] | None]
    inline: NotRequired[bool | Sequence[str] | None]
    inner: NotRequired[models.Drawing | DrawingDict | None]


if TYPE_CHECKING:
    LabelOrDict: TypeAlias = "str | int | models.Caption | CaptionDict"
else:
    LabelOrDict = ForwardRef("str | int | models.Caption | models.CaptionDict", module=__name__)
"""`models.Label` with dicts beside models."""

if TYPE_CHECKING:
    ShapeOrDict: TypeAlias = (
        "models.Circle | CircleDict | models.Square | SquareDict | models.Unknown"
    )
else:
    ShapeOrDict = ForwardRef(
        "models.Circle | models.CircleDict | models.Square | models.SquareDict | models.Unknown",
        module=__name__,
    )
"""`models.Shape` with dicts beside models."""


class SquareDict(TypedDict):
    """`models.Square` as a dict."""

    kind: Open[Literal["square"]]
    side: float

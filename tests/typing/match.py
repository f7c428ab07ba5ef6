"""A match of a union with a discriminator: exhaustive with all members, and incomplete without `Unknown`."""

from typing import assert_never

from case_unions import models


def size(shape: models.Circle | models.Square | models.Unknown) -> float:
    match shape:
        case models.Circle(radius=radius):
            return radius
        case models.Square():
            return shape.side
        case models.Unknown(tag=tag, raw=raw):
            return float(len(raw)) if tag is None else float(raw["size"])
        case _:
            assert_never(shape)


def incomplete(shape: models.Shape) -> float:
    match shape:
        case models.Circle() | models.Square():
            return 0
        case _:
            assert_never(shape)  # wrong


def drawn(drawing: models.Drawing) -> float:
    return size(drawing.shape)


text: bytes = models.Unknown("a", {}).to_json()
circle = models.Circle(radius=1)
square = models.Square(kind="square", side=1)
models.Square(kind=1, side=1)  # wrong
models.Square()  # wrong

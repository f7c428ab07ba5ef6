"""Models: VariableType."""

from __future__ import annotations

from typing import Literal, TypeAlias

__all__ = [
    "VariableType",
]


VariableType: TypeAlias = Literal["string", "image", "action"]
"""The type of a variable: text, an image, or an action such as a URL to open."""

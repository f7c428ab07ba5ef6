"""Models: VariableType."""

from __future__ import annotations

from typing import Literal, TypeAlias

__all__ = [
    "VariableType",
]


VariableType: TypeAlias = Literal["string", "image", "action"]
"""What a variable stands for, a text, an image or something to open."""

"""Models: VariableValue."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from .. import models
from .._runtime import one_of

__all__ = [
    "VariableValue",
]


if TYPE_CHECKING:
    VariableValue: TypeAlias = "str | models.ImageValue | models.ActionValue"
else:
    VariableValue = one_of(
        lambda: (
            str,
            models.ImageValue,
            models.ActionValue,
        )
    )
"""The value of a variable. A string is valid for every variable type: for an image or an action, it is
the URL. An image or an action can also be an object.
"""

"""Models: TemplateVariables."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, TypeAlias

from .. import models
from .._runtime import one_of

__all__ = [
    "TemplateVariables",
]


if TYPE_CHECKING:
    TemplateVariables: TypeAlias = (
        "Mapping[str, models.VariableValue] | Mapping[str, Mapping[str, models.VariableValue]]"
    )
else:
    TemplateVariables = one_of(
        lambda: (
            Mapping[str, models.VariableValue],
            Mapping[str, Mapping[str, models.VariableValue]],
        )
    )
"""The values of the template's variables: the same for all users, or in a batch, by user."""

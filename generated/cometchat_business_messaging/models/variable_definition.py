"""Models: VariableDefinition."""

from __future__ import annotations

from .. import models
from .._runtime import Model, Open

__all__ = [
    "VariableDefinition",
]


class VariableDefinition(Model, kw_only=True, gc=False):
    """The declaration of a variable."""

    type: Open[models.VariableType]
    """Type of the variable."""

"""Models: TemplateUpdate."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .. import models
from .._runtime import Model, Open

__all__ = [
    "TemplateUpdate",
]


class TemplateUpdate(Model, kw_only=True, rename="camel"):
    """The properties of a template to update. Omitted properties do not change."""

    name: str | None = None
    """New name."""

    category: str | None = None
    """New category."""

    status: Open[models.TemplateStatus] | None = None
    """New status. `approved` makes the template ready to send, `archived` retires it."""

    availability: str | None = None
    """Availability setting. Its values are not documented."""

    sequence: int | None = None
    """Position of the template in ordered lists."""

    config: Mapping[str, Any] | None = None
    """New settings of the template."""

    variable_schema: Mapping[str, models.VariableDefinition] | None = None
    """New variables. Notifications that were already sent keep their variables."""

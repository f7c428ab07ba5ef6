"""Models: TemplateUpdate."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .. import models
from .._runtime import Model

__all__ = [
    "TemplateUpdate",
]


class TemplateUpdate(Model, kw_only=True, rename="camel"):
    """What to change of a template; what is left out stays as it is."""

    name: str | None = None
    """New name."""

    category: str | None = None
    """New classification."""

    status: models.TemplateStatus | None = None
    """New stage; `approved` makes the template ready to send, `archived` retires it."""

    availability: str | None = None
    """Availability setting. Its values are not documented."""

    sequence: int | None = None
    """Place of the template where templates are shown in order."""

    config: Mapping[str, Any] | None = None
    """New settings of the template."""

    variable_schema: Mapping[str, models.VariableDefinition] | None = None
    """New variables. Notifications that were sent before keep theirs."""

"""Models: TemplateCreate."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from .. import models
from .._runtime import Model

__all__ = [
    "TemplateCreate",
]


class TemplateCreate(Model, kw_only=True, rename="camel"):
    """A template to create."""

    name: str
    """Name to show in the dashboard."""

    channel_ids: Sequence[str]
    """Identifiers of the channels to link; each gets its own content of the template."""

    template_id: str | None = None
    """Readable slug of your choice; without it the API makes one."""

    category: str | None = None
    """Free classification, such as `onboarding`."""

    config: Mapping[str, Any] | None = None
    """Settings of the template."""

    variable_schema: Mapping[str, models.VariableDefinition] | None = None
    """The variables of the template."""

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
    """Name of the template in the dashboard."""

    channel_ids: Sequence[str]
    """IDs of the channels to link. The template has separate content for each channel."""

    template_id: str | None = None
    """Readable slug. By default, the API generates one."""

    category: str | None = None
    """Category of your choice, such as `onboarding`."""

    config: Mapping[str, Any] | None = None
    """Settings of the template."""

    variable_schema: Mapping[str, models.VariableDefinition] | None = None
    """Variables of the template."""

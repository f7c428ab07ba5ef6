"""Models: Template."""

from __future__ import annotations

from typing import Any

from .. import models
from .._runtime import Model, Open, Timestamp

__all__ = [
    "Template",
]


class Template(Model, kw_only=True, rename="camel"):
    """A reusable message, linked to the channels that can carry it."""

    id: str
    """ID of the template. Other operations take it as `templateId`."""

    app_id: str | None = None
    """ID of the app that the template belongs to."""

    name: str
    """Name of the template in the dashboard."""

    template_id: str
    """Readable slug of the template. It is not its `id`."""

    status: Open[models.TemplateStatus]
    """Status of the template."""

    category: str | None = None
    """Category of your choice, such as `transactional` or `marketing`."""

    channel_ids: list[str]
    """IDs of the linked channels."""

    variable_schema: dict[str, models.VariableDefinition]
    """Variables of the template."""

    config: dict[str, Any]
    """Settings of the template."""

    created_at: Timestamp | None = None
    """When the template was created."""

    updated_at: Timestamp | None = None
    """When the template was last changed."""

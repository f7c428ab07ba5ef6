"""Models: TemplateReference."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .. import models
from .._runtime import Model, exactly_one

__all__ = [
    "TemplateReference",
]


class TemplateReference(Model, kw_only=True, rename="camel"):
    """The template to send, identified by either its key or its ID, and its variables."""

    key: str | None = None
    """Slug of the template, for example `order-confirmation`."""

    id: str | None = None
    """The `id` of the template."""

    variables: models.TemplateVariables | None = None
    """Values of all variables that the template declares."""

    notification_push_data: Mapping[str, Any] | None = None
    """Key-value pairs to override in the push payload or add to it."""

    def __post_init__(self) -> None:
        exactly_one(self, "key", "id")

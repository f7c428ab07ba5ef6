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
    """The template to send, named by its key or by its identifier, and what goes into it."""

    key: str | None = None
    """Slug of the template, for example `order-confirmation`."""

    id: str | None = None
    """The `id` of the template."""

    variables: models.TemplateVariables | None = None
    """A value for each variable that the template declares."""

    notification_push_data: Mapping[str, Any] | None = None
    """What to change in the push payload or add to it, as keys and values."""

    def __post_init__(self) -> None:
        exactly_one(self, "key", "id")

"""Models: TemplateDeleted."""

from __future__ import annotations

from .._runtime import Model

__all__ = [
    "TemplateDeleted",
]


class TemplateDeleted(Model, kw_only=True, gc=False):
    """The result of deleting a template."""

    success: bool | None = None
    """Whether the template was deleted."""

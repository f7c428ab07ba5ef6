"""Models: TaskUpdate."""

from __future__ import annotations

from typing import Literal

from .. import models
from .._runtime import UNSET, Model, Open, Timestamp, UnsetType

__all__ = [
    "TaskUpdate",
]


class TaskUpdate(Model, kw_only=True, rename="camel"):
    """TaskUpdate"""

    title: str | None = None

    due_at: Timestamp | UnsetType | None = UNSET

    assignee: models.Person | UnsetType | None = UNSET

    priority: Open[Literal["low", "high"]] | UnsetType | None = UNSET
    """Default: `"low"`."""

"""Models: Task."""

from __future__ import annotations

from typing import Literal

from .. import models
from .._runtime import ModelWithSpecialFields, Open, Timestamp, nullable_field

__all__ = [
    "Task",
]


class Task(ModelWithSpecialFields, kw_only=True, rename="camel"):
    """Task"""

    id: str

    title: str

    due_at: Timestamp | None

    assignee: models.Person | None = nullable_field()

    priority: Open[Literal["low", "high"]] | None = nullable_field()
    """Default: `"low"`."""

    children: list[models.Task] | None = None

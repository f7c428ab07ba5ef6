"""Models: Task."""

from __future__ import annotations

from typing import Literal

from .. import models
from .._runtime import Model, Open, Timestamp

__all__ = [
    "Task",
]


class Task(Model, kw_only=True, rename="camel"):
    """Task"""

    id: str

    title: str

    due_at: Timestamp | None

    assignee: models.Person | None = None

    priority: Open[Literal["low", "high"]] | None = None
    """Default: `"low"`."""

    children: list[models.Task] | None = None

"""The operations of `tasks`, as a test scripts them."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from ... import models
from ..._runtime import Open, UnsetType
from ..._runtime.testing import ANY, FakeResource, operation


class TasksFake(FakeResource):
    """The operations of `tasks`: the next answers of each, and the calls that it received."""

    @operation()
    def update(
        self,
        id: str = ANY,
        *,
        title: str | None = ANY,
        due_at: datetime | UnsetType | None = ANY,
        assignee: models.Person | models.PersonDict | UnsetType | None = ANY,
        priority: Open[Literal["low", "high"]] | UnsetType | None = ANY,
    ) -> models.Task:
        raise NotImplementedError

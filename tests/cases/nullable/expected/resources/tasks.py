"""The resource `tasks`."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from .. import models
from .._runtime import (
    UNSET,
    AsyncResource,
    CallOptions,
    Json,
    Open,
    Operation,
    Resource,
    Result,
    UnsetType,
)

_UPDATE: Operation[models.Task] = Operation(
    "tasks.update",
    "PATCH /tasks/{id}",
    body=(Json(lambda: models.TaskUpdate, media_type="application/merge-patch+json"),),
    results=(Result("200", lambda: models.Task),),
)


class Tasks(Resource):
    """The operations of `tasks`."""

    def update(
        self,
        id: str,
        *,
        title: str | None = None,
        due_at: datetime | UnsetType | None = UNSET,
        assignee: models.Person | models.PersonDict | UnsetType | None = UNSET,
        priority: Open[Literal["low", "high"]] | UnsetType | None = UNSET,
        options: CallOptions | None = None,
    ) -> models.Task:
        """Update.

        `PATCH /tasks/{id}`

        Args:
            priority: Default: `"low"`.

        Returns:
            The task.
        """
        return self._call(
            _UPDATE,
            {"id": id},
            models.TaskUpdate(
                title=title, due_at=due_at, assignee=self._untyped(assignee), priority=priority
            ),
            options=options,
        )


class AsyncTasks(AsyncResource):
    """The operations of `tasks`."""

    async def update(
        self,
        id: str,
        *,
        title: str | None = None,
        due_at: datetime | UnsetType | None = UNSET,
        assignee: models.Person | models.PersonDict | UnsetType | None = UNSET,
        priority: Open[Literal["low", "high"]] | UnsetType | None = UNSET,
        options: CallOptions | None = None,
    ) -> models.Task:
        """Update.

        `PATCH /tasks/{id}`

        Args:
            priority: Default: `"low"`.

        Returns:
            The task.
        """
        return await self._call(
            _UPDATE,
            {"id": id},
            models.TaskUpdate(
                title=title, due_at=due_at, assignee=self._untyped(assignee), priority=priority
            ),
            options=options,
        )

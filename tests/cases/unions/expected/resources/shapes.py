"""The resource `shapes`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Union

from .. import models
from .._runtime import (
    UNSET,
    AsyncResource,
    CallOptions,
    Json,
    Operation,
    Path,
    Resource,
    Result,
    UnsetType,
)

_CREATE: Operation[models.Drawing] = Operation(
    "shapes.create",
    "POST /shapes",
    body=(Json(lambda: models.Drawing),),
    results=(Result("201", lambda: models.Drawing),),
)
_GET: Operation[models.Shape] = Operation(
    "shapes.get",
    "GET /shapes/{id}",
    parameters=(Path("id", "id", lambda: Union[str, int]),),
    results=(Result("200", lambda: models.Shape),),
)


class Shapes(Resource):
    """The operations of `shapes`."""

    def create(
        self,
        *,
        shape: models.ShapeOrDict,
        label: models.LabelOrDict | None = None,
        labels: Sequence[models.LabelOrDict] | None = None,
        inline: bool | list[str] | UnsetType | None = UNSET,
        inner: models.Drawing | models.DrawingDict | None = None,
        options: CallOptions | None = None,
    ) -> models.Drawing:
        """Create.

        `POST /shapes`

        Returns:
            What was drawn.
        """
        return self._call(
            _CREATE,
            {},
            models.Drawing(
                shape=self._untyped(shape),
                label=self._untyped(label),
                labels=self._untyped(labels),
                inline=inline,
                inner=self._untyped(inner),
            ),
            options=options,
        )

    def get(self, id: str | int, *, options: CallOptions | None = None) -> models.Shape:
        """Get.

        `GET /shapes/{id}`

        Returns:
            The shape.
        """
        return self._call(_GET, {"id": id}, options=options)


class AsyncShapes(AsyncResource):
    """The operations of `shapes`."""

    async def create(
        self,
        *,
        shape: models.ShapeOrDict,
        label: models.LabelOrDict | None = None,
        labels: Sequence[models.LabelOrDict] | None = None,
        inline: bool | list[str] | UnsetType | None = UNSET,
        inner: models.Drawing | models.DrawingDict | None = None,
        options: CallOptions | None = None,
    ) -> models.Drawing:
        """Create.

        `POST /shapes`

        Returns:
            What was drawn.
        """
        return await self._call(
            _CREATE,
            {},
            models.Drawing(
                shape=self._untyped(shape),
                label=self._untyped(label),
                labels=self._untyped(labels),
                inline=inline,
                inner=self._untyped(inner),
            ),
            options=options,
        )

    async def get(self, id: str | int, *, options: CallOptions | None = None) -> models.Shape:
        """Get.

        `GET /shapes/{id}`

        Returns:
            The shape.
        """
        return await self._call(_GET, {"id": id}, options=options)

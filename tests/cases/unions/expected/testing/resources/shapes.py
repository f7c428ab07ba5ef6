"""The operations of `shapes`, as a test scripts them."""

from __future__ import annotations

from collections.abc import Sequence

from ... import models
from ..._runtime import UnsetType
from ..._runtime.testing import ANY, FakeResource, operation


class ShapesFake(FakeResource):
    """The operations of `shapes`: the next answers of each, and the calls that it received."""

    @operation()
    def create(
        self,
        *,
        shape: models.ShapeOrDict = ANY,
        label: models.LabelOrDict | None = ANY,
        labels: Sequence[models.LabelOrDict] | None = ANY,
        inline: bool | list[str] | UnsetType | None = ANY,
        inner: models.Drawing | models.DrawingDict | None = ANY,
    ) -> models.Drawing:
        raise NotImplementedError

    @operation()
    def get(self, id: str | int = ANY) -> models.Shape:
        raise NotImplementedError

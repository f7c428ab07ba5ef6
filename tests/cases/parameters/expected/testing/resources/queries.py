"""The operations of `queries`, as a test scripts them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Literal

from ... import models
from ..._runtime import Open
from ..._runtime.testing import ANY, FakeResource, operation


class QueriesFake(FakeResource):
    """The operations of `queries`: the next answers of each, and the calls that it received."""

    @operation()
    def query(
        self,
        *,
        flag: bool = ANY,
        from_: datetime | None = ANY,
        day: date | None = ANY,
        exploded: Sequence[str] | None = ANY,
        commas: Sequence[int] | None = ANY,
        spaces: Sequence[str] | None = ANY,
        pipes: Sequence[str] | None = ANY,
        deep: models.Point | models.PointDict | None = ANY,
        reserved: str | None = ANY,
        sort_by: Open[Literal["name", "-name"]] | None = ANY,
        bounded: int | None = ANY,
        json: models.Point | models.PointDict | None = ANY,
    ) -> None:
        raise NotImplementedError

"""The operations of `paths`, as a test scripts them."""

from __future__ import annotations

from collections.abc import Sequence

from ... import models
from ..._runtime.testing import ANY, FakeResource, operation


class PathsFake(FakeResource):
    """The operations of `paths`: the next answers of each, and the calls that it received."""

    @operation()
    def simple(
        self,
        plain: int = ANY,
        list: Sequence[str] = ANY,
        object: models.Point | models.PointDict = ANY,
    ) -> None:
        raise NotImplementedError

    @operation()
    def label_and_matrix(
        self, label: Sequence[str] = ANY, matrix: models.Point | models.PointDict = ANY
    ) -> None:
        raise NotImplementedError

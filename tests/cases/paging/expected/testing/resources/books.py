"""The operations of `books`, as a test scripts them."""

from __future__ import annotations

import builtins

from ... import models
from ..._runtime.testing import ANY, FakeResource, listed


class BooksFake(FakeResource):
    """The operations of `books`: the next answers of each, and the calls that it received."""

    @listed()
    def list(
        self, *, page: int | None = ANY, limit: int | None = ANY
    ) -> builtins.list[models.Book]:
        raise NotImplementedError

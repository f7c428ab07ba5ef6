"""The operations of `authors`, as a test scripts them."""

from __future__ import annotations

import builtins

from ... import models
from ..._runtime.testing import ANY, FakeResource, listed


class AuthorsFake(FakeResource):
    """The operations of `authors`: the next answers of each, and the calls that it received."""

    @listed()
    def list(
        self, *, offset: int | None = ANY, limit: int | None = ANY
    ) -> builtins.list[models.Author]:
        raise NotImplementedError

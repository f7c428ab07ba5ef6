"""The operations of `loans`, as a test scripts them."""

from __future__ import annotations

import builtins

from ... import models
from ..._runtime.testing import ANY, FakeResource, listed


class LoansFake(FakeResource):
    """The operations of `loans`: the next answers of each, and the calls that it received."""

    @listed()
    def list(
        self, *, cursor: str | None = ANY, limit: int | None = ANY
    ) -> builtins.list[models.Loan]:
        raise NotImplementedError

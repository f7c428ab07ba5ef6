"""The operations of `shelves`, as a test scripts them."""

from __future__ import annotations

import builtins

from ..._runtime.testing import FakeResource, operation


class ShelvesFake(FakeResource):
    """The operations of `shelves`: the next answers of each, and the calls that it received."""

    @operation()
    def list(self) -> builtins.list[str]:
        raise NotImplementedError

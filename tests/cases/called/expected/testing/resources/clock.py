"""The operations of `clock`, as a test scripts them."""

from __future__ import annotations

from datetime import datetime

from ..._runtime.testing import FakeResource, operation


class ClockFake(FakeResource):
    """The operations of `clock`: the next answers of each, and the calls that it received."""

    @operation()
    def get(self) -> datetime:
        raise NotImplementedError

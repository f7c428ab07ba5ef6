"""The operations of `streams`, as a test scripts them."""

from __future__ import annotations

from ... import models
from ..._runtime.testing import FakeResource, listed


class StreamsFake(FakeResource):
    """The operations of `streams`: the next answers of each, and the calls that it received."""

    @listed()
    def follow_lines(self) -> list[models.Meta]:
        raise NotImplementedError

    @listed()
    def follow_events(self) -> list[models.Meta]:
        raise NotImplementedError

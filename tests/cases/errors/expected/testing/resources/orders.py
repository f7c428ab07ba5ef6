"""The operations of `orders`, as a test scripts them."""

from __future__ import annotations

from ... import models
from ..._runtime.testing import ANY, FakeResource, operation


class OrdersFake(FakeResource):
    """The operations of `orders`: the next answers of each, and the calls that it received."""

    @operation()
    def get(self, id: str = ANY) -> models.Order:
        raise NotImplementedError

    @operation()
    def pay(self, id: str = ANY) -> models.Order:
        raise NotImplementedError

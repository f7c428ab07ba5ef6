"""The operations of `subscriptions`, as a test scripts them."""

from __future__ import annotations

from ..._runtime.testing import FakeResource, operation


class SubscriptionsFake(FakeResource):
    """The operations of `subscriptions`: the next answers of each, and the calls that it received."""

    @operation()
    def subscribe(self) -> None:
        raise NotImplementedError

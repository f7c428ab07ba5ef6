"""The operations of `greetings`, as a test scripts them."""

from __future__ import annotations

from ..._runtime.testing import FakeResource, operation


class GreetingsFake(FakeResource):
    """The operations of `greetings`: the next answers of each, and the calls that it received."""

    @operation()
    def say_hello(self) -> str:
        raise NotImplementedError

"""A fake of the API for tests: its clients work as usual, but make no requests over the network.

    with FakeClient() as fake:
        client = fake.client()

The section "Testing" of the README shows how to script answers and errors.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Unpack

from .._api import API
from .._client import AsyncClient, Client
from .._runtime import ClientOptions
from .._runtime.testing import ANY, AsyncPage, Fake, FakeCall, FakeError, Page, make

if TYPE_CHECKING:
    from .resources.login import LoginFake
    from .resources.clock import ClockFake

__all__ = ["ANY", "AsyncPage", "FakeClient", "FakeCall", "FakeError", "Page", "make"]

_OPERATIONS = {
    "login": (
        "__call__ POST /login",
        "calls_ POST /login/calls",
    ),
    "clock_": ("get GET /clock",),
}
_RENAMED = {
    "login.calls_": "login.calls",
    "clock_.get": "clock.get",
}


class FakeClient(Fake):
    """A fake of the API, to use with `with`. Meanwhile, each new client of this package uses the fake.

    Each operation has the methods `returns`, `raises`, `fails` and `replies`, which script its next answers, and
    `assert_called_once_with` and others. At the end of the block, all scripted answers must have been asked for.

    With `examples`, operations without a remaining script answer with the examples of the API's document. With
    `state`, they remember what calls create, change and delete, where their resource allows it.
    """

    def __init__(self, *, examples: bool = False, state: bool = False) -> None:
        super().__init__(
            API, _OPERATIONS, __name__, renamed=_RENAMED, examples=examples, state=state
        )

    def client(self, **options: Unpack[ClientOptions]) -> Client:
        """A client of the fake. The fake closes it."""
        return Client(**self._arguments(options, asynchronous=False))

    def async_client(self, **options: Unpack[ClientOptions]) -> AsyncClient:
        """An asynchronous client of the fake."""
        return AsyncClient(**self._arguments(options, asynchronous=True))

    @cached_property
    def login(self) -> LoginFake:
        from .resources.login import LoginFake

        return LoginFake(self._scripts_of, "login")

    @cached_property
    def clock_(self) -> ClockFake:
        from .resources.clock import ClockFake

        return ClockFake(self._scripts_of, "clock_")

"""The operations of `login`, as a test scripts them."""

from __future__ import annotations

from ... import models
from ..._runtime.testing import ANY, CalledOperation, operation


class LoginFake(CalledOperation[models.Session]):
    """The operations of `login`: the next answers of each, and the calls that it received."""

    _fields = {"options_": "options"}

    def __call__(
        self, *, user: str = ANY, self_: bool | None = ANY, options_: str | None = ANY
    ) -> models.Session:
        raise NotImplementedError

    @operation()
    def calls_(self) -> None:
        raise NotImplementedError

"""Models: LoginBody."""

from __future__ import annotations

from .._runtime import Model

__all__ = [
    "LoginBody",
]


class LoginBody(Model, kw_only=True, gc=False, rename="camel"):
    """LoginBody"""

    user: str

    self_: bool | None = None

    options: str | None = None

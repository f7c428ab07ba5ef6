"""Models: ActionValue."""

from __future__ import annotations

from .._runtime import Model

__all__ = [
    "ActionValue",
]


class ActionValue(Model, kw_only=True, gc=False):
    """The value of an `action` variable."""

    type: str
    """What kind of action it is, for example `web` to open an address."""

    data: str
    """What the action needs, for `web` the address."""

"""Models: ActionValue."""

from __future__ import annotations

from .._runtime import Model

__all__ = [
    "ActionValue",
]


class ActionValue(Model, kw_only=True, gc=False):
    """The value of an `action` variable."""

    type: str
    """Type of the action, for example `web` to open a URL."""

    data: str
    """Data of the action. For `web`, the URL."""

"""Models: RecipientsAdded."""

from __future__ import annotations

from .._runtime import Model

__all__ = [
    "RecipientsAdded",
]


class RecipientsAdded(Model, kw_only=True, gc=False):
    """The outcome of adding users to a campaign."""

    added: int
    """How many recipients this call added."""

    total: int
    """How many recipients the campaign has now."""

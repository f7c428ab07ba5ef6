"""Models: RecipientsAdded."""

from __future__ import annotations

from .._runtime import Model

__all__ = [
    "RecipientsAdded",
]


class RecipientsAdded(Model, kw_only=True, gc=False):
    """The result of adding users to a campaign."""

    added: int
    """Number of recipients that this call added."""

    total: int
    """Total number of recipients of the campaign."""

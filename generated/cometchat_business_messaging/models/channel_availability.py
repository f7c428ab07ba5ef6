"""Models: ChannelAvailability."""

from __future__ import annotations

from .. import models
from .._runtime import Model, Open

__all__ = [
    "ChannelAvailability",
]


class ChannelAvailability(Model, kw_only=True, gc=False):
    """How many channels of one type an app may have, and has."""

    type: Open[models.ChannelType]
    """The kind of channel that is counted."""

    limit: int
    """How many the app may have; `-1` means any number, and `0` that the type is not part of the app's
    plan.
    """

    used: int
    """How many the app has."""

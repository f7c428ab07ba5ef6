"""Models: ChannelAvailability."""

from __future__ import annotations

from .. import models
from .._runtime import Model, Open

__all__ = [
    "ChannelAvailability",
]


class ChannelAvailability(Model, kw_only=True, gc=False):
    """The number of channels of one type that an app can have, and the number in use."""

    type: Open[models.ChannelType]
    """Type of the channels."""

    limit: int
    """Maximum number of channels. `-1` means unlimited. `0` means that the type is not part of the
    app's plan.
    """

    used: int
    """Number of channels in use."""

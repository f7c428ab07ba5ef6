"""Models: CsvUploaded."""

from __future__ import annotations

from .._runtime import Model

__all__ = [
    "CsvUploaded",
]


class CsvUploaded(Model, kw_only=True, gc=False, rename="camel"):
    """The outcome of adding a CSV file to a campaign."""

    uploaded: int
    """How many recipients came from the file."""

    total: int
    """How many recipients the campaign has now."""

    campaign_id: str
    """Identifier of the campaign."""

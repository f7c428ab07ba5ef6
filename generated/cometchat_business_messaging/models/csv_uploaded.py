"""Models: CsvUploaded."""

from __future__ import annotations

from .._runtime import Model

__all__ = [
    "CsvUploaded",
]


class CsvUploaded(Model, kw_only=True, gc=False, rename="camel"):
    """The result of adding a CSV file to a campaign."""

    uploaded: int
    """Number of recipients that the file added."""

    total: int
    """Total number of recipients of the campaign."""

    campaign_id: str
    """ID of the campaign."""

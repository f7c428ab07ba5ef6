"""Models: CampaignCsvUpload."""

from __future__ import annotations

from .._runtime import FileInput, Model

__all__ = [
    "CampaignCsvUpload",
]


class CampaignCsvUpload(Model, kw_only=True, rename="camel"):
    """A CSV file of recipients, and the campaign to add them to."""

    file: FileInput
    """A CSV file in UTF-8, separated by commas, with a header row and at most 100,000 rows. One column
    holds the user ID. The endpoint's page names this column `userId`, the CSV guide names it
    `user_id`; the client sends the file unchanged. Every other column has the name of a variable of
    the template. Column names consist of letters, digits, underscores and hyphens.
    """

    campaign_id: str
    """ID of the campaign."""

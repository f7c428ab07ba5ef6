"""Models: CampaignCsvUpload."""

from __future__ import annotations

from .._runtime import FileInput, Model

__all__ = [
    "CampaignCsvUpload",
]


class CampaignCsvUpload(Model, kw_only=True, rename="camel"):
    """A CSV file of recipients, and the campaign to add them to."""

    file: FileInput
    """CSV in UTF-8, separated by commas, with a header and at most 100,000 rows. One column holds the
    user ID: its name is `userId` on the endpoint's page and `user_id` in the guide to CSV sends,
    and the file is sent as it is. Every other column is named after a variable of the template;
    names are made of letters, digits, underscores and hyphens.
    """

    campaign_id: str
    """Identifier of the campaign."""

"""Models: Settings."""

from __future__ import annotations

from typing import Any

from .. import models
from .._runtime import OpenModel, field

__all__ = [
    "Settings",
]


class Settings(OpenModel, kw_only=True, rename="camel"):
    """Settings"""

    owner: str

    max_items: int | None = None

    free: dict[str, Any] | None = None

    counts: dict[str, int] | None = None

    closed: models.Closed | None = None

    anything: Any | None = None

    additional_properties: dict[str, models.Setting] = field(default_factory=dict)
    """The properties that the document does not name, as they came; sent back as they stand here."""

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
    """Properties that the schema does not define. They are kept as received and sent as set here."""

"""Models: PageEnvelope."""

from __future__ import annotations

from typing import Any

from .._runtime import OpenModel, field

__all__ = [
    "PageEnvelope",
]


class PageEnvelope(OpenModel, kw_only=True):
    """One page of a list. The documentation promises pagination metadata next to the items but does
    not name its properties, so the page accepts any other property.
    """

    data: list[Any]
    """Items of this page."""

    additional_properties: dict[str, Any] = field(default_factory=dict)
    """Properties that the schema does not define. They are kept as received and sent as set here."""

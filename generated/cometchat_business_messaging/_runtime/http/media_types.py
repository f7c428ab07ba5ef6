"""Names of media types."""

from __future__ import annotations


def essence(media_type: str) -> str:
    """The media type in lower case, without its parameters."""
    return media_type.partition(";")[0].strip().lower()


def is_json(media_type: str) -> bool:
    """Whether an essence is a JSON media type."""
    return media_type.endswith(("/json", "+json"))

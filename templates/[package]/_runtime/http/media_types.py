"""Media types by their names."""

from __future__ import annotations


def essence(media_type: str) -> str:
    """The media type without parameters, in lower case."""
    return media_type.partition(";")[0].strip().lower()


def is_json(media_type: str) -> bool:
    """Whether the essence of a media type is one of JSON."""
    return media_type.endswith(("/json", "+json"))

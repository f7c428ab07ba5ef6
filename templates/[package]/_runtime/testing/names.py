"""Compare names that are written in different ways: `thing_id`, `thingId` and `Thing ID`."""

from __future__ import annotations


def letters_and_digits(text: str) -> str:
    """The letters and digits of a name, in lower case."""
    return "".join(filter(str.isalnum, text.lower()))

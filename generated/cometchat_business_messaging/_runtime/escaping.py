"""Escape and shorten text from the server before it is shown in messages, logs and reprs."""

from __future__ import annotations

LONGEST_MESSAGE = 1_000  # characters of a message, or of a log line
_LONGEST = 200


def printable(text: str, longest: int = _LONGEST) -> str:
    """The text on one line, cut at `longest` characters.

    Line breaks, terminal escapes, controls of text direction and lone surrogates are escaped as in a Python literal.
    """
    if not text.isprintable():
        shown = (c if c.isprintable() else ascii(c)[1:-1] for c in text[:longest])
        text = "".join(shown) + text[longest:]
    return cut(text, longest)


def cut(text: str, longest: int) -> str:
    """The text; its beginning and an ellipsis if it is longer than `longest` characters."""
    return text if len(text) <= longest else text[: longest - 1] + "…"

"""Characters that a reader cannot see are written as escape sequences."""

from __future__ import annotations

import unicodedata

_INVISIBLE = {"Cf", "Zl", "Zp", "Zs"}  # Unicode categories of format characters and separators


def visible(text: str) -> str:
    """Return the text with every invisible character escaped."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(char if is_visible(char) else escape(char) for char in text)


def is_visible(char: str) -> bool:
    """Return whether a character is visible and does not change how its neighbors look.

    Combining characters count as visible.
    """
    return char == " " or (char.isprintable() and unicodedata.category(char) not in _INVISIBLE)


def escape(char: str, shortest: str = "\\x{:02x}") -> str:
    """Return the escape sequence of a character; `shortest` is the format for the first 256 characters."""
    code = ord(char)
    if code < 0x100:
        return shortest.format(code)
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"

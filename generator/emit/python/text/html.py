"""Convert HTML in descriptions to Markdown, because docstrings are read as plain text."""

from __future__ import annotations

import re

_CODE = re.compile(r"(```.*?```|~~~.*?~~~|`[^`]*`)", re.DOTALL)
_FLAGS = re.IGNORECASE | re.DOTALL
# Bounded lengths and the lookbehinds before white space keep the time to match linear in the length of the text.
_PAIRS = (  # an opening tag without a closing tag nearby is plain text
    (re.compile(r"<(b|strong)>(.{0,200}?)</\1>", _FLAGS), r"**\2**"),
    (re.compile(r"<(i|em)>(.{0,200}?)</\1>", _FLAGS), r"_\2_"),
    (re.compile(r"<(code|tt)>(.{0,200}?)</\1>", _FLAGS), r"`\2`"),
    (
        re.compile(
            r"<a\s[^<>]{0,200}?href=[\"']?([^\"'\s<>]{0,1000})[^<>]{0,200}>(.{0,200}?)</a>", _FLAGS
        ),
        r"[\2](\1)",
    ),
)
_LAYOUT = (
    (re.compile(r"<!--.{0,1000}?-->", _FLAGS), ""),
    (re.compile(r"<br\s*/?>", _FLAGS), "\n"),
    (re.compile(r"(?<!\s)\s*(</?(p|div|h[1-6]|ul|ol)(\s[^<>]*)?>\s*)+", _FLAGS), "\n\n"),
    (re.compile(r"(?<!\s)\s*<li(\s[^<>]*)?>\s*", _FLAGS), "\n- "),
    (re.compile(r"</li>", _FLAGS), ""),
)
_ENTITY = re.compile(r"&(lt|gt|amp|quot|apos|nbsp|#39);")
_CHARACTERS = {"lt": "<", "gt": ">", "amp": "&", "quot": '"', "apos": "'", "nbsp": " ", "#39": "'"}
_BLANK_LINES = re.compile(r"\n{3,}")


def as_markdown(text: str) -> str:
    """Return the text with its HTML converted to Markdown.

    Code spans and code blocks keep their HTML. Text without HTML is returned unchanged.
    """
    if "<" not in text and "&" not in text:
        return text
    parts = _CODE.split(text)
    parts[::2] = map(_convert, parts[::2])
    result = "".join(parts)
    return text if result == text else _BLANK_LINES.sub("\n\n", result).strip()


def _convert(text: str) -> str:
    for pattern, replacement in (*_PAIRS, *_LAYOUT):
        text = pattern.sub(replacement, text)
    return _ENTITY.sub(lambda match: _CHARACTERS[match[1]], text)

"""HTML in descriptions, as the Markdown that says the same: docstrings are read as text."""

from __future__ import annotations

import re

_CODE = re.compile(r"(```.*?```|~~~.*?~~~|`[^`]*`)", re.DOTALL)
_FLAGS = re.IGNORECASE | re.DOTALL
# Lengths are bounded and spaces read from their beginning only, so that no text takes more than its length to read.
_PAIRS = (  # a tag with its end; one whose end is missing or far away is a text
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
    (re.compile(r"(?<!\s)\s*</?(p|div|h[1-6])(\s[^<>]*)?>\s*", _FLAGS), "\n\n"),
    (re.compile(r"(?<!\s)\s*</?(ul|ol)(\s[^<>]*)?>\s*", _FLAGS), "\n\n"),
    (re.compile(r"(?<!\s)\s*<li(\s[^<>]*)?>\s*", _FLAGS), "\n- "),
    (re.compile(r"</li>", _FLAGS), ""),
)
_ENTITY = re.compile(r"&(lt|gt|amp|quot|apos|nbsp|#39);")
_CHARACTERS = {"lt": "<", "gt": ">", "amp": "&", "quot": '"', "apos": "'", "nbsp": " ", "#39": "'"}
_LINES = re.compile(r"\n{3,}")


def as_markdown(text: str) -> str:
    """The text with its HTML in Markdown, but for what stands in code; a text without HTML is left as it is."""
    if "<" not in text and "&" not in text:
        return text
    parts = _CODE.split(text)
    parts[::2] = map(_told, parts[::2])
    said = "".join(parts)
    return text if said == text else _LINES.sub("\n\n", said).strip()


def _told(text: str) -> str:
    for pattern, said in (*_PAIRS, *_LAYOUT):
        text = pattern.sub(said, text)
    return _ENTITY.sub(lambda found: _CHARACTERS[found[1]], text)

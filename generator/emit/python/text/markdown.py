"""Text as Markdown, without invisible characters."""

from __future__ import annotations

import re

from generator.emit.python.text.characters import visible
from generator.emit.python.text.paragraphs import one_line, prose

_FENCE = re.compile(r"\s*(```|~~~)")
_SPAN = re.compile(r"(`+[^`]*`+)")
_LINK = re.compile(r"!?\[([^\]]*)\]\((?!https?://)[^)]*\)")
_HEADING = re.compile(r"^(\s*)(?=#|=+\s*$|-+\s*$)")


def markdown(text: str, width: int) -> str:
    """Return a Markdown text with its paragraphs wrapped."""
    return "\n".join(map(visible, prose(text, width)))


def page_text(text: str, width: int) -> str:
    """Return a Markdown text for the middle of a page: no headings, no HTML, no open fence, only links to the web."""
    lines: list[str] = []
    fence = ""
    for line in prose(text, width):
        mark = _FENCE.match(line)
        if fence:
            fence = "" if mark and mark[1] == fence else fence
            lines.append(line)
        else:
            fence = mark[1] if mark else ""
            lines.append(line if mark else _plain(line))
    return "\n".join(map(visible, [*lines, *([fence] if fence else [])]))


def _plain(line: str) -> str:
    """Return a line outside code without headings, HTML and links to other places than the web."""
    parts = _SPAN.split(line)
    parts[::2] = [_LINK.sub(r"\1", part).replace("<", "&lt;") for part in parts[::2]]
    return _HEADING.sub(r"\1\\", "".join(parts))


def code(text: str) -> str:
    """Return a code span that is safe in a table."""
    return span(text.replace("|", "\\|"))


def span(text: str) -> str:
    """Return a code span outside tables."""
    line = visible(one_line(text))
    ticks = "`" * (1 + max((len(run) for run in re.findall(r"`+", line)), default=0))
    space = " " if "`" in line else ""
    return f"{ticks}{space}{line}{space}{ticks}"


def cell(text: str) -> str:
    """Return a text for one cell of a table."""
    return visible(one_line(text).replace("|", "\\|").replace("<", "&lt;"))

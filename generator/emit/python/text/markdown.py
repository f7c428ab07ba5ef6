"""Text as Markdown, without invisible characters."""

from __future__ import annotations

import re

from generator.emit.python.text.characters import visible
from generator.emit.python.text.paragraphs import one_line, prose


def markdown(text: str, width: int) -> str:
    """Return a Markdown text with its paragraphs wrapped."""
    return "\n".join(map(visible, prose(text, width)))


def code(text: str) -> str:
    """Return a code span that is safe in a table."""
    line = visible(one_line(text).replace("|", "\\|"))
    ticks = "`" * (1 + max((len(run) for run in re.findall(r"`+", line)), default=0))
    space = " " if "`" in line else ""
    return f"{ticks}{space}{line}{space}{ticks}"


def cell(text: str) -> str:
    """Return a text for one cell of a table."""
    return visible(one_line(text).replace("|", "\\|").replace("<", "&lt;"))

"""Lines of text as docstrings, which parse back to the same text."""

from __future__ import annotations

from collections.abc import Sequence

from generator.emit import LINE_LENGTH
from generator.emit.python.text.characters import visible
from generator.emit.python.text.html import as_markdown
from generator.emit.python.text.paragraphs import one_line, prose, strip_blank_lines, wrap


def docstring(lines: Sequence[str], indent: str = "") -> str:
    """Return a docstring of these lines. Every line but the first is indented by `indent`."""
    body = [_escape(line.rstrip()) for line in strip_blank_lines(lines)]
    if not body:
        return '""""""'
    if len(body) == 1 and len(indent) + len(body[0]) + 6 <= LINE_LENGTH:
        return f'"""{_escape_last_quote(body[0])}"""'
    rest = "".join(f"\n{indent}{line}" if line else "\n" for line in body[1:])
    return f'"""{body[0]}{rest}\n{indent}"""'


def description_docstring(text: str, indent: str = "", *, default: str = "") -> str:
    """Return a docstring of a description, which is Markdown or HTML, or of `default` if it is empty."""
    return docstring(prose(as_markdown(text) or default, LINE_LENGTH - len(indent)), indent)


def section_entry(name: str, text: str, width: int) -> list[str]:
    """Return the lines of `name: text` in a section of a docstring; none if the text is empty."""
    if not text.strip():
        return []
    return list(wrap(f"{name}: {one_line(text)}".rstrip(), width, "    ", "        "))


def _escape(line: str) -> str:
    return visible(line.replace("\\", "\\\\").replace('"""', '\\"\\"\\"'))


def _escape_last_quote(line: str) -> str:
    """Escape a quote at the end of an escaped line, unless it already is, so that closing quotes can follow."""
    rest = line.removesuffix('"')
    backslashes = len(rest) - len(rest.rstrip("\\"))
    return f'{rest}\\"' if rest != line and backslashes % 2 == 0 else line

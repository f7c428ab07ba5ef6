"""Values as Python and TOML literals, which parse back to the same value."""

from __future__ import annotations

import json
from collections.abc import Iterable

from generator.emit.python.text.characters import escape, is_visible, visible
from generator.emit.python.text.paragraphs import one_line
from generator.json_types import Json


def literal(value: Json) -> str:
    """Return a Python expression that evaluates to `value`. Its strings contain no invisible characters."""
    match value:
        case str():
            return string(value)
        case list():
            return f"[{', '.join(map(literal, value))}]"
        case dict():
            return "{" + ", ".join(f"{string(k)}: {literal(v)}" for k, v in value.items()) + "}"
        case _:
            return repr(value)


def string(value: str) -> str:
    """Return a double-quoted string literal."""
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{visible(escaped.replace(chr(10), chr(92) + "n"))}"'


def tuple_of(expressions: Iterable[str]) -> str:
    """Return a tuple display of the expressions."""
    items = list(expressions)
    return f"({', '.join(items)}{',' if len(items) == 1 else ''})"


def toml(value: str) -> str:
    """Return a TOML basic string on one line."""
    quoted = json.dumps(one_line(value), ensure_ascii=False)
    return "".join(
        char if is_visible(char) else escape(char, shortest="\\u{:04x}") for char in quoted
    )

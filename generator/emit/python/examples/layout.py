"""Expressions that are broken into lines like black does it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from generator.emit.python.text.literals import literal, string
from generator.json_types import Json


@dataclass(frozen=True, slots=True)
class Bracketed:
    """A call, a list or a mapping. Each item has the text before its value, such as `name=`."""

    opening: str
    items: Sequence[tuple[str, Snippet]]
    closing: str

    @property
    def flat(self) -> str:
        """The code on one line."""
        return f"{self.opening}{self.flat_items}{self.closing}"

    @property
    def flat_items(self) -> str:
        """The items on one line."""
        return ", ".join(prefix + _flat(value) for prefix, value in self.items)


Snippet: TypeAlias = "str | Bracketed"


def lines_of(expression: Snippet, width: int, before: str = "", after: str = "") -> list[str]:
    """Return the lines of `before`, an expression and `after`. A wide one has a line for each item."""
    flat = before + _flat(expression) + after
    if len(flat) <= width or isinstance(expression, str) or not expression.items:
        return [flat]
    items = f"    {expression.flat_items}"
    if len(items) <= width and expression.opening.endswith("("):
        return [before + expression.opening, items, expression.closing + after]
    inner = [
        f"    {line}"
        for prefix, value in expression.items
        for line in lines_of(value, width - 4, prefix, ",")
    ]
    return [before + expression.opening, *inner, expression.closing + after]


def json_group(value: Json) -> Snippet:
    """Return a JSON value as an expression."""
    match value:
        case list():
            return Bracketed("[", [("", json_group(each)) for each in value], "]")
        case dict():
            items = [(f"{string(key)}: ", json_group(each)) for key, each in value.items()]
            return Bracketed("{", items, "}")
        case _:
            return literal(value)


def _flat(expression: Snippet) -> str:
    return expression if isinstance(expression, str) else expression.flat

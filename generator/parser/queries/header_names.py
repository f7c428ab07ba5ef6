"""Names of headers that a request can have."""

from __future__ import annotations

from generator.openapi import Node
from generator.openapi.object_types import TOKEN
from generator.parser.context import ParseContext


def is_header_name(context: ParseContext, node: Node) -> bool:
    """Whether the object's `name` can be the name of a header (RFC 9110, 5.6.2); reported if it cannot."""
    wire = node.text("name")
    if not wire or TOKEN.fullmatch(wire):
        return True
    message = f"HTTP has no header called {wire!r}, so it cannot be sent"
    context.fail(node / "name", "header-name", message)
    return False

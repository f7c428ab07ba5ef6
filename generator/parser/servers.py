"""Server Objects: the addresses of an API and the variables in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator import reserved
from generator.ir.operations import Server, ServerVariable
from generator.naming import argument_name, assign, reserve
from generator.openapi import Node
from generator.parser.queries.nodes import values


def servers(
    owner: Node, credentials: Sequence[str], placeholders: Sequence[str]
) -> tuple[Server, ...]:
    """The servers that an object declares; empty if it has no `servers`.

    Args:
        credentials: The Python names of the credentials. A variable with such a name takes its value from it.
        placeholders: The variables whose default is a placeholder, so that the client needs a value.
    """
    listed = owner.get("servers")
    nodes = listed.elements() if listed is not None else ()
    return tuple(
        Server(
            node.text("url") or "/",
            tuple(_variables(node, credentials, placeholders)),
            node.text("description"),
        )
        for node in nodes
    )


def _variables(
    server: Node, credentials: Sequence[str], placeholders: Sequence[str]
) -> Iterator[ServerVariable]:
    variables = server.get("variables")
    if variables is None:
        return
    pairs = list(variables.items())
    names = assign([wire for wire, _ in pairs], option_name)
    for name, (wire, node) in zip(names, pairs, strict=True):
        default = None if wire in placeholders else node.get("default")
        yield ServerVariable(
            name,
            wire,
            str(default.value) if default is not None and default.value is not None else None,
            tuple(str(value) for value in values(node.get("enum"))),
            node.text("description"),
            name if name in credentials else None,
        )


def option_name(wire: str) -> str:
    """The name of an option of the client, distinct from the options that every client has."""
    return reserve(argument_name(wire), reserved.OPTIONS)

"""The enumeration of the operations of a document."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from generator.openapi.document import Document, Node
from generator.openapi.object_types import HTTP_METHODS

_VARIABLE: Final = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True, slots=True)
class OperationAt:
    """An Operation Object and its container: a path, a webhook or a callback."""

    path: str  # or the name of a webhook, or the label of a callback
    path_items: tuple[Node, ...]  # the entry of the path, and the Path Items that it refers to
    method: str  # in upper case, but as written for `additionalOperations`
    node: Node

    @property
    def entry(self) -> Node:
        """The entry in `paths`, whose key is the path."""
        return self.path_items[0]

    @property
    def name(self) -> str:
        """The operation's name in messages."""
        return self.node.text("operationId") or f"{self.method.upper()} {self.path}"

    @property
    def own_parameters(self) -> Iterator[Node]:
        """The parameters of the operation itself; each may be a reference."""
        yield from listed(self.node.get("parameters"))

    @property
    def parameters(self) -> Iterator[Node]:
        """The parameters of the path and then those of the operation."""
        for item in self.path_items:
            yield from listed(item.get("parameters"))
        yield from self.own_parameters


def template_variables(text: str) -> list[str]:
    """The names in braces in a path or a server's URL, each once."""
    return list(dict.fromkeys(_VARIABLE.findall(text)))


def operations(document: Document) -> Iterator[OperationAt]:
    """Every operation under `paths`."""
    paths = document.root.get("paths")
    for path, item in paths.items() if paths is not None else ():
        if not path.startswith("x-"):
            yield from operations_of(path, item)


def operations_of(path: str, item: Node) -> Iterator[OperationAt]:
    """The operations of a Path Item Object and of its reference targets. Its own operations take precedence."""
    path_items = tuple(reference_chain(item))
    seen: set[str] = set()
    for owner in path_items:
        for method, node in _declared(owner):
            if method not in seen and isinstance(node.value, dict):
                seen.add(method)
                yield OperationAt(path, path_items, method, node)


def reference_chain(node: Node) -> Iterator[Node]:
    """The node, the node that it refers to, and so on to the end of the chain, each once."""
    seen: set[object] = set()
    current: Node | None = node
    while current is not None and current.address not in seen:
        seen.add(current.address)
        yield current
        current = current.target


def _declared(item: Node) -> Iterator[tuple[str, Node]]:
    """The methods of one Path Item Object: the fixed fields in order, then `additionalOperations` (OpenAPI 3.2)."""
    for method in HTTP_METHODS:
        if method in item:
            yield method.upper(), item / method
    additional = item.get("additionalOperations")
    yield from additional.items() if additional is not None else ()


def listed(node: Node | None) -> Iterator[Node]:
    """The elements of a list node; empty for None."""
    if node is not None:
        yield from node.elements()

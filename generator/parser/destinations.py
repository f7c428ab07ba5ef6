"""The schemas that references mean, each chain of references followed once."""

from __future__ import annotations

from generator.openapi import Address, Node
from generator.parser.schemas.keywords import SUBSTANCE, weight


class Destinations:
    """Where the chains of a document end."""

    def __init__(self, *, follows_siblings: bool) -> None:
        self._follows_siblings = follows_siblings
        self._ends: dict[Address, Node] = {}

    def of(self, node: Node) -> Node:
        """The schema that a `$ref` means: the end of the chain, or the first that says something beside its own `$ref`.

        In OpenAPI 3.0 the keywords beside a `$ref` have no effect (`follows_siblings`).
        """
        if node.reference is None or node.target is None:
            return node
        return self._ends.get(node.address) or self._follow(node)

    def _follow(self, node: Node) -> Node:
        path: dict[Address, None] = {}
        while node.address not in path and (target := node.target) is not None:
            known = self._ends.get(node.address)
            if known is not None:
                node = known
                break
            path[node.address] = None
            node = target
            if self._is_end(node):
                break
        self._remember(list(path), node)
        return node

    def _is_end(self, node: Node) -> bool:
        if node.reference is None:
            return True
        return not self._follows_siblings and weight(node, own=True) is SUBSTANCE

    def _remember(self, path: list[Address], end: Node) -> None:
        """Keep the end of each part of a path; in a circle, the end depends on where the path enters it."""
        circle = path.index(end.address) if end.address in path else len(path)
        self._ends |= dict.fromkeys(path[:circle], end)

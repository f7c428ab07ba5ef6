"""The ends of chains of references between schemas, each chain followed once."""

from __future__ import annotations

from generator.openapi import Address, Node
from generator.parser.queries.keywords import CONSTRAINED, NOTHING, branches, constraint_level


class Destinations:
    """The ends of a document's chains of references.

    `follows_siblings`: keywords beside a `$ref` have no effect (OpenAPI 3.0), so a chain continues past them.
    """

    def __init__(self, *, follows_siblings: bool) -> None:
        self._follows_siblings = follows_siblings
        self._ends: dict[Address, Node] = {}

    def of(self, node: Node) -> Node:
        """The schema that a `$ref` leads to: the end of the chain, or the first with keywords beside its own `$ref`.

        With `follows_siblings`, it is always the end of the chain.
        """
        if not node.is_reference or node.target is None:
            return node
        return self._ends.get(node.address) or self._follow(node)

    def same(self, node: Node) -> Node:
        """The schema that a schema is another name for: its destination, or itself if it adds keywords.

        A schema that only binds the dynamic references of another one by `allOf` is a name for the binding.
        """
        if not self._follows_siblings and constraint_level(node, own=True) == CONSTRAINED:
            return node
        parts = [each for each in branches(node, "allOf") if constraint_level(each) != NOTHING]
        if not node.is_reference and len(parts) == 1:
            target = self.of(parts[0])
            return target if target.is_binding and self.same(parts[0]) == target else node
        return self.of(node)

    def _follow(self, node: Node) -> Node:
        path: dict[Address, None] = {}
        while node.address not in path and (target := node.target) is not None:
            end = self._ends.get(node.address)
            if end is not None:
                node = end
                break
            path[node.address] = None
            node = target
            if self._is_end(node):
                break
        self._remember(list(path), node)
        return node

    def _is_end(self, node: Node) -> bool:
        if not node.is_reference:
            return True
        return not self._follows_siblings and constraint_level(node, own=True) is CONSTRAINED

    def _remember(self, path: list[Address], end: Node) -> None:
        """Cache the end for each node of a path. In a cycle the end depends on the entry, so its nodes are left out."""
        cycle = path.index(end.address) if end.address in path else len(path)
        self._ends |= dict.fromkeys(path[:cycle], end)

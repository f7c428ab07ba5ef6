"""The schemas that references mean, each chain of references followed once."""

from __future__ import annotations

from collections.abc import Set
from typing import Final

from generator.build.keywords import SUBSTANCE, weight
from generator.source import Address, Document, Node

_MOST_READS: Final = 16  # of a chain, that are noted one by one


class Destinations:
    """Where the chains of a document end.

    A unit that follows a chain reads all of it (see `units`). That would be quadratic for a long one, so its units
    depend on all of its files instead.
    """

    def __init__(self, document: Document, *, follows_siblings: bool) -> None:
        self._document = document
        self._follows_siblings = follows_siblings
        self._ends: dict[Address, tuple[Node, Set[Address]]] = {}

    def of(self, node: Node) -> Node:
        """The schema that a `$ref` means: the end of the chain, or the first that says something beside its own `$ref`.

        In OpenAPI 3.0 what stands beside a `$ref` is void (`follows_siblings`).
        """
        if node.reference is None or node.target is None:
            return node
        end, reads = self._ends.get(node.address) or self._follow(node)
        for address in reads:
            self._document.note(address)
        return end

    def _follow(self, node: Node) -> tuple[Node, Set[Address]]:
        """The end of a chain, and what was read on the way to it."""
        document, outer = self._document, self._document.reads
        path: dict[Address, set[Address]] = {}  # in order, each with what its target reads
        rest: Set[Address] = frozenset()
        try:
            while node.address not in path and (target := node.target) is not None:
                known = self._ends.get(node.address)
                if known is not None:
                    node, rest = known
                    break
                path[node.address] = document.reads = set()
                node = target
                if self._is_end(node):
                    break
        finally:
            document.reads = outer
        return self._remember(path, node, rest)

    def _is_end(self, node: Node) -> bool:
        if node.reference is None:
            return True
        return not self._follows_siblings and weight(node, own=True) is SUBSTANCE

    def _remember(
        self, path: dict[Address, set[Address]], end: Node, rest: Set[Address]
    ) -> tuple[Node, Set[Address]]:
        """Note the end of each part of a path; of a circle, the end depends on where it is entered."""
        circle = list(path).index(end.address) if end.address in path else len(path)
        for number, (address, reads) in reversed([*enumerate(path.items())]):
            rest = reads | rest
            if len(rest) > _MOST_READS:
                rest = {(file, ()) for file, _ in rest}
            if number < circle:
                self._ends[address] = end, rest
        return end, rest

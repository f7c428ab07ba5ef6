"""What has been examined of a document by the rule `openapi-standard`, and what of it need not be examined again."""

from __future__ import annotations

from collections.abc import Mapping, Set
from typing import TypeAlias

from ..source import Address, Node, part_of
from .roles import SCHEMA, Keys
from .walk import walk

Part: TypeAlias = "tuple[Address, str]"  # an address, and the role in which it was examined


class Examination:
    """The parts that were examined, each with those that its findings depend on beside itself.

    Of a document like one that was examined before, only what has changed is `stale`.
    """

    def __init__(
        self, before: Mapping[Part, Set[Address]] | None = None, changed: Set[Address] = frozenset()
    ) -> None:
        self.parts: dict[Part, Set[Address]] = dict(before or {})
        self.changed = changed
        self.is_first = before is None

    def stale(self, root: str) -> set[Address]:
        """The parts of the document whose findings may not be what they were."""
        told = {part_of(a, root) for (a, _), others in self.parts.items() if others & self.changed}
        return told | self.changed

    def begin(self, document_root: Node) -> list[tuple[Node, str]]:
        """Where to begin: at the root, or at everything that is stale, which is forgotten."""
        if self.is_first:
            return [(document_root, "openapi")]
        stale = self.stale(document_root.file)
        found = [part for part in self.parts if part_of(part[0], document_root.file) in stale]
        for part in found:
            del self.parts[part]
        nodes = [(document_root.document.at(address), role) for address, role in found]
        return [(node, role) for node, role in nodes if node is not None]

    def depends(self, node: Node, role: str, schemas: list[Keys], version: str) -> None:
        """Note what the findings of a part depend on: what these schemas in it refer to."""
        root = node.document.root.file
        starts = []
        for keys in schemas:
            schema = node
            for key in keys:
                schema = schema / key
            starts.append((schema, SCHEMA))
        reached = {part_of(visit.node.address, root) for visit in walk(starts, version)}
        self.parts[node.address, role] = reached - {part_of(node.address, root)}

"""What has been examined of a document by the rule `openapi-standard`, and what of it need not be examined again."""

from __future__ import annotations

from collections.abc import Mapping, Set
from typing import TypeAlias

from ..source import Address, Node, part_of
from .roles import SCHEMA, Keys
from .walk import down, walk

Part: TypeAlias = "tuple[Address, str]"  # an address, and the role in which it was examined


class Examination:
    """The parts that were examined, each with those that its findings depend on beside itself.

    Of a document like one that was examined before, only the parts are examined whose findings may not be what they
    were: they are `stale`.
    """

    def __init__(self) -> None:
        self.parts: dict[Part, Set[Address]] = {}
        self.is_first = True  # then everything is stale
        self.stale: Set[Address] = frozenset()

    @classmethod
    def after(
        cls, before: Mapping[Part, Set[Address]], changed: Set[Address], root: str
    ) -> Examination:
        """The examination of a document of which these parts changed; `root` is the name of its root file."""
        found = cls()
        told = {
            part_of(address, root) for (address, _), others in before.items() if others & changed
        }
        found.parts, found.is_first, found.stale = dict(before), False, told | changed
        return found

    def begin(self, root: Node) -> list[tuple[Node, str]]:
        """Where to begin: at the root, or at everything that is stale, which is forgotten."""
        if self.is_first:
            return [(root, "openapi")]
        found = [part for part in self.parts if part_of(part[0], root.file) in self.stale]
        for part in found:
            del self.parts[part]
        nodes = [(root.document.at(address), role) for address, role in found]
        return [(node, role) for node, role in nodes if node is not None]

    def depends(self, node: Node, role: str, schemas: list[Keys], version: str) -> None:
        """Note what the findings of a part depend on: what these schemas in it refer to."""
        root = node.document.root.file
        starts = [(down(node, keys), SCHEMA) for keys in schemas]
        reached = {part_of(visit.node.address, root) for visit in walk(starts, version)}
        self.parts[node.address, role] = reached - {part_of(node.address, root)}

"""Visiting the objects of a document, through its references, each object once."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from generator.lint.standard.parts import is_reference, stands_alone
from generator.openapi import Address, Document, Node
from generator.openapi.object_types import METHODS, OBJECT_TYPES, SCHEMA, Keys, children

# Where a property may stand that is declared elsewhere in the same schema: below a value, or beside it.
_INSIDE: Final = ("properties", "patternProperties", "additionalProperties", "items")
_BESIDE: Final = ("allOf", "anyOf", "oneOf", "not", "if", "then", "else", "dependentSchemas")


@dataclass(frozen=True, slots=True)
class Visit:
    """An object in its role, and the one that it stands in."""

    node: Node
    role: str
    parent: Visit | None  # None when a reference led here
    keys: Keys  # from the parent to this


def walk(
    starts: Iterable[tuple[Node, str]],
    version: str,
    within: Container[str] = OBJECT_TYPES,
    seen: set[tuple[Address, str]] | None = None,
) -> Iterator[Visit]:
    """Every object that can be reached from `starts`, each once in each of its roles; without end on no document.

    Args:
        starts: where to begin, each with its role.
        version: the version of OpenAPI that decides what stands beside a reference.
        within: the roles to visit; objects of others are passed over, and all that they hold.
        seen: the objects that earlier walks have visited, each with its role; this walk skips and extends them.
    """
    waiting = [Visit(node, role, None, ()) for node, role in starts]
    seen = set() if seen is None else seen
    while waiting:
        visit = waiting.pop()
        identity = (visit.node.address, visit.role)
        if identity in seen:
            continue
        seen.add(identity)
        value = visit.node.value
        if is_reference(value, visit.role):
            target = visit.node.target
            if target is not None:
                waiting.append(Visit(target, visit.role, None, ()))
            if stands_alone(visit.role, version):
                yield visit
                continue
        yield visit
        for keys, _, role in children(value, visit.role):
            if role in within:
                waiting.append(Visit(down(visit.node, keys), role, visit, keys))


def down(node: Node, keys: Keys) -> Node:
    """The node below, by several keys."""
    for key in keys:
        node = node / key
    return node


def chain(node: Node) -> Iterator[Node]:
    """The node, and what it refers to, and what that refers to, to the end."""
    seen: set[object] = set()
    current: Node | None = node
    while current is not None and current.address not in seen:
        seen.add(current.address)
        yield current
        current = current.target


def is_dangling(node: Node) -> bool:
    """Whether the references from here end nowhere, which has been reported where they do."""
    *_, last = chain(node)
    return last.reference is not None


@dataclass(frozen=True, slots=True)
class OperationAt:
    """An operation under a path."""

    path: str
    entry: Node  # in `paths`; its key is the path
    method: str
    node: Node

    @property
    def name(self) -> str:
        """What a message calls it."""
        return self.node.text("operationId") or f"{self.method.upper()} {self.path}"

    @property
    def own_parameters(self) -> Iterator[Node]:
        """The parameters of the operation itself; each may be a reference."""
        yield from listed(self.node.get("parameters"))

    @property
    def parameters(self) -> Iterator[Node]:
        """The parameters of the path and then those of the operation."""
        for item in chain(self.entry):
            yield from listed(item.get("parameters"))
        yield from self.own_parameters


def listed(node: Node | None) -> Iterator[Node]:
    """The elements, or nothing."""
    if node is not None:
        yield from node.elements()


def entries(node: Node | None) -> Iterator[tuple[str, Node]]:
    """The entries of a mapping that are no extensions, or nothing."""
    if node is not None:
        yield from ((key, child) for key, child in node.items() if not key.startswith("x-"))


def operations(document: Document) -> Iterator[OperationAt]:
    """The operations under `paths`, in the order of the document."""
    for path, entry in entries(document.root.get("paths")):
        found: set[str] = set()
        for item in chain(entry):
            for key, node in item.items():
                for method, operation in _operations(key, node):
                    if method not in found:
                        found.add(method)
                        yield OperationAt(path, entry, method, operation)


def _operations(key: str, node: Node) -> Iterator[tuple[str, Node]]:
    found = [(key, node)] if key in METHODS else []
    if key == "additionalOperations":
        found = list(node.items())
    yield from (pair for pair in found if isinstance(pair[1].value, dict))


def properties_at(schema: Node, path: Keys) -> Iterator[Node]:
    """Every schema that says something of the value at a path of properties, through references and `allOf`.

    A reference on the way that dangles is given too: who knows what it would have said.
    """
    return _schemas_at(schema, tuple(("properties", name) for name in path))


def _schemas_at(schema: Node, steps: tuple[Keys, ...]) -> Iterator[Node]:
    """The same, where each step is the keys from a schema to one of the values inside."""
    waiting = [(schema, steps)]
    seen: set[tuple[object, int]] = set()
    while waiting:
        node, rest = waiting.pop()
        if (node.address, len(rest)) in seen:
            continue
        seen.add((node.address, len(rest)))
        target = node.target
        if target is not None:
            waiting.append((target, rest))
        waiting += ((part, rest) for part in listed(node.get("allOf")))
        if not rest or (target is None and node.reference is not None):
            yield node
            continue
        child: Node | None = node
        for key in rest[0]:
            child = child.get(key) if child is not None else None
        if child is not None:
            waiting.append((child, rest[1:]))


def same_property(visit: Visit) -> Iterator[Node]:
    """The schema of a property and all others that speak of the same one around it, whom it may only narrow."""
    steps: tuple[Keys, ...] = ()
    holder = visit
    yield from properties_at(visit.node, ())
    while holder.parent is not None and holder.keys[0] in (*_INSIDE, *_BESIDE):
        if holder.keys[0] in _INSIDE:
            steps = (holder.keys, *steps)
        holder = holder.parent
        yield from _schemas_at(holder.node, steps)


def is_property(visit: Visit) -> bool:
    """Whether the object is the schema of a property."""
    return visit.role == SCHEMA and visit.keys[:1] == ("properties",)

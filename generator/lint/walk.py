"""Visiting the objects of a document, through its references, each object once."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from generator.json_types import Pointer
from generator.openapi import Address, Node
from generator.openapi.object_types import (
    OBJECT_TYPES,
    SCHEMA,
    children,
    ignores_siblings,
    is_reference,
)
from generator.openapi.operations import reference_chain

# Where a property may stand that is declared elsewhere in the same schema: below a value, or beside it.
_INSIDE: Final = ("properties", "patternProperties", "additionalProperties", "items")
_BESIDE: Final = ("allOf", "anyOf", "oneOf", "not", "if", "then", "else", "dependentSchemas")


@dataclass(frozen=True, slots=True)
class Visit:
    """An object in its role, and the one that it stands in."""

    node: Node
    object_type: str
    parent: Visit | None  # None when a reference led here
    keys: Pointer  # from the parent to this


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
    waiting = [Visit(node, object_type, None, ()) for node, object_type in starts]
    seen = set() if seen is None else seen
    while waiting:
        visit = waiting.pop()
        identity = (visit.node.address, visit.object_type)
        if identity in seen:
            continue
        seen.add(identity)
        value = visit.node.value
        if is_reference(value, visit.object_type):
            target = visit.node.target
            if target is not None:
                waiting.append(Visit(target, visit.object_type, None, ()))
            if ignores_siblings(visit.object_type, version):
                yield visit
                continue
        yield visit
        for keys, _, object_type in children(value, visit.object_type):
            if object_type in within:
                waiting.append(Visit(down(visit.node, keys), object_type, visit, keys))


def down(node: Node, keys: Pointer) -> Node:
    """The node below, by several keys."""
    for key in keys:
        node = node / key
    return node


def is_unresolved(node: Node) -> bool:
    """Whether the references from here end nowhere, which has been reported where they do."""
    *_, last = reference_chain(node)
    return last.reference is not None


def listed(node: Node | None) -> Iterator[Node]:
    """The elements, or nothing."""
    if node is not None:
        yield from node.elements()


def entries(node: Node | None) -> Iterator[tuple[str, Node]]:
    """The entries of a mapping that are no extensions, or nothing."""
    if node is not None:
        yield from ((key, child) for key, child in node.items() if not key.startswith("x-"))


def properties_at(schema: Node, path: Pointer) -> Iterator[Node]:
    """Every schema that says something of the value at a path of properties, through references and `allOf`.

    A reference on the way that dangles is given too: who knows what it would have said.
    """
    return _schemas_at(schema, tuple(("properties", name) for name in path))


def _schemas_at(schema: Node, steps: tuple[Pointer, ...]) -> Iterator[Node]:
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
    steps: tuple[Pointer, ...] = ()
    holder = visit
    yield from properties_at(visit.node, ())
    while holder.parent is not None and holder.keys[0] in (*_INSIDE, *_BESIDE):
        if holder.keys[0] in _INSIDE:
            steps = (holder.keys, *steps)
        holder = holder.parent
        yield from _schemas_at(holder.node, steps)


def is_property(visit: Visit) -> bool:
    """Whether the object is the schema of a property."""
    return visit.object_type == SCHEMA and visit.keys[:1] == ("properties",)

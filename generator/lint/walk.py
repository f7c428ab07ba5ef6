"""A walk over the objects of a document that follows references and visits each object once."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from generator.json_types import Pointer
from generator.openapi import Address, Document, Node
from generator.openapi.object_types import (
    OBJECT_TYPES,
    SCHEMA,
    children,
    ignores_siblings,
    is_reference,
)
from generator.openapi.operations import listed, reference_chain
from generator.openapi.schema_keywords import UNIONS
from generator.patterns import is_bounded, is_pattern

# The keywords under which a property of the same schema can be declared again: in a value, or beside it.
INSIDE: Final = ("properties", "patternProperties", "additionalProperties", "items")
BESIDE: Final = ("allOf", "anyOf", "oneOf", "not", "if", "then", "else", "dependentSchemas")


# Problems of loading that hide no part of the document.
_WITHOUT_LOSS: Final = ("duplicate-key", "overlay", "reference-misplaced")


@dataclass(frozen=True, slots=True)
class Visit:
    """An object with its type, and its parent."""

    node: Node
    object_type: str
    parent: Visit | None  # None if a reference led to the object
    keys: Pointer  # from the parent to the object


def walk(
    starts: Iterable[tuple[Node, str]],
    version: str,
    within: Container[str] = OBJECT_TYPES,
    seen: set[tuple[Address, str]] | None = None,
) -> Iterator[Visit]:
    """Every object that is reachable from `starts`, once for each of its types, in the order of the document.

    The walk ends for all documents.

    Args:
        starts: The first objects, with their types.
        version: The version of OpenAPI, which decides whether the fields beside a reference are ignored.
        within: The object types to visit. Objects of other types are skipped with all objects in them.
        seen: The objects of earlier walks, with their types. They are skipped, and the set is extended.
    """
    waiting = [Visit(node, object_type, None, ()) for node, object_type in starts][::-1]
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
        inside = [
            Visit(down(visit.node, keys), object_type, visit, keys)
            for keys, _, object_type in children(value, visit.object_type)
            if object_type in within
        ]
        waiting += reversed(inside)


def down(node: Node, keys: Pointer) -> Node:
    """The descendant of a node at a pointer."""
    for key in keys:
        node = node / key
    return node


def is_unresolved(node: Node) -> bool:
    """Whether the chain of references from a node is dangling or circular, which is reported elsewhere."""
    *_, last = reference_chain(node)
    return last.is_reference


def is_incomplete(document: Document) -> bool:
    """Whether loading reported a problem that can hide parts of the document, such as a dangling reference."""
    return any(each.rule not in _WITHOUT_LOSS for each in document.diagnostics)


def entries(node: Node | None) -> Iterator[tuple[str, Node]]:
    """The entries of a mapping without extensions; empty for None."""
    if node is not None:
        yield from ((key, child) for key, child in node.items() if not key.startswith("x-"))


def alternatives(schema: Node) -> list[Node]:
    """The members of `oneOf` and `anyOf`."""
    return [each for keyword in UNIONS for each in listed(schema.get(keyword))]


def properties_at(schema: Node, path: Pointer) -> Iterator[Node]:
    """All schemas that apply to the value at a path of properties, through references and `allOf`.

    A dangling reference on the way is included, because its target could apply.
    """
    return schemas_at(schema, tuple(("properties", name) for name in path))


def schemas_at(schema: Node, steps: tuple[Pointer, ...]) -> Iterator[Node]:
    """All schemas that apply to the value at steps, which are pointers from a schema to a schema in it."""
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
        if not rest or (target is None and node.is_reference):
            yield node
            continue
        child: Node | None = node
        for key in rest[0]:
            child = child.get(key) if child is not None else None
        if child is not None:
            waiting.append((child, rest[1:]))


def same_property(visit: Visit) -> Iterator[Node]:
    """The schema of a property, and the schemas around it that apply to the same property."""
    steps: tuple[Pointer, ...] = ()
    holder = visit
    yield from properties_at(visit.node, ())
    while holder.parent is not None and holder.keys[0] in (*INSIDE, *BESIDE):
        if holder.keys[0] in INSIDE:
            steps = (holder.keys, *steps)
        holder = holder.parent
        yield from schemas_at(holder.node, steps)


def is_property(visit: Visit) -> bool:
    """Whether the object is the schema of a property."""
    return visit.object_type == SCHEMA and visit.keys[:1] == ("properties",)


def can_match(pattern: str, name: str) -> bool:
    """Whether a pattern matches the name of a property. True for a pattern that takes too long to match."""
    is_checked = is_pattern(pattern) and is_bounded(pattern)
    return not is_checked or re.search(pattern, name) is not None

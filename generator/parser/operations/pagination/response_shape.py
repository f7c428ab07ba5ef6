"""The shape of a list response by its schema: pointers to arrays of items and to what continues them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from generator.openapi import Node
from generator.openapi.pointers import escaped
from generator.openapi.schema_keywords import UNIONS
from generator.parser.queries.keywords import branches, kinds
from generator.parser.queries.nodes import values
from generator.parser.queries.results import ITEM_NAMES
from generator.parser.schemas.schemas import Schemas

DEPTH: Final = 2  # objects inside the body that are searched: `meta.pagination.next_cursor`


@dataclass(slots=True)
class ResponseShape:
    """A response body: the properties in it by pointer, and the bare arrays that it can be instead."""

    bare_arrays: dict[object, Node] = field(default_factory=dict)  # schemas of items by address
    arrays: dict[str, Node] = field(default_factory=dict)  # pointer -> schema of the items
    mixed: set[str] = field(default_factory=set)  # pointers to arrays of items of several kinds
    required: set[str] = field(default_factory=set)  # pointers to required properties
    scalars: dict[str, list[str]] = field(default_factory=dict)  # pointer -> JSON types
    is_object: bool = False

    @property
    def bare(self) -> Node | None:
        """The schema of the items of a bare array; None if there are several such arrays."""
        return next(iter(self.bare_arrays.values())) if len(self.bare_arrays) == 1 else None

    def item(self, pointer: str) -> Node | None:
        """The schema of the items at a pointer; None if they are of several kinds."""
        if not pointer:
            return self.bare
        return self.arrays.get(pointer) if pointer not in self.mixed else None

    def items(self, resource: str) -> str | None:
        """The pointer to the items; None if there are none or they are of several kinds."""
        if not self.is_object:
            return "" if self.bare is not None else None
        pointer = self._items(resource)
        return pointer if pointer not in self.mixed else None

    def _items(self, resource: str) -> str | None:
        """The array with a usual name, with the resource's name, or the only array."""
        top = [pointer for pointer in self.arrays if pointer.count("/") == 1]
        for name in (*ITEM_NAMES, resource):
            if f"/{name}" in top:
                return f"/{name}"
        if len(top) == 1:
            return top[0]
        deep = [pointer for pointer in self.arrays if pointer.rsplit("/", 1)[-1] in ITEM_NAMES]
        return deep[0] if not top and len(deep) == 1 else None

    def find(self, names: frozenset[str], kind: str, items: str) -> str | None:
        """The pointer to a scalar with one of the names that belongs to these items, preferably beside them.

        A scalar beside another array belongs to that array.
        """
        home = _parent(items)
        others = {_parent(pointer) for pointer in self.arrays} - {home}
        matches = [
            pointer
            for pointer, types in self.scalars.items()
            if squeezed(pointer.rsplit("/", 1)[-1]) in names
            and (kind in types or not types)
            and _parent(pointer) not in others
        ]
        return min(
            matches,
            key=lambda pointer: (_parent(pointer) != home, pointer.count("/")),
            default=None,
        )


def _parent(pointer: str) -> str:
    return pointer.rpartition("/")[0]


def squeezed(name: str) -> str:
    """The name in lower case without punctuation other than `@` and `.`."""
    return "".join(c for c in name.lower() if c.isalnum() or c in "@.")


def response_shape(schemas: Schemas, schema: Node) -> ResponseShape:
    """The shape of a body, through references, `allOf`, and the alternatives of `oneOf` and `anyOf`."""
    reader = _Reader(schemas)
    reader.read(schema, "", 0)
    return reader.shape


class _Reader:
    """Collects the shape of a schema, visiting each schema once at each pointer."""

    def __init__(self, schemas: Schemas) -> None:
        self.shape = ResponseShape()
        self._schemas = schemas
        self._seen: set[object] = set()

    def read(self, node: Node, pointer: str, depth: int) -> None:
        node = self._schemas.destination(node)
        key = (node.address, pointer)
        if key in self._seen:
            return
        self._seen.add(key)
        for branch in branches(node, "allOf"):
            self.read(branch, pointer, depth)
        self._read_alternatives(node, pointer, depth)
        admitted = kinds(node)
        items = node.get("items")
        if "array" in admitted and items is not None:
            self._add_array(items, pointer)
        if "object" in admitted:
            self._read_object(node, pointer, depth)
        elif pointer and "array" not in admitted and not _is_composed(node):
            self.shape.scalars.setdefault(pointer, admitted)

    def _read_alternatives(self, node: Node, pointer: str, depth: int) -> None:
        """Read the alternatives. Arrays with different items at one pointer are mixed."""
        shape = self.shape
        for keyword in UNIONS:
            before = dict(shape.arrays)
            merged: dict[str, Node] = {}
            for branch in branches(node, keyword):
                shape.arrays = dict(before)
                self.read(branch, pointer, depth)
                for array, items in shape.arrays.items():
                    first = merged.setdefault(array, items)
                    if first is not items and not self._is_same(first, items):
                        shape.mixed.add(array)
            shape.arrays = {**before, **merged}

    def _is_same(self, first: Node, second: Node) -> bool:
        destination = self._schemas.destination
        return destination(first).address == destination(second).address

    def _add_array(self, items: Node, pointer: str) -> None:
        if pointer:
            self.shape.arrays[pointer] = items  # the last is the narrowest
        else:
            self.shape.bare_arrays[self._schemas.destination(items).address] = items

    def _read_object(self, node: Node, pointer: str, depth: int) -> None:
        self.shape.is_object |= not pointer
        if depth > DEPTH:
            return
        self.shape.required |= {
            f"{pointer}/{escaped(str(wire))}" for wire in values(node.get("required"))
        }
        for wire, child in _properties(node):
            self.read(child, f"{pointer}/{escaped(wire)}", depth + 1)


def _is_composed(node: Node) -> bool:
    return any(branches(node, keyword) for keyword in ("allOf", *UNIONS))


def _properties(node: Node) -> Iterator[tuple[str, Node]]:
    properties = node.get("properties")
    yield from properties.items() if properties is not None else ()

"""The shape of a list response, read from its schema: where the items stand, and what says how to go on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from generator.openapi import Node
from generator.openapi.pointers import escaped
from generator.parser.context import values
from generator.parser.schemas.keywords import branches, kinds
from generator.parser.schemas.schemas import Schemas

ITEM_NAMES = (
    "data",
    "items",
    "results",
    "entries",
    "value",
    "values",
    "records",
    "list",
    "objects",
    "resources",
)
DEPTH = 2  # objects inside the body that are looked into: `meta.pagination.next_cursor`


@dataclass(slots=True)
class Shape:
    """A response body: the properties reachable in it by pointer, and the array that it can be instead."""

    bares: dict[object, Node] = field(
        default_factory=dict
    )  # the schemas of the items of bare arrays
    arrays: dict[str, Node] = field(default_factory=dict)  # pointer -> schema of the items
    mixed: set[str] = field(default_factory=set)  # pointers to arrays of one kind or another
    required: set[str] = field(default_factory=set)  # pointers to properties that must be there
    scalars: dict[str, list[str]] = field(default_factory=dict)  # pointer -> JSON types
    is_object: bool = False

    @property
    def bare(self) -> Node | None:
        """The schema of the items of a bare array. Arrays of several kinds are no pages of one."""
        return next(iter(self.bares.values())) if len(self.bares) == 1 else None

    def item(self, pointer: str) -> Node | None:
        """The schema of the items at a pointer, where they are all of one kind."""
        if not pointer:
            return self.bare
        return self.arrays.get(pointer) if pointer not in self.mixed else None

    def items(self, resource: str) -> str | None:
        """The pointer to the items, if they are of one kind."""
        if not self.is_object:
            return "" if self.bare is not None else None
        found = self._items(resource)
        return found if found not in self.mixed else None

    def _items(self, resource: str) -> str | None:
        """By a usual name, by the resource's, or the only array there is."""
        top = [pointer for pointer in self.arrays if pointer.count("/") == 1]
        for name in (*ITEM_NAMES, resource):
            if f"/{name}" in top:
                return f"/{name}"
        if len(top) == 1:
            return top[0]
        deep = [pointer for pointer in self.arrays if pointer.rsplit("/", 1)[-1] in ITEM_NAMES]
        return deep[0] if not top and len(deep) == 1 else None

    def find(self, names: frozenset[str], kind: str, items: str) -> str | None:
        """The pointer to the scalar with one of the names that speaks of these items: beside them if there is one.

        A scalar that stands beside another array speaks of that one.
        """
        home = _parent(items)
        others = {_parent(pointer) for pointer in self.arrays} - {home}
        found = [
            pointer
            for pointer, told in self.scalars.items()
            if _squeezed(pointer.rsplit("/", 1)[-1]) in names
            and (kind in told or not told)
            and _parent(pointer) not in others
        ]
        return min(
            found, key=lambda pointer: (_parent(pointer) != home, pointer.count("/")), default=None
        )


def _parent(pointer: str) -> str:
    return pointer.rpartition("/")[0]


def _squeezed(name: str) -> str:
    return name.replace("_", "").replace("-", "").lower()


def shape(schemas: Schemas, schema: Node) -> Shape:
    """The shape of a body, through references, `allOf`, and the alternatives of `oneOf` and `anyOf`."""
    result = Shape()
    _look(schemas, schema, "", 0, result, set())
    return result


def _look_at_alternatives(
    schemas: Schemas, node: Node, pointer: str, depth: int, result: Shape, seen: set[object]
) -> None:
    """Where two alternatives have arrays of different kinds at one place, no kind is that of a page."""
    for keyword in ("oneOf", "anyOf"):
        before = dict(result.arrays)
        told: dict[str, Node] = {}
        for branch in branches(node, keyword):
            result.arrays = dict(before)
            _look(schemas, branch, pointer, depth, result, seen)
            for found_at, items in result.arrays.items():
                first = told.setdefault(found_at, items)
                if first is not items and not _is_one(schemas, first, items):
                    result.mixed.add(found_at)
        result.arrays = {**before, **told}


def _is_one(schemas: Schemas, first: Node, other: Node) -> bool:
    return schemas.destination(first).address == schemas.destination(other).address


def _look(
    schemas: Schemas, node: Node, pointer: str, depth: int, result: Shape, seen: set[object]
) -> None:
    node = schemas.destination(node)
    key = (node.address, pointer)
    if key in seen:
        return
    seen.add(key)
    for branch in branches(node, "allOf"):
        _look(schemas, branch, pointer, depth, result, seen)
    _look_at_alternatives(schemas, node, pointer, depth, result, seen)
    told = kinds(node)
    items = node.get("items")
    if "array" in told and isinstance(items, Node):
        if pointer:
            result.arrays[pointer] = items  # the last is the narrowest
        else:
            result.bares[schemas.destination(items).address] = items
    if "object" in told:
        result.is_object |= not pointer
        if depth <= DEPTH:
            result.required |= {
                f"{pointer}/{escaped(str(w))}" for w in values(node.get("required"))
            }
            for wire, child in _properties(node):
                _look(schemas, child, f"{pointer}/{escaped(wire)}", depth + 1, result, seen)
    elif (
        pointer
        and "array" not in told
        and not any(branches(node, k) for k in ("oneOf", "anyOf", "allOf"))
    ):
        result.scalars.setdefault(pointer, told)


def _properties(node: Node) -> Iterator[tuple[str, Node]]:
    properties = node.get("properties")
    yield from properties.items() if properties is not None else ()

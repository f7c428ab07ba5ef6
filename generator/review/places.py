"""The places of symbols in a document: the node of an operation, a parameter, a property or a keyword.

The Api has no positions. `origin` leads from an operation or a declaration to its node, and the functions here lead
from there to its parts, through references and `allOf`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, TypeAlias

from generator.diagnostics import Location
from generator.ir.operations import Operation, Parameter, ParameterLocation
from generator.json_types import Json
from generator.openapi import Document, Node
from generator.openapi.operations import OperationAt, operations
from generator.openapi.pointers import child_of

Spots: TypeAlias = "tuple[Location | None, Location | None]"
"""The places before and after a change. One is None if there is nothing on that side."""

_MERGED: Final = ("allOf",)
_ALTERNATIVES: Final = ("allOf", "oneOf", "anyOf")
_CONDITIONAL: Final = ("then", "else", "if")
_DOCUMENTATION: Final = {"description", "summary", "title", "example", "examples", "externalDocs"}


class Places:
    """The places in one document."""

    def __init__(self, document: Document) -> None:
        self.document = document.bound
        self._operations: dict[tuple[str, str], OperationAt] = {}
        for at in operations(self.document):
            self._operations[at.node.json_pointer, at.path.partition("#")[0]] = at

    @property
    def root(self) -> Node:
        return self.document.root

    def at(self, operation: Operation) -> OperationAt:
        """The Operation Object of an operation, with its path."""
        return self._operations[operation.origin, operation.path]

    def declared(self, origin: str) -> Node | None:
        """The schema of a declaration."""
        file, _, pointer = origin.partition("#")
        root = self._file(file)
        return root.find(pointer) if root is not None else None

    def _file(self, name: str) -> Node | None:
        """The root of a file; None if the document does not have it."""
        try:
            return self.document.file_root(name)
        except KeyError:
            return None

    def parameter(self, operation: Operation, parameter: Parameter) -> Node:
        """The Parameter Object of an argument; the path if the document does not declare the parameter."""
        at = self.at(operation)
        for child in (*reversed(list(at.parameters)),):
            node = child.resolve()
            is_header = parameter.location is ParameterLocation.HEADER
            names = {node.text("name"), node.text("name").lower() if is_header else ""}
            where = "query" if node.text("in") == "querystring" else node.text("in")
            if where == parameter.location.value and parameter.wire in names:
                return node
        return at.entry

    def component(self, *keys: str) -> Node | None:
        """The node at these keys of the root document."""
        node: Node | None = self.root
        for key in keys:
            node = node.get(key) if node is not None else None
        return node

    def nearest(self, node: Node) -> Location:
        """The location of the nearest ancestor of a node of the other document that this document has, too."""
        at = self._file(node.file) or self.root
        for key in node.pointer[:-1]:
            child = at.get(key)
            if child is None:
                break
            at = child
        return at.key_location


def parts(schema: Node, keywords: Sequence[str] = _MERGED) -> list[Node]:
    """The schema, the targets of its references and the members of its `allOf`, each once and in order."""
    found: dict[object, Node] = {}
    waiting = [schema]
    while waiting:
        node = waiting.pop(0)
        if node.address in found:
            continue
        found[node.address] = node
        target = node.target
        waiting += [target] if target is not None else []
        for keyword in keywords:
            child = node.get(keyword)
            waiting += list(child.elements()) if child is not None else []
    return list(found.values())


def properties(schema: Node, wire: str) -> list[Node]:
    """Every schema of a property, also in the alternatives and conditional schemas of an object."""
    found = [_property(part, wire) for part in parts(schema)]
    if not any(found):
        found = [_property(part, wire) for part in _all_parts(schema)]
    return [node for node in found if node is not None]


def _all_parts(schema: Node) -> Iterator[Node]:
    for part in parts(schema, _ALTERNATIVES):
        yield part
        for key in _CONDITIONAL:
            if (child := part.get(key)) is not None:
                yield from parts(child, _ALTERNATIVES)
        dependent = part.get("dependentSchemas")
        for _, child in dependent.items() if dependent is not None else ():
            yield from parts(child, _ALTERNATIVES)


def _property(part: Node, wire: str) -> Node | None:
    listed = part.get("properties")
    return listed.get(wire) if listed is not None else None


def child(schema: Node | None, *keys: str | int) -> Node | None:
    """The node at these keys of a schema or of the schemas that it merges, else the schema itself."""
    if schema is None:
        return None
    for part in parts(schema, _ALTERNATIVES):
        node: Node | None = part
        for key in keys:
            node = node.get(key) if node is not None else None
        if node is not None:
            return node
    return schema


def differing(befores: Sequence[Node], afters: Sequence[Node]) -> tuple[Node | None, Node | None]:
    """The first pair of nodes with different values; the first pair if all are equal."""
    for before, after in zip(befores, afters, strict=False):
        if before.value != after.value:
            return before, after
    if len(befores) != len(afters):
        shorter = min(len(befores), len(afters))
        if shorter == 0:
            return next(iter(befores), None), next(iter(afters), None)
    return next(iter(befores), None), next(iter(afters), None)


def keyword_places(before: Node, after: Node, keys: Sequence[str]) -> tuple[Location, Location]:
    """The places of the first of these keywords that differs between two schemas.

    Where a schema lacks the keyword, its place is that of the schema. Without keywords, it is the first part of the
    schemas that differs.
    """
    pairs = list(zip(parts(before), parts(after), strict=False))
    for first, second in pairs:
        for key in keys:
            if child_of(first.value, key) != child_of(second.value, key):
                return _keyword(first, key), _keyword(second, key)
    for first, second in pairs:
        if _shallow(first.value) != _shallow(second.value):
            return first.key_location, second.key_location
    return before.key_location, after.key_location


def entry_places(before: Node | None, after: Node | None, key: str, value: Json) -> Spots:
    """The places of a value in the list at a keyword: of the keyword, or of the schema, where it is missing."""
    return _entry(before, key, value), _entry(after, key, value)


def _entry(schema: Node | None, key: str, value: Json) -> Location | None:
    if schema is None:
        return None
    fallback = schema.key_location
    for part in parts(schema, _ALTERNATIVES):
        listed = part.get(key)
        if listed is None:
            continue
        for element in listed.elements():
            if element.value == value and type(element.value) is type(value):
                return element.location
        fallback = listed.key_location if fallback == schema.key_location else fallback
    return fallback


def _keyword(schema: Node, key: str) -> Location:
    node = schema.get(key)
    return schema.key_location if node is None else node.key_location


def _shallow(value: Json) -> Json:
    """The keywords of a schema that constrain values, without the schemas in them."""
    if not isinstance(value, dict):
        return value
    return {
        key: None if isinstance(inner, dict) else inner
        for key, inner in value.items()
        if key not in _DOCUMENTATION and key != "allOf"
    }


def first(nodes: Iterable[Node | None]) -> Node | None:
    """The first node that exists."""
    return next((node for node in nodes if node is not None), None)


def key_places(before: Node | None, after: Node | None) -> Spots:
    """The places of the keys of two nodes."""
    return (
        before.key_location if before is not None else None,
        after.key_location if after is not None else None,
    )


def inner_difference(before: Node, after: Node) -> Spots:
    """The places of the innermost values that contain all differences between two nodes."""
    while True:
        keys = list(before.keys) or range(
            len(before.value) if isinstance(before.value, list) else 0
        )
        pairs = [(before / key, after / key) for key in keys if key in after]
        pairs = [(one, other) for one, other in pairs if one.value != other.value]
        if len(pairs) != 1 or len(before.keys) != len(after.keys):
            return key_places(before, after)
        before, after = pairs[0]


def everything(start: Node | None) -> Iterator[Node]:
    """All nodes below a node, through references, each once."""
    waiting = [start] if start is not None else []
    seen: set[object] = set()
    while waiting:
        node = waiting.pop(0)
        if node.address in seen:
            continue
        seen.add(node.address)
        yield node
        target = node.target
        waiting += [target] if target is not None else []
        waiting += [child for _, child in node.items()]
        waiting += node.elements()

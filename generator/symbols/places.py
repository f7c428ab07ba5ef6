"""The places of symbols in a document: the node of an operation, a parameter, a component or a property.

The Api has no positions. `origin` leads from an operation or a declaration to its node, and the functions here lead
from there to its parts, through references and `allOf`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from generator.diagnostics import Location
from generator.ir.api import Api, ErrorCode
from generator.ir.operations import Operation, Parameter, ParameterLocation, Resource
from generator.openapi import Document, Node
from generator.openapi.conventions import KEY
from generator.openapi.operations import OperationAt, operations

_MERGED: Final = ("allOf",)
ALTERNATIVES: Final = ("allOf", "oneOf", "anyOf")
_CONDITIONAL: Final = ("then", "else", "if")


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
        for each in reversed(list(at.parameters)):
            node = each.resolve()
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

    def tag(self, resource: Resource) -> Node | None:
        """The Tag Object of a resource, else the tags of its first operation; None if it has no tag."""
        tags = self.root.get("tags")
        for each in tags.elements() if tags is not None else ():
            if resource.description and each.text("description") == resource.description:
                return each
        return next((self.at(each).node.get("tags") for each in resource.operations), None)

    def error_code(self, api: Api, code: ErrorCode) -> Node | None:
        """The entry of an error code in `x-conventions`, else the first value in a response that is the code."""
        node = self.component(KEY, "errors", "codes", code.wire)
        if node is not None:
            return node
        for operation in (each for resource in api.resources for each in resource.operations):
            if any(code.name in error.errors for error in operation.errors):
                for value in everything(self.at(operation).node.get("responses")):
                    if value.value == code.wire:
                        return value
        return None

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


def property_table(schema: Node) -> dict[str, Node]:
    """The schemas of the properties of an object, by wire name. Of several schemas, it has the first one."""
    found: dict[str, Node] = {}
    for part in parts(schema):
        listed = part.get("properties")
        for wire, node in listed.items() if listed is not None else ():
            found.setdefault(wire, node)
    return found


def _all_parts(schema: Node) -> Iterator[Node]:
    for part in parts(schema, ALTERNATIVES):
        yield part
        for key in _CONDITIONAL:
            if (child := part.get(key)) is not None:
                yield from parts(child, ALTERNATIVES)
        dependent = part.get("dependentSchemas")
        for _, child in dependent.items() if dependent is not None else ():
            yield from parts(child, ALTERNATIVES)


def _property(part: Node, wire: str) -> Node | None:
    listed = part.get("properties")
    return listed.get(wire) if listed is not None else None


def child(schema: Node | None, *keys: str | int) -> Node | None:
    """The node at these keys of a schema or of the schemas that it merges, else the schema itself."""
    if schema is None:
        return None
    for part in parts(schema, ALTERNATIVES):
        node: Node | None = part
        for key in keys:
            node = node.get(key) if node is not None else None
        if node is not None:
            return node
    return schema


def first(nodes: Iterable[Node | None]) -> Node | None:
    """The first node that exists."""
    return next((node for node in nodes if node is not None), None)


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

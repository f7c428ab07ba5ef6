"""Inline objects in results that are named after what they are, not where they stand.

`Widget` is an inline item of what `GET /widgets` returns (an array, or a page with the array), and what `GET
/widgets/{id}`, `POST /widgets` and `PUT /widgets/{id}` return inline (itself, or as `data`), if it has the key of the
path or an `id`. If several objects could have a name, the result of a GET goes before others, the item of a list
before a single object, and a short path before a long one. Equal objects share the name. Any other keeps the name of
its operation, with a warning.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from generator.ir.equality import equal_schemas
from generator.naming import class_name, lower_words
from generator.openapi import Node
from generator.parser.context import ParseContext
from generator.parser.names.inflection import singular
from generator.parser.names.name_table import NameTable
from generator.parser.names.omissions import last_parameter, runs
from generator.parser.names.path_names import item_words
from generator.parser.names.path_words import ends_in_item
from generator.parser.names.resources import Group, NamedOperation
from generator.parser.queries.keywords import kinds
from generator.parser.queries.results import ENVELOPES, ITEM_NAMES, result_schema

_RETURNING: Final = {"GET", "POST", "PUT", "PATCH"}
"""Methods of operations that return the thing that they are about."""


@dataclass(frozen=True, slots=True)
class _Candidate:
    """An inline object that could have a name, and the operation that returns it."""

    name: str
    node: Node
    operation: NamedOperation

    @property
    def rank(self) -> tuple[bool, bool, int]:
        """The smaller rank goes first."""
        path = self.operation.at.path
        return self.operation.at.method != "GET", ends_in_item(path), path.count("/")


def name_items(context: ParseContext, names: NameTable, named: Sequence[Group]) -> None:
    """Name the inline objects that operations return after their resources."""
    candidates: dict[str, list[_Candidate]] = defaultdict(list)
    for group in named:
        for operation in group.operations:
            for candidate in _candidates(operation, group.name):
                candidates[candidate.name].append(candidate)
    for name, listed in candidates.items():
        first = min(listed, key=lambda each: each.rank)
        is_used = names.is_used(name)
        holder = "another schema" if is_used else f"what {first.operation.at.name} returns"
        equal: list[Node] = []
        for each in listed:
            if not is_used and equal_schemas(first.node.value, each.node.value):
                equal.append(each.node)
            else:
                message = f"{holder} is called {name}, so this one is named after its operation"
                context.warn(each.node, "name-clash", message)
        if equal:
            names.own(equal, name)


def _candidates(operation: NamedOperation, resource: str) -> Iterator[_Candidate]:
    at, path = operation.at, operation.at.path
    words = item_words(path, [run for run, _ in reversed(runs(lower_words(resource)))])
    schema = result_schema(at.node) if at.method in _RETURNING and words else None
    if schema is None or not _is_inside(schema, at.node):
        return
    if ends_in_item(path) or at.method != "GET":
        single = _singles(schema, words[-1])
        nodes = [each for each in single if _is_object(each) and _has_key(each, path)]
    else:
        nodes = [array / "items" for array in _arrays(schema, words[-1])]
    name = class_name("_".join(words))
    yield from (_Candidate(name, node, operation) for node in nodes[:1] if _is_object(node))


def _is_inside(schema: Node, operation: Node) -> bool:
    """Whether a schema is part of an operation, and not of a component that others can use, too."""
    depth = len(operation.pointer)
    return schema.file == operation.file and schema.pointer[:depth] == operation.pointer


def _has_key(schema: Node, path: str) -> bool:
    """Whether an object has an `id`, or the parameter that the path ends with."""
    properties = schema.get("properties")
    keys = (["id"], last_parameter(path))
    return properties is not None and any(lower_words(name) in keys for name in properties.keys)


def _singles(schema: Node, item: str) -> Iterator[Node]:
    """The schema, and the properties of an inline object that can wrap an item: of the item's name, or `data`."""
    yield schema
    properties = schema.get("properties")
    for name, child in properties.items() if properties is not None else ():
        if lower_words(name) == [item] or name.lower() in ENVELOPES:
            yield child


def _arrays(schema: Node, item: str) -> Iterator[Node]:
    """The schema if it is an inline array, or the inline arrays of an inline page: first of the items' name."""
    properties = schema.get("properties")
    if "items" in schema:
        yield schema
    elif properties is not None:
        arrays = {name: child for name, child in properties.items() if "items" in child}
        own = [name for name in arrays if [singular(word) for word in lower_words(name)] == [item]]
        usual = [name for name in arrays if name.lower() in {"result", *ITEM_NAMES}]
        yield from (arrays[name] for name in (*own, *usual))


def _is_object(node: Node) -> bool:
    """Whether a schema is an inline object with properties."""
    is_object = set(kinds(node)) <= {"object", "null"} and not node.is_reference
    return is_object and bool(node.get("properties"))

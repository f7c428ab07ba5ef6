"""Properties of a schema, wherever its references, `allOf`, `oneOf` and `anyOf` declare them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, TypeAlias

from generator.openapi import Address, Node
from generator.openapi.schema_keywords import UNIONS
from generator.parser.context import ParseContext
from generator.parser.queries.keywords import branches
from generator.parser.queries.nodes import values

Path: TypeAlias = tuple[str, ...]
"""The names of properties from the outside in, and FIRST for the items of an array."""

FIRST: Final = "0"
_DEPTH: Final = 4  # names in a path: `error.errors[0].code`
_VALUES: Final = ("enum", "x-extensible-enum")


def applicable_schemas(context: ParseContext, schema: Node) -> Iterator[Node]:
    """The schema, the targets of its references and the members of its `allOf`, each once."""
    yield from _reachable(context, schema, ("allOf",))


def properties_named(context: ParseContext, node: Node, wire: str) -> Iterator[Node]:
    """Every schema of a property of this name."""
    for part in applicable_schemas(context, node):
        child = dict(_children(part)).get(wire)
        if child is not None:
            yield child


def property_at(context: ParseContext, node: Node, path: Iterable[str]) -> Node | None:
    """The first schema of the property at this path."""
    current: Node | None = node
    for wire in path:
        current = (
            next(properties_named(context, current, wire), None) if current is not None else None
        )
    return current


def values_at(context: ParseContext, schema: Node, path: Path) -> list[str] | None:
    """The strings and integers, as strings, that all lists of values admit at a path; None if nothing lists values.

    The alternatives of `oneOf` and `anyOf` add their values.
    """
    return _Values(context).at(schema, path)


class _Values:
    """The values at paths in schemas, each computed once."""

    def __init__(self, context: ParseContext) -> None:
        self._context = context
        self._known: dict[tuple[Address, Path], list[str] | None] = {}

    def at(self, schema: Node, path: Path) -> list[str] | None:
        key = (schema.address, path)
        if key not in self._known:
            self._known[key] = []  # an alternative that leads back to the schema adds nothing
            admitted: list[str] | None = None
            for part in applicable_schemas(self._context, schema):
                for listed in (self._own(part, path), *self._of_unions(part, path)):
                    admitted = _intersection(admitted, listed)
            self._known[key] = admitted
        return self._known[key]

    def _own(self, part: Node, path: Path) -> list[str] | None:
        if path:
            child = dict(_children(part)).get(path[0])
            return None if child is None else self.at(child, path[1:])
        constant = part.get("const")
        listed = [value for key in _VALUES for value in values(part.get(key))]
        listed = [constant.value] if constant is not None else listed
        texts = [str(value) for value in listed if type(value) in (str, int)]
        return texts if listed else None

    def _of_unions(self, part: Node, path: Path) -> Iterator[list[str] | None]:
        for keyword in UNIONS:
            options = [self.at(option, path) for option in branches(part, keyword)]
            if options and None not in options:
                yield list(dict.fromkeys(text for texts in options for text in texts or ()))


def _intersection(first: list[str] | None, second: list[str] | None) -> list[str] | None:
    """The common values, in the order of the shorter list."""
    if first is None or second is None:
        return second if first is None else first
    shorter, longer = (first, second) if len(first) <= len(second) else (second, first)
    return [value for value in shorter if value in longer]


def valued_paths(context: ParseContext, schema: Node) -> Iterator[Path]:
    """The paths of the properties in a value that list their values, from the outside in."""
    known = _Values(context)
    level: list[tuple[Path, Node]] = [((), schema)]
    seen: set[Address] = set()
    for _ in range(_DEPTH):
        inner: list[tuple[Path, Node]] = []
        for path, node in level:
            for part in _reachable(context, node, ("allOf", *UNIONS)):
                if part.address not in seen:
                    seen.add(part.address)
                    inner += (((*path, name), child) for name, child in _children(part))
        yield from dict.fromkeys(path for path, child in inner if known.at(child, ()) is not None)
        level = inner


def _children(part: Node) -> Iterator[tuple[str, Node]]:
    """The properties of a schema, and its items under the name FIRST."""
    items, properties = part.get("items"), part.get("properties")
    if items is not None:
        yield FIRST, items
    if properties is not None:
        yield from properties.items()


def _reachable(context: ParseContext, schema: Node, keywords: tuple[str, ...]) -> Iterator[Node]:
    """The schema, the targets of its references and the members under the keywords, each once."""
    waiting = [schema]
    seen: set[Address] = set()
    while waiting:
        node = waiting.pop()
        if node.address in seen:
            continue
        seen.add(node.address)
        if not node.is_reference or not context.is_30:
            yield node
            for keyword in keywords:
                waiting += reversed(branches(node, keyword))
        if node.target is not None:
            waiting.append(node.target)

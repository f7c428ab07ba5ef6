"""The places of a difference between two nodes: for example, of a keyword or of a value in a list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, TypeAlias

from generator.diagnostics import Location
from generator.json_types import Json
from generator.openapi import Node
from generator.openapi.pointers import child_of
from generator.symbols.places import ALTERNATIVES, first, parts

Spots: TypeAlias = "tuple[Location | None, Location | None]"
"""The places before and after a change. One is None if there is nothing on that side."""

_UNION_KEYS: Final = ("oneOf", "anyOf")
_DOCUMENTATION: Final = {"description", "summary", "title", "example", "examples", "externalDocs"}


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
    for one, other in pairs:
        for key in keys:
            if child_of(one.value, key) != child_of(other.value, key):
                return _keyword(one, key), _keyword(other, key)
    for one, other in pairs:
        if _shallow(one.value) != _shallow(other.value):
            return one.key_location, other.key_location
    return before.key_location, after.key_location


def entry_places(before: Node | None, after: Node | None, key: str, value: Json) -> Spots:
    """The places of a value in the list at a keyword: of the keyword, or of the schema, where it is missing."""
    return _entry(before, key, value), _entry(after, key, value)


def _entry(schema: Node | None, key: str, value: Json) -> Location | None:
    if schema is None:
        return None
    fallback = schema.key_location
    for part in parts(schema, ALTERNATIVES):
        listed = part.get(key)
        if listed is None:
            continue
        for element in listed.elements():
            if element.value == value and type(element.value) is type(value):
                return element.location
        fallback = listed.key_location if fallback == schema.key_location else fallback
    return fallback


def _keyword(schema: Node, key: str) -> Location:
    """The place of a keyword, else that of the keyword that replaces it, else that of the schema."""
    replacements = _UNION_KEYS if key in _UNION_KEYS else ()
    node = first(schema.get(each) for each in (key, *replacements))
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

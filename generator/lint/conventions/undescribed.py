"""The properties of an example that no schema describes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator.diagnostics import nearest, suggestion
from generator.json_types import Pointer
from generator.lint.bundle import Bundle
from generator.lint.messages import SchemaIssue, short
from generator.lint.walk import can_match, is_unresolved
from generator.openapi import Node
from generator.openapi.operations import listed
from generator.openapi.schema_keywords import UNIONS


def undescribed_properties(schema: Node, value: object, bundle: Bundle) -> Iterator[SchemaIssue]:
    """An issue for each property in a value that its schema does not describe.

    A schema describes all properties if it has `additionalProperties` or no properties. Of alternatives, the ones that
    admit the value count, or all if there are none.
    """
    waiting: list[tuple[Pointer, Any, list[Node]]] = [((), value, [schema])]
    while waiting:
        pointer, current, schemas = waiting.pop()
        applicable = list(_applicable(schemas, current, bundle))
        if isinstance(current, list):
            items = [node for each in applicable if (node := each.get("items")) is not None]
            waiting += [((*pointer, n), each, items) for n, each in enumerate(current) if items]
        elif isinstance(current, dict):
            yield from _undescribed(pointer, current, applicable)
            for name, child in current.items():
                described = [node for each in applicable for node in _schemas(each, name)]
                waiting += [((*pointer, name), child, described)] if described else []


def _applicable(schemas: list[Node], value: object, bundle: Bundle) -> Iterator[Node]:
    """The schemas and all their subschemas that apply to the value itself."""
    waiting = list(schemas)
    seen: set[object] = set()
    while waiting:
        node = waiting.pop()
        if node.address in seen:
            continue
        seen.add(node.address)
        yield node
        waiting += [node.target] if node.target is not None else []
        waiting += listed(node.get("allOf"))
        for key in UNIONS:
            alternatives = list(listed(node.get(key)))
            valid = [each for each in alternatives if not bundle.issues(each, value)]
            waiting += valid or alternatives
        conditional = (node.get(key) for key in ("if", "then", "else"))
        waiting += [each for each in conditional if each is not None]
        dependent = node.get("dependentSchemas")
        waiting += [each for _, each in dependent.items()] if dependent is not None else []


def _undescribed(
    pointer: Pointer, value: dict[str, Any], applicable: list[Node]
) -> Iterator[SchemaIssue]:
    names = {name for each in applicable for name in _names(each)}
    if not names or any(_admits_others(each) for each in applicable):
        return
    for name in value:
        if not any(True for each in applicable for _ in _schemas(each, name)):
            message = f"no schema describes the property {short(name)}{suggestion(name, names)}"
            intended = frozenset((nearest(name, names),)) - {""}
            yield SchemaIssue((*pointer, name), message, at_key=True, intended=intended)


def _names(schema: Node) -> Iterator[str]:
    properties = schema.get("properties")
    if properties is not None:
        yield from properties.keys


def _admits_others(schema: Node) -> bool:
    """Whether the schema states that other properties are allowed, or an unresolved reference could state it."""
    others = (schema.get(key) for key in ("additionalProperties", "unevaluatedProperties"))
    return is_unresolved(schema) or any(e is not None and e.value is not False for e in others)


def _schemas(schema: Node, name: str) -> Iterator[Node]:
    """The schemas of a property. Without its own schema, it is an additional property."""
    properties, patterns = schema.get("properties"), schema.get("patternProperties")
    own = properties.get(name) if properties is not None else None
    found = [own] if own is not None else []
    if patterns is not None:
        found += [node for pattern, node in patterns.items() if can_match(pattern, name)]
    rest = schema.get("additionalProperties")
    yield from found or ([rest] if rest is not None and isinstance(rest.value, dict) else [])

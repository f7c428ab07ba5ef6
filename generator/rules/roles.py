"""The objects of an OpenAPI document and how they contain each other, as data.

A *role* is the kind of object that a place of the document holds (`operation`, `schema`, ...), named as OpenAPI's
own metaschema for 3.1 names it. Whoever walks a document reads this table and nothing else, so that all rules
agree on what there is to visit.

Source: https://spec.openapis.org/oas/v3.2.0#schema-1 and the versions before it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Final, TypeAlias

Key: TypeAlias = "str | int"
Keys: TypeAlias = "tuple[Key, ...]"

SCHEMA: Final = "schema"
METHODS: Final = ("get", "put", "post", "delete", "options", "head", "patch", "trace", "query")


class Shape(Enum):
    """How a field holds its objects."""

    ONE = "one"
    LIST = "list"
    MAP = "map"
    SELF = "self"  # the object is itself a map of them, and may have extensions beside them


@dataclass(frozen=True, slots=True)
class Edge:
    """A field of an object, and the role of what it holds."""

    key: str
    shape: Shape
    role: str


def _edges(role: str, shape: Shape, *keys: str) -> tuple[Edge, ...]:
    return tuple(Edge(key, shape, role) for key in keys)


_COMPONENTS = {
    "schemas": SCHEMA,
    "responses": "response",
    "parameters": "parameter",
    "examples": "example",
    "requestBodies": "request-body",
    "headers": "header",
    "securitySchemes": "security-scheme",
    "links": "link",
    "callbacks": "callback",
    "pathItems": "path-item",
    "mediaTypes": "media-type",
}
SECTIONS: Final = tuple(_COMPONENTS)

_VALUE_EDGES = (
    *_edges(SCHEMA, Shape.ONE, "schema"),
    *_edges("media-type", Shape.MAP, "content"),
    *_edges("example", Shape.MAP, "examples"),
)
_SCHEMA_EDGES = (
    *_edges(
        SCHEMA,
        Shape.MAP,
        "properties",
        "patternProperties",
        "dependentSchemas",
        "$defs",
        "definitions",
    ),
    *_edges(SCHEMA, Shape.LIST, "allOf", "anyOf", "oneOf", "prefixItems"),
    *_edges(
        SCHEMA, Shape.ONE, "items", "additionalProperties", "not", "if", "then", "else", "contains"
    ),
    *_edges(
        SCHEMA,
        Shape.ONE,
        "propertyNames",
        "unevaluatedItems",
        "unevaluatedProperties",
        "contentSchema",
    ),
)

ROLES: Final[Mapping[str, tuple[Edge, ...]]] = {
    "openapi": (
        *_edges("paths", Shape.ONE, "paths"),
        *_edges("path-item", Shape.MAP, "webhooks"),
        *_edges("components", Shape.ONE, "components"),
    ),
    "paths": _edges("path-item", Shape.SELF, ""),
    "components": tuple(Edge(key, Shape.MAP, role) for key, role in _COMPONENTS.items()),
    "path-item": (
        *_edges("operation", Shape.ONE, *METHODS),
        *_edges("operation", Shape.MAP, "additionalOperations"),
        *_edges("parameter", Shape.LIST, "parameters"),
    ),
    "operation": (
        *_edges("parameter", Shape.LIST, "parameters"),
        *_edges("request-body", Shape.ONE, "requestBody"),
        *_edges("responses", Shape.ONE, "responses"),
        *_edges("callback", Shape.MAP, "callbacks"),
    ),
    "parameter": _VALUE_EDGES,
    "header": _VALUE_EDGES,
    "request-body": _edges("media-type", Shape.MAP, "content"),
    "responses": _edges("response", Shape.SELF, ""),
    "response": (
        *_edges("header", Shape.MAP, "headers"),
        *_edges("media-type", Shape.MAP, "content"),
        *_edges("link", Shape.MAP, "links"),
    ),
    "media-type": (
        *_edges(SCHEMA, Shape.ONE, "schema", "itemSchema"),
        *_edges("example", Shape.MAP, "examples"),
        *_edges("encoding", Shape.MAP, "encoding"),
        *_edges("encoding", Shape.LIST, "prefixEncoding"),
        *_edges("encoding", Shape.ONE, "itemEncoding"),
    ),
    "encoding": (
        *_edges("header", Shape.MAP, "headers"),
        *_edges("encoding", Shape.MAP, "encoding"),
        *_edges("encoding", Shape.LIST, "prefixEncoding"),
        *_edges("encoding", Shape.ONE, "itemEncoding"),
    ),
    "callback": _edges("path-item", Shape.SELF, ""),
    "link": (),
    "example": (),
    "security-scheme": (),
    "reference": (),
    SCHEMA: _SCHEMA_EDGES,
}

VERSIONS: Final = ("3.0", "3.1", "3.2")

_BY_KEY: Final = {role: {edge.key: edge for edge in edges} for role, edges in ROLES.items()}


def children(value: object, role: str) -> Iterator[tuple[Keys, object, str]]:
    """The objects that an object of `role` holds: the keys that lead to each, its value and its role.

    In the order of the document. What has not the shape that its field should have is passed over.
    """
    if not isinstance(value, dict):
        return
    edges = _BY_KEY[role]
    own = edges.get("")
    if own is not None:
        for key, child in value.items():
            if not key.startswith("x-"):
                yield (key,), child, own.role
        return
    for key, field in value.items():
        edge = edges.get(key)
        if edge is None:
            continue
        if edge.shape is Shape.ONE:
            yield (key,), field, edge.role
        elif edge.shape is Shape.LIST and isinstance(field, list):
            for index, child in enumerate(field):
                yield (key, index), child, edge.role
        elif edge.shape is Shape.MAP and isinstance(field, dict):
            for name, child in field.items():
                yield (key, name), child, edge.role


def containers(role: str) -> frozenset[str]:
    """The role, and those of all objects that can hold one of it, however deep."""
    found = {role}
    while more := {
        name
        for name, edges in ROLES.items()
        if name not in found and any(edge.role in found for edge in edges)
    }:
        found |= more
    return frozenset(found)


def outline(value: Mapping[str, object], role: str) -> dict[str, object]:
    """The object, with tuples (which JSON does not have) in place of the objects that it holds: no more than their
    types and names.
    """
    edges = _BY_KEY[role]
    own = edges.get("")
    result: dict[str, object] = {}
    for key, field in value.items():
        edge = edges.get(key, own if not key.startswith("x-") else None)
        if edge is None:
            result[key] = field
        elif edge.shape is Shape.LIST and isinstance(field, list):
            result[key] = (len(field),)
        elif edge.shape is Shape.MAP and isinstance(field, dict):
            result[key] = tuple(field)
        else:
            result[key] = (type(field).__name__,)
    return result

"""The types of the objects in an OpenAPI document and how they contain each other, as one table.

The resolver of references and all lint rules use this table to visit a document. The names of object types are those of
OpenAPI's metaschema for 3.1 (`operation`, `path-item`, `schema`). A field that is not listed contains data (`example`,
`default`, `enum`, extensions), where `$ref` is not a reference.

Source: https://spec.openapis.org/oas/v3.2.0#schema-1 and the versions before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Final

from generator.json_types import Pointer

SCHEMA: Final = "schema"
HTTP_METHODS: Final = ("get", "put", "post", "delete", "options", "head", "patch", "trace", "query")
TOKEN: Final = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
"""The name of a header or a cookie, or a part of a media type (RFC 9110, section 5.6.2)."""


class Container(Enum):
    """How a field contains its objects."""

    ONE = "one"
    LIST = "list"
    MAP = "map"
    SELF = "self"  # the object itself is a map of them, and can have extensions
    DATA = "data"  # one value without objects


@dataclass(frozen=True, slots=True)
class FixedField:
    """A field of an object, and the type of the objects that it contains."""

    key: str
    container: Container
    type: str


def _fields(type_: str, container: Container, *keys: str) -> tuple[FixedField, ...]:
    return tuple(FixedField(key, container, type_) for key in keys)


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

_VALUE_FIELDS = (
    *_fields(SCHEMA, Container.ONE, "schema"),
    *_fields("media-type", Container.MAP, "content"),
    *_fields("example", Container.MAP, "examples"),
)
_SCHEMA_FIELDS = (
    *_fields(
        SCHEMA,
        Container.MAP,
        *"properties patternProperties dependentSchemas $defs definitions".split(),
    ),
    *_fields(SCHEMA, Container.LIST, "allOf", "anyOf", "oneOf", "prefixItems"),
    *_fields(
        SCHEMA,
        Container.ONE,
        *"items additionalItems additionalProperties not if then else contains propertyNames".split(),
        *"unevaluatedItems unevaluatedProperties contentSchema".split(),
    ),
)

OBJECT_TYPES: Final[Mapping[str, tuple[FixedField, ...]]] = {
    "openapi": (
        *_fields("paths", Container.ONE, "paths"),
        *_fields("path-item", Container.MAP, "webhooks"),
        *_fields("components", Container.ONE, "components"),
        *_fields("x-conventions", Container.ONE, "x-conventions"),
    ),
    # The extension of this project. OpenAPI reserves these names for extensions.
    "x-conventions": _fields("x-conventions-errors", Container.ONE, "errors"),
    "x-conventions-errors": _fields(SCHEMA, Container.ONE, "envelope"),
    "paths": _fields("path-item", Container.SELF, ""),
    "components": tuple(
        FixedField(key, Container.MAP, type_) for key, type_ in _COMPONENTS.items()
    ),
    "path-item": (
        *_fields("operation", Container.ONE, *HTTP_METHODS),
        *_fields("operation", Container.MAP, "additionalOperations"),
        *_fields("parameter", Container.LIST, "parameters"),
    ),
    "operation": (
        *_fields("parameter", Container.LIST, "parameters"),
        *_fields("request-body", Container.ONE, "requestBody"),
        *_fields("responses", Container.ONE, "responses"),
        *_fields("callback", Container.MAP, "callbacks"),
    ),
    "parameter": _VALUE_FIELDS,
    "header": _VALUE_FIELDS,
    "request-body": _fields("media-type", Container.MAP, "content"),
    "responses": _fields("response", Container.SELF, ""),
    "response": (
        *_fields("header", Container.MAP, "headers"),
        *_fields("media-type", Container.MAP, "content"),
        *_fields("link", Container.MAP, "links"),
    ),
    "media-type": (
        *_fields(SCHEMA, Container.ONE, "schema", "itemSchema"),
        *_fields("example", Container.MAP, "examples"),
        *_fields("encoding", Container.MAP, "encoding"),
        *_fields("encoding", Container.LIST, "prefixEncoding"),
        *_fields("encoding", Container.ONE, "itemEncoding"),
    ),
    "encoding": (
        *_fields("header", Container.MAP, "headers"),
        *_fields("encoding", Container.MAP, "encoding"),
        *_fields("encoding", Container.LIST, "prefixEncoding"),
        *_fields("encoding", Container.ONE, "itemEncoding"),
    ),
    "callback": _fields("path-item", Container.SELF, ""),
    "link": (),
    "example": (),
    "security-scheme": (),
    "reference": (),
    SCHEMA: _SCHEMA_FIELDS,
}

VERSIONS: Final = ("3.0", "3.1", "3.2")

FIELDS_BY_KEY: Final = {
    type_: {field.key: field for field in fields} for type_, fields in OBJECT_TYPES.items()
}
"""The fields of each object type by key. The key "" stands for every field that is not an extension."""

REFERABLE: Final[Mapping[str, str]] = {
    SCHEMA: "any value passes",
    "response": "its body can be anything",
    "parameter": "the parameter is left out",
    "example": "the example is left out",
    "request-body": "the body is sent unchanged",
    "header": "the header is left out",
    "security-scheme": "the scheme is left out",
    "link": "the link is left out",
    "callback": "the callback is left out",
    "path-item": "the path is left out",
    "media-type": "the body can be anything",
}
"""The object types that can be references in some version, and the fallback for a reference without a target."""

REFERABLE_IN_VERSIONS: Final = {"media-type": ("3.2",)}
"""The versions in which an object type can be a reference, unless it can be one in every version."""


def can_be_reference(object_type: str) -> bool:
    """Whether a `$ref` in an object of this type is a reference."""
    return object_type in REFERABLE


def is_reference(value: object, object_type: str) -> bool:
    """Whether the object is a reference to another object."""
    return (
        can_be_reference(object_type)
        and isinstance(value, dict)
        and isinstance(value.get("$ref"), str)
    )


def ignores_siblings(object_type: str, version: str) -> bool:
    """Whether the other fields beside a `$ref` are ignored in an object of this type."""
    return object_type != "path-item" and (object_type != SCHEMA or version == "3.0")


def title(type_: str) -> str:
    """The name of an object type in the specification, such as `Path Item Object`."""
    return "OpenAPI Object" if type_ == "openapi" else f"{type_.replace('-', ' ').title()} Object"


def children(value: object, type_: str) -> Iterator[tuple[Pointer, object, str]]:
    """The objects in an object: for each its keys, value and type, in the order of the document.

    A field is skipped if its value is not the container that the field needs.
    """
    if not isinstance(value, dict):
        return
    fields = FIELDS_BY_KEY[type_]
    own = fields.get("")
    if own is not None:
        for key, child in value.items():
            if not key.startswith("x-"):
                yield (key,), child, own.type
        return
    for key, content in value.items():
        field = fields.get(key)
        if field is None:
            continue
        if field.container is Container.ONE:
            yield (key,), content, field.type
        elif field.container is Container.LIST and isinstance(content, list):
            for index, child in enumerate(content):
                yield (key, index), child, field.type
        elif field.container is Container.MAP and isinstance(content, dict):
            for name, child in content.items():
                yield (key, name), child, field.type


def outline(value: Mapping[str, object], type_: str) -> dict[str, object]:
    """The object with a tuple (a type that JSON lacks) instead of each contained value: its type, length or keys."""
    fields = FIELDS_BY_KEY[type_]
    own = fields.get("")
    result: dict[str, object] = {}
    for key, content in value.items():
        field = fields.get(key, own if not key.startswith("x-") else None)
        if field is None:
            result[key] = content
        elif field.container is Container.LIST and isinstance(content, list):
            result[key] = (len(content),)
        elif field.container is Container.MAP and isinstance(content, dict):
            result[key] = tuple(content)
        else:
            result[key] = (type(content).__name__,)
    return result


def containers(type_: str) -> frozenset[str]:
    """The object type, and all types of objects that can contain it at any depth."""
    result = {type_}
    while more := {
        name
        for name, fields in OBJECT_TYPES.items()
        if name not in result and any(field.type in result for field in fields)
    }:
        result |= more
    return frozenset(result)

"""Where references can stand: the objects of OpenAPI 3.0 to 3.2 and what their fields hold.

A field that is not here holds data (`example`, `default`, `enum`, `const`, extensions, ...): a "$ref" in it is a text
like any other. The names in a map (`properties`, `schemas`, ...) are names, whatever they are.
"""

from __future__ import annotations

from enum import Enum


class Shape(Enum):
    """How a field holds its objects."""

    ONE = "the object itself, or a list of them"
    MAP = "a mapping of names to objects"


ONE, MAP = Shape.ONE, Shape.MAP

_METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace", "query")
_SUBSCHEMAS = (
    *(
        "additionalItems",
        "additionalProperties",
        "allOf",
        "anyOf",
        "contains",
        "contentSchema",
        "else",
        "if",
        "items",
    ),
    *(
        "not",
        "oneOf",
        "prefixItems",
        "propertyNames",
        "then",
        "unevaluatedItems",
        "unevaluatedProperties",
    ),
)
_NAMED_SUBSCHEMAS = ("$defs", "definitions", "dependentSchemas", "patternProperties", "properties")
_PARAMETER = {
    "schema": (ONE, "Schema"),
    "content": (MAP, "MediaType"),
    "examples": (MAP, "Example"),
}

FIELDS: dict[str, dict[str, tuple[Shape, str]]] = {
    "OpenAPI": {
        "paths": (ONE, "Paths"),
        "webhooks": (MAP, "PathItem"),
        "components": (ONE, "Components"),
        "x-conventions": (ONE, "Conventions"),
    },
    "Conventions": {"errors": (ONE, "ErrorConventions")},
    "ErrorConventions": {"envelope": (ONE, "Schema")},
    "Components": {
        "schemas": (MAP, "Schema"),
        "responses": (MAP, "Response"),
        "parameters": (MAP, "Parameter"),
        "examples": (MAP, "Example"),
        "requestBodies": (MAP, "RequestBody"),
        "headers": (MAP, "Header"),
        "securitySchemes": (MAP, "SecurityScheme"),
        "links": (MAP, "Link"),
        "callbacks": (MAP, "Callback"),
        "pathItems": (MAP, "PathItem"),
        "mediaTypes": (MAP, "MediaType"),
    },
    "PathItem": {
        **dict.fromkeys(_METHODS, (ONE, "Operation")),
        "additionalOperations": (MAP, "Operation"),
        "parameters": (ONE, "Parameter"),
    },
    "Operation": {
        "parameters": (ONE, "Parameter"),
        "requestBody": (ONE, "RequestBody"),
        "responses": (ONE, "Responses"),
        "callbacks": (MAP, "Callback"),
    },
    "Parameter": _PARAMETER,
    "Header": _PARAMETER,
    "RequestBody": {"content": (MAP, "MediaType")},
    "Response": {"headers": (MAP, "Header"), "content": (MAP, "MediaType"), "links": (MAP, "Link")},
    "MediaType": {
        "schema": (ONE, "Schema"),
        "itemSchema": (ONE, "Schema"),
        "examples": (MAP, "Example"),
        "encoding": (MAP, "Encoding"),
        "prefixEncoding": (ONE, "Encoding"),
        "itemEncoding": (ONE, "Encoding"),
    },
    "Encoding": {
        "headers": (MAP, "Header"),
        "encoding": (MAP, "Encoding"),
        "prefixEncoding": (ONE, "Encoding"),
        "itemEncoding": (ONE, "Encoding"),
    },
    "Schema": {
        **dict.fromkeys(_SUBSCHEMAS, (ONE, "Schema")),
        **dict.fromkeys(_NAMED_SUBSCHEMAS, (MAP, "Schema")),
    },
    "Example": {},
    "SecurityScheme": {},
    "Link": {},
}
"""For each object its fields that hold objects, and of which kind."""

ENTRIES = {"Paths": "PathItem", "Responses": "Response", "Callback": "PathItem"}
"""Objects whose every field holds an object of one kind, extensions (x-...) excepted."""

REFERABLE = {
    "Schema": "any value passes",
    "Response": "its body can be anything",
    "Parameter": "the parameter is left out",
    "Example": "the example is left out",
    "RequestBody": "the body is sent as it is given",
    "Header": "the header is left out",
    "SecurityScheme": "the scheme is left out",
    "Link": "the link is left out",
    "Callback": "the callback is left out",
    "PathItem": "the path is left out",
    "MediaType": "the body can be anything",
}
"""The objects in whose place a reference can stand, and what is left where it leads nowhere."""

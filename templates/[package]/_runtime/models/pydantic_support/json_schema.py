"""JSON Schema of models for pydantic, which names the schemas of nested models and refers to them."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from contextvars import ContextVar
from decimal import Decimal
from functools import partial
from typing import Any, TypeAlias, cast

from msgspec import UNSET

from ..decimals import nearest
from ..limits import limit_of
from ..type_info import Field, Kind, TypeInfo, type_info_of

JsonSchema: TypeAlias = dict[str, Any]
Handler: TypeAlias = Callable[[Any], JsonSchema]
"""Returns the JSON Schema of a core schema of pydantic."""

_SCALARS: dict[Kind, JsonSchema] = {
    "null": {"type": "null"},
    "boolean": {"type": "boolean"},
    "integer": {"type": "integer"},
    "number": {"type": "number"},
    "decimal": {"type": "number"},
    "decimal-text": {"type": "string", "format": "decimal"},
    "string": {"type": "string"},
    "bytes": {"type": "string", "contentEncoding": "base64"},
    "date-time": {"type": "string", "format": "date-time"},
    "date": {"type": "string", "format": "date"},
}
_KEYWORDS = {
    "gt": "exclusiveMinimum",
    "ge": "minimum",
    "lt": "exclusiveMaximum",
    "le": "maximum",
    "multiple_of": "multipleOf",
    "pattern": "pattern",
    "one_of": "enum",
}
_LENGTHS: dict[Kind, str] = {"array": "Items", "map": "Properties"}

# The models whose schemas are being written: a model within itself is a reference.
_started: ContextVar[frozenset[type]] = ContextVar("_started", default=frozenset())


def json_schema(type_: object, handler: Handler) -> JsonSchema:
    """The JSON Schema of a type, with the names of the API."""
    info = type_info_of(type_)
    constraints = _constraints(info)
    match info.kind:
        case "literal":
            return {"enum": list(info.arguments)}
        case "object":
            # pydantic refers to the definition only from within another schema.
            of_list = handler({"type": "list", "items_schema": _definition(info.type)})
            return cast("JsonSchema", of_list["items"])
        case "array":
            return {"type": "array", "items": json_schema(info.arguments[0], handler)} | constraints
        case "tuple":
            items = [json_schema(each, handler) for each in info.arguments]
            size = len(items)
            return {"type": "array", "prefixItems": items, "minItems": size, "maxItems": size}
        case "map":
            values = json_schema(info.arguments[0], handler)
            return {"type": "object", "additionalProperties": values} | constraints
        case "union":
            return {"anyOf": [json_schema(each, handler) for each in info.arguments]}
        case kind:
            return _SCALARS.get(kind, {}) | constraints


def _definition(model: type) -> dict[str, Any]:
    """A core schema that pydantic names, and for which it asks `_object` once."""
    ref = f"{model.__module__}.{model.__qualname__}:{id(model)}"
    if model in _started.get():
        return {"type": "definition-ref", "schema_ref": ref}
    functions = {"pydantic_js_functions": [partial(_object, model)]}
    return {"type": "any", "ref": ref, "metadata": functions}


def _object(model: type, schema: object, handler: Handler) -> JsonSchema:
    info = type_info_of(model)
    token = _started.set(_started.get() | {model})
    try:
        properties = {wire: _property(field, handler) for wire, field in info.fields.items()}
        extras = {} if info.extras is None else json_schema(info.extras, handler)
    finally:
        _started.reset(token)
    required = [field.wire for field in info.fields.values() if field.required]
    return {
        "title": model.__name__,
        "description": inspect.cleandoc(model.__doc__ or ""),
        "type": "object",
        "properties": properties,
        **({"required": required} if required else {}),
        **({} if info.extras is None else {"additionalProperties": extras}),
    }


def _property(field: Field, handler: Handler) -> JsonSchema:
    """The schema of a field. An optional field can be None in Python, but null only if its default is UNSET."""
    schema = json_schema(field.type, handler)
    if field.required or field.default is UNSET or "anyOf" not in schema:
        return schema
    members = [member for member in schema["anyOf"] if member != _SCALARS["null"]]
    return members[0] if len(members) == 1 else {"anyOf": members}


def _constraints(info: TypeInfo) -> JsonSchema:
    keywords = dict(_KEYWORDS)
    for limit in ("min", "max"):
        keywords[f"{limit}_length"] = limit + _LENGTHS.get(info.kind, "Length")
    values = (
        (word, limit_of(meta, name)) for meta in info.metas for name, word in keywords.items()
    )
    return {
        word: list(map(_plain, value)) if word == "enum" else _plain(value)
        for word, value in values
        if value is not None
    }


def _plain(value: Any) -> object:
    return nearest(value) if isinstance(value, Decimal) else value

"""Prepare schemas for a validator of values: local references, standard formats, merged `allOf`."""

from __future__ import annotations

import re
from base64 import b64decode
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import jsonschema
from documents import Json
from referencing.exceptions import Unresolvable
from scalars import type_of

BASE = "corpus:document"
_TYPES = {"string", "number", "integer", "boolean", "array", "object", "null"}
_STRICTER = {
    **dict.fromkeys(("minimum", "minLength", "minItems", "minProperties"), max),
    **dict.fromkeys(("maximum", "maxLength", "maxItems", "maxProperties"), min),
}


def checker(standard: jsonschema.FormatChecker) -> jsonschema.FormatChecker:
    """Return the standard formats, with strings for binary content."""
    checker = jsonschema.FormatChecker(formats=())
    checker.checkers = {name: each for name, each in standard.checkers.items() if name != "binary"}
    for name in ("byte", "base64"):
        checker.checks(name, raises=ValueError)(_is_base64)
    return checker


def _is_base64(value: Json) -> bool:
    return not isinstance(value, str) or b64decode(value, validate=True) is not None


def intended(validator: Any) -> Any:
    """Return a validator that takes `properties` as an object and `items` as an array, also without `type`."""

    def with_type(keyword: str) -> Any:
        plain = validator.VALIDATORS[keyword]

        def check(self: Any, keyword_value: Json, value: Json, schema: Json) -> Iterator[Any]:
            kind = None if "type" in schema else type_of(schema)
            is_null = value is None and schema.get("nullable") is True
            if kind is not None and not is_null and not self.is_type(value, kind):
                yield jsonschema.ValidationError(f"{value!r} is not of type {kind!r}")
            yield from plain(self, keyword_value, value, schema) or ()

        return check

    def typed(self: Any, kinds: Json, value: Json, schema: Json) -> Iterator[Any]:
        names = kinds if isinstance(kinds, list) else [kinds]
        if _TYPES.issuperset(names):  # others, such as `file`, say nothing
            yield from validator.VALIDATORS["type"](self, kinds, value, schema) or ()

    def referenced(self: Any, reference: Json, value: Json, schema: Json) -> Iterator[Any]:
        try:
            yield from validator.VALIDATORS["$ref"](self, reference, value, schema) or ()
        except Unresolvable:  # the generator reports it, and takes any value
            return

    def multiple(self: Any, step: Json, value: Json, schema: Json) -> Iterator[Any]:
        # 19.99 is a multiple of 0.01, though not in binary arithmetic.
        if self.is_type(value, "number") and Decimal(str(value)) % Decimal(str(step)):
            yield jsonschema.ValidationError(f"{value!r} is not a multiple of {step}")

    extend: Any = jsonschema.validators.extend  # untyped
    own = {keyword: with_type(keyword) for keyword in ("properties", "items")}
    return extend(validator, {**own, "type": typed, "$ref": referenced, "multipleOf": multiple})


def without_missed_patterns(value: Json) -> Json:
    """Return schemas without the patterns that their own examples do not match, so that answers can be the examples."""
    if isinstance(value, list):
        return [without_missed_patterns(item) for item in value]
    if not isinstance(value, dict):
        return value
    pattern, examples = value.get("pattern"), value.get("examples")
    own = [value.get("example"), *(examples if isinstance(examples, list) else ())]
    is_missed = isinstance(pattern, str) and any(
        isinstance(each, str) and re.search(pattern, each) is None for each in own
    )
    kept = {key: without_missed_patterns(entry) for key, entry in value.items()}
    if is_missed:
        del kept["pattern"]
    return kept


def absolute(value: Json) -> Json:
    """Return the value with every local reference (also of a mapping) pointing into the document's resource."""
    if isinstance(value, dict):
        return {
            key: (
                _mapped(entry)
                if key == "mapping" and isinstance(entry, dict)
                else _linked(key, entry)
            )
            for key, entry in value.items()
        }
    return [absolute(item) for item in value] if isinstance(value, list) else value


def _mapped(mapping: dict[str, Json]) -> Json:
    return {name: _linked("$ref", target) for name, target in mapping.items()}


def _linked(key: str, entry: Json) -> Json:
    is_local = key == "$ref" and isinstance(entry, str) and entry.startswith("#")
    return f"{BASE}{entry}" if is_local else absolute(entry)


def join(merged: dict[str, Json], part: dict[str, Json]) -> None:
    """Add the keywords of one subschema of an `allOf`."""
    for key, value in part.items():
        previous = merged.get(key)
        if key == "required" and previous:
            merged[key] = [*previous, *(name for name in value if name not in previous)]
        elif key == "properties" and previous:
            both = {
                name: {"allOf": [previous[name], value[name]]} for name in value if name in previous
            }
            merged[key] = {**previous, **value, **both}
        elif key in ("oneOf", "anyOf") and previous:
            merged[key] = [{"allOf": [one, other]} for one in previous for other in value]
        elif key == "enum" and previous:
            merged[key] = [each for each in previous if each in value]
        elif key in _STRICTER and previous is not None:
            merged[key] = _STRICTER[key](previous, value)
        elif key == "items" and previous and previous != value:
            merged[key] = {"allOf": [previous, value]}
        else:
            merged[key] = value

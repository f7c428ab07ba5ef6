"""Keywords of a schema that do not mean what they seem to: unknown ones, and ones without effect on its type."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any, Final

from generator.diagnostics import nearest, suggestion
from generator.lint.messages import SchemaIssue, article
from generator.lint.metaschema import DIALECTS, definition
from generator.openapi.object_types import SCHEMA
from generator.openapi.schema_keywords import ARRAY_KEYS, NUMBER_KEYS, OBJECT_KEYS, STRING_KEYS

_REMOVE: Final = "remove it, or declare a later version in `openapi`"
_IN_COMPONENTS: Final = "move the schemas to `components`"
_LATER: Final = {
    "const": 'write "enum" with one value',
    "examples": 'write "example" with one value',
    "contentEncoding": 'write "format: byte"',
    "contentMediaType": 'write "format: binary"',
    **dict.fromkeys(("$defs", "definitions"), _IN_COMPONENTS),
    **dict.fromkeys(
        (
            "$schema $id id $anchor $comment $dynamicRef $dynamicAnchor $recursiveRef $recursiveAnchor $vocabulary"
            " prefixItems additionalItems unevaluatedItems contains minContains maxContains if then else"
            " patternProperties propertyNames unevaluatedProperties dependentRequired dependentSchemas"
            " dependencies contentSchema"
        ).split(),
        _REMOVE,
    ),
}
_EARLIER: Final = {
    "nullable": 'add "null" to "type"',
    "additionalItems": 'write "items" beside "prefixItems"',
    "definitions": 'write "$defs"',
    "dependencies": 'write "dependentRequired" or "dependentSchemas"',
    "id": 'write "$id"',
    "$recursiveRef": 'write "$dynamicRef"',
    "$recursiveAnchor": 'write "$dynamicAnchor"',
}
_FOREIGN: Final[Mapping[str, Mapping[str, str]]] = {"3.0": _LATER, "3.1": _EARLIER, "3.2": _EARLIER}
_KEYS_BY_TYPE: Final[Mapping[str, frozenset[str]]] = {
    "string": STRING_KEYS,
    "integer": NUMBER_KEYS,
    "number": NUMBER_KEYS,
    "array": ARRAY_KEYS,
    "object": OBJECT_KEYS,
    "boolean": frozenset(),
    "null": frozenset(),
}
_TYPED_KEYS: Final = frozenset().union(*_KEYS_BY_TYPE.values())
_BOUNDS: Final = {
    "string": ("minLength", "maxLength"),
    "integer": ("minimum", "maximum"),
    "number": ("minimum", "maximum"),
    "array": ("minItems", "maxItems"),
    "object": ("minProperties", "maxProperties"),
}
UNKNOWN: Final = "unknown"
"""The `keyword` of an issue about an unknown keyword."""


def has_own_dialect(dialect: str, version: str) -> bool:
    """Whether a dialect of JSON Schema is another one than that of a version of OpenAPI. It can have any keyword."""
    return version in DIALECTS and dialect.removesuffix("#") != DIALECTS[version]


def keyword_issues(
    schema: Mapping[str, Any], version: str, *, has_dialect: bool = False
) -> Iterable[SchemaIssue]:
    """The issues of the keywords of a schema in one of `VERSIONS`. They depend only on the names and on `type`.

    `has_dialect`: the schema has another dialect than that of the version.
    """
    return _issues(tuple(schema), declared_types(schema), version, has_dialect)


@lru_cache(maxsize=4096)
def _issues(
    keys: tuple[str, ...], types: tuple[str, ...], version: str, has_dialect: bool
) -> tuple[SchemaIssue, ...]:
    return tuple(_each_issue(keys, types, version, has_dialect))


def _each_issue(
    keys: tuple[str, ...], types: tuple[str, ...], version: str, has_dialect: bool
) -> Iterator[SchemaIssue]:
    known = definition(version, SCHEMA).fields - _FOREIGN[version].keys()
    applicable = frozenset().union(*(_KEYS_BY_TYPE.get(each, _TYPED_KEYS) for each in types))
    for key in keys:
        if key not in known and not key.startswith("x-") and key != "$ref" and not has_dialect:
            intended = frozenset((key if key in _FOREIGN[version] else nearest(key, known),)) - {""}
            is_allowed = version != "3.0"  # it is an annotation (JSON Schema Core 2020-12, 6.5)
            message = _unknown(key, known, version)
            yield SchemaIssue((key,), message, True, UNKNOWN, intended, advisory=is_allowed)
        elif types and key in _TYPED_KEYS and key not in applicable:
            yield SchemaIssue((key,), _without_effect(key, types), at_key=True, advisory=True)


def declared_types(schema: Mapping[str, Any]) -> tuple[str, ...]:
    """The names in `type`."""
    declared = schema.get("type")
    if isinstance(declared, str):
        return (declared,)
    listed = declared if isinstance(declared, list) else [declared]
    return tuple(each for each in listed if isinstance(each, str))


def _unknown(key: str, known: Collection[str], version: str) -> str:
    hint = _FOREIGN[version].get(key)
    if hint is None:
        return f'"{key}" is not a keyword of a schema{suggestion(key, known)}'
    if version == "3.0":
        return f'"{key}" is a keyword of OpenAPI 3.1: {hint}'
    origin = "OpenAPI 3.0" if key == "nullable" else "an earlier draft of JSON Schema"
    return f'"{key}" is a keyword of {origin}: {hint}'


def _without_effect(key: str, types: tuple[str, ...]) -> str:
    subject = " or ".join(map(article, types))
    return f'"{key}" has no effect on {subject}: {_replacement(key, types)}'


def _replacement(key: str, types: tuple[str, ...]) -> str:
    if key in OBJECT_KEYS and "array" in types:
        return 'move it to "items"'
    for bound in (0, 1):
        if any(key == pair[bound] for pair in _BOUNDS.values()):
            own = [_BOUNDS[each][bound] for each in types if each in _BOUNDS]
            return f'write "{own[0]}"' if own else "remove it"
    owners = dict.fromkeys(each for each, keys in _KEYS_BY_TYPE.items() if key in keys)
    return f'remove it, or write "type: {next(iter(owners))}"'

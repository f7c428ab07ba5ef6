"""The metaschemas of openapi-spec-validator, split into one definition for each object type.

A definition validates one object. It accepts any value for a contained object that has its own object type (a Schema in
a Parameter, or a Reference instead of it), because that object is validated on its own. So each object of a document is
validated once, the issues are few and exact (no "is not valid under any of the given schemas" for a spelling mistake
ten levels deeper), and references are not resolved. The definitions are computed from the metaschemas of the package.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final, TypeAlias

from jsonschema import Draft4Validator, Draft202012Validator, FormatChecker
from jsonschema.protocols import Validator
from jsonschema_specifications import REGISTRY  # type: ignore[import-untyped]
from referencing import Registry, Resource
from referencing._core import Resolver
from referencing.jsonschema import DRAFT4, DRAFT202012

from generator.openapi.object_types import OBJECT_TYPES, SCHEMA
from generator.patterns import is_pattern

# Whether other formats are checked depends on the installed packages, and issues must not depend on that.
_FORMATS: Final = FormatChecker([])
_FORMATS.checks("regex")(is_pattern)
DIALECTS: Final = {
    "3.1": "https://spec.openapis.org/oas/3.1/dialect/base",
    "3.2": "https://spec.openapis.org/oas/3.2/dialect/2025-09-17",
}
"""The default dialect of JSON Schema for Schema Objects in each version of OpenAPI."""
_BASE: Final = "https://metaschema.invalid/"  # a name in the registry that is never fetched
_MAPS: Final = ("properties", "patternProperties", "dependentSchemas", "dependencies")
_LISTS: Final = ("allOf", "anyOf", "oneOf", "prefixItems")
_SINGLE: Final = (
    *("not", "if", "then", "else", "items", "contains", "propertyNames"),
    *("additionalProperties", "unevaluatedProperties", "unevaluatedItems"),
)
_ANNOTATIONS: Final = (
    *("$id", "id", "$schema", "$defs", "definitions", "$dynamicAnchor", "$vocabulary"),
    *("$comment", "title", "description", "default"),
)


_Test: TypeAlias = "Callable[[object], bool]"


@dataclass(frozen=True, slots=True)
class Definition:
    """The validation of objects of one type."""

    validator: Validator
    fields: frozenset[str]  # all fixed fields that the object can have
    simple_tests: Mapping[str, _Test]  # fields whose value is valid if the test is true
    valid: set[bytes] = field(default_factory=set)  # labels of objects without issues


@cache
def definition(version: str, object_type: str) -> Definition:
    """The definition of an object type in one of `VERSIONS`."""
    schema: dict[str, Any]
    if version == "3.0":
        schema = _schema_of_3_0(object_type)
        validator: Validator = Draft4Validator(schema, format_checker=_FORMATS)
    else:
        schema = _schema_of_3_1(version, object_type)
        validator = Draft202012Validator(schema, format_checker=_FORMATS)
    return Definition(validator, _fields(schema), _simple_tests(schema))


def _schema_of_3_0(object_type: str) -> dict[str, Any]:
    name = "".join(word.title() for word in object_type.split("-"))
    cut = _cut(
        _document("3.0"), None if object_type == "openapi" else f"#/definitions/{name}", draft4=True
    )
    if object_type != SCHEMA:
        return cut
    # openapi-spec-validator also validates Schema Objects of 3.0 against draft 4.
    return {"allOf": [cut, _cut(Draft4Validator.META_SCHEMA, None, draft4=True)]}


def _schema_of_3_1(version: str, object_type: str) -> dict[str, Any]:
    if object_type == SCHEMA:
        return _cut(_dialects().contents(DIALECTS[version]), None)
    name = "callbacks" if object_type == "callback" else object_type
    return _cut(_document(version), None if object_type == "openapi" else f"#/$defs/{name}")


@cache
def _document(version: str) -> dict[str, Any]:
    """The metaschema of a document."""
    return _read(_folder("openapi_spec_validator") / f"resources/schemas/v{version}/schema.json")


@cache
def _dialects() -> Registry[Any]:
    """The metaschemas of all dialects of JSON Schema."""
    folder = _folder("openapi_schema_validator") / "schemas"
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    resources = [Resource.from_contents(_read(path)) for path in files]
    registry: Registry[Any] = resources @ REGISTRY
    return registry.crawl()


def _folder(package: str) -> Path:
    """The folder of a package. The package is not imported, because that is slow."""
    spec = find_spec(package)
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).parent


def _read(path: Path) -> dict[str, Any]:
    contents = json.loads(path.read_text("utf-8"))
    assert isinstance(contents, dict)
    return contents


def _cut(
    document: Mapping[str, Any], pointer: str | None, *, draft4: bool = False
) -> dict[str, Any]:
    specification = DRAFT4 if draft4 else DRAFT202012
    contents = dict(document)
    registry = _dialects().with_resource(_BASE, specification.create_resource(contents))
    resolver: Resolver[Any] = registry.resolver(_BASE)
    if pointer is not None:
        resolved = resolver.lookup(pointer)
        contents, resolver = resolved.contents, resolved.resolver
    cut = _shallow(contents, resolver)
    assert isinstance(cut, dict)  # only a contained object becomes True
    return cut


_CUT_NAMES: Final = frozenset(
    spelling
    for object_type in OBJECT_TYPES
    if not object_type.startswith("x-")
    for name in (object_type, "callbacks" if object_type == "callback" else object_type)
    for spelling in (
        name,
        f"{name}-or-reference",
        "".join(word.title() for word in name.split("-")),
    )
)


def _shallow(schema: Any, resolver: Resolver[Any]) -> Any:
    """A metaschema without references. A reference to an object type becomes True, another one its target."""
    if not isinstance(schema, dict):
        return schema
    if "$dynamicRef" in schema:
        return True
    reference = schema.get("$ref")
    if reference is None:
        return _fields_cut(schema, resolver)
    if reference == "#" or (
        reference.startswith("#/") and reference.rpartition("/")[2] in _CUT_NAMES
    ):
        return True
    resolved = resolver.lookup(reference)
    target = _shallow(resolved.contents, resolved.resolver)
    siblings = _fields_cut({key: value for key, value in schema.items() if key != "$ref"}, resolver)
    if not siblings:
        return target
    return {**siblings, "allOf": [*siblings.get("allOf", ()), target]}


def _fields_cut(schema: dict[str, Any], resolver: Resolver[Any]) -> Any:
    result: dict[str, Any] = {}
    for key, value in schema.items():
        if key in _ANNOTATIONS:
            continue
        if key in _MAPS:
            result[key] = {name: _shallow(child, resolver) for name, child in value.items()}
        elif key in _LISTS:
            result[key] = [_shallow(child, resolver) for child in value]
        elif key in _SINGLE:
            child = _shallow(value, resolver)
            if child is not True or key != "items":  # draft 4 has no boolean schemas
                result[key] = child
        else:
            result[key] = value
    # "a Schema or a Reference": both became True, and the object is validated on its own.
    return True if any(child is True for child in result.get("oneOf", ())) else result


def _fields(schema: Any) -> frozenset[str]:
    return frozenset(_field_names(schema))


def _field_names(schema: Any) -> Iterator[str]:
    if not isinstance(schema, dict):
        return
    yield from schema.get("properties", ())
    inner = [*(schema.get(key) for key in ("if", "then", "else"))]
    for key in ("allOf", "anyOf", "oneOf"):
        inner += schema.get(key, ())
    for child in (*inner, *schema.get("dependentSchemas", {}).values()):
        yield from _field_names(child)


def _is_anything(_: object) -> bool:
    return True


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_size(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _are_texts(value: object) -> bool:
    """Whether the value is a list of at least one text, without duplicates."""
    if not isinstance(value, list) or not value:
        return False
    return all(isinstance(each, str) for each in value) and len(set(value)) == len(value)


_SIZE: Final = {"type": "integer", "minimum": 0}
_TEXT: Final = {"type": "string"}
_SIMPLE_RULES: Final[tuple[tuple[Any, _Test], ...]] = (
    (True, _is_anything),
    ({}, _is_anything),
    ({"type": "string"}, _is_text),
    ({"type": "number"}, _is_number),
    (_SIZE, _is_size),
    ({"allOf": [_SIZE, {}]}, _is_size),
    ({"type": "array"}, _are_texts),
    ({"type": "array", "minItems": 1, "uniqueItems": True}, _are_texts),
    ({"type": "array", "minItems": 1, "uniqueItems": False, "items": {}}, _are_texts),
    ({"type": "array", "items": _TEXT}, _are_texts),
    ({"type": "array", "items": _TEXT, "uniqueItems": True}, _are_texts),
    ({"type": "array", "items": _TEXT, "minItems": 1, "uniqueItems": True}, _are_texts),
)
"""Rules for the value of a field, each with a test that is at least as strict."""


def _simple_tests(schema: Any) -> dict[str, _Test]:
    """The fields of a definition for which one test is at least as strict as all their rules."""
    tests_by_field: dict[str, set[_Test | None]] = {}
    for name, rule in _field_rules(schema):
        tests = [test for simple_rule, test in _SIMPLE_RULES if rule == simple_rule]
        tests_by_field.setdefault(name, set()).add(tests[0] if tests else None)
    return {
        name: test
        for name, (test, *more) in tests_by_field.items()
        if test is not None and not more
    }


def _field_rules(schema: Any) -> Iterator[tuple[str, Any]]:
    """All rules for values of fields in a definition, at any depth."""
    if isinstance(schema, list):
        for child in schema:
            yield from _field_rules(child)
    elif isinstance(schema, dict):
        for key, child in schema.items():
            if key == "properties":
                yield from child.items()
            if key in _MAPS:
                yield from _field_rules(list(child.values()))
            else:
                yield from _field_rules(child)

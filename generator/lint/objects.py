"""Validation of one object against the standard, without the objects that it contains."""

from __future__ import annotations

import marshal
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, Final

from jsonschema.validators import validator_for

from generator.json_types import Key
from generator.lint.explain import explain
from generator.lint.messages import SchemaIssue, short
from generator.lint.metaschema import DIALECTS, Definition, definition
from generator.openapi.object_types import (
    SCHEMA,
    can_be_reference,
    ignores_siblings,
    outline,
    title,
)

_REPORTED_ELSEWHERE: Final = {
    *((("parameters",), "uniqueItems"), (("tags",), "uniqueItems"), (("enum",), "uniqueItems")),
}
_HARMLESS: Final[dict[Key, tuple[str, ...]]] = {
    "pattern": ("format",),
    "patternProperties": ("format",),
    "examples": ("type",),
}
_VALUES_OF_OTHER_VERSIONS: Final[Mapping[tuple[Key, type], str]] = {
    ("exclusiveMinimum", bool): "in OpenAPI 3.1, write the bound itself here",
    ("exclusiveMaximum", bool): "in OpenAPI 3.1, write the bound itself here",
    ("exclusiveMinimum", int): 'in OpenAPI 3.0, write the bound in "minimum", and true here',
    ("exclusiveMaximum", int): 'in OpenAPI 3.0, write the bound in "maximum", and true here',
    ("type", list): 'OpenAPI 3.0 has one type, and "nullable: true" for null',
    ("required", bool): 'list the property in "required" of its object',
}
"""What to write instead of a value that another version or another object admits, by keyword and type."""
_DIALECT: Final = {"openapi": "jsonSchemaDialect", SCHEMA: "$schema"}


def object_issues(value: Any, object_type: str, version: str) -> list[SchemaIssue]:
    """The issues of one object, without those of the objects that it contains."""
    effective_type = object_type
    if isinstance(value, dict) and "$ref" in value and can_be_reference(object_type):
        if not isinstance(value["$ref"], str):
            return []  # reported when the document was loaded
        if ignores_siblings(object_type, version):
            effective_type = "reference"
        elif object_type == "path-item":
            value = {key: child for key, child in value.items() if key != "$ref"}
    defined = definition(version, effective_type)
    label = _label(value, effective_type, defined) if isinstance(value, dict) else b""
    if label in defined.valid:
        return []
    explained = explain(defined.validator.iter_errors(value), defined.fields, title(effective_type))
    own = [issue for issue in explained if not _is_reported_elsewhere(issue, effective_type)]
    issues = [_with_severity(_with_hint(issue, value), effective_type) for issue in own]
    if effective_type in _DIALECT and version != "3.0":
        issues += _dialect(value, effective_type)
    if label and not issues:
        defined.valid.add(label)
    return issues


def _label(value: Mapping[str, object], object_type: str, defined: Definition) -> bytes:
    """All facts that the issues of an object depend on. Most objects of a document share their label with others."""
    label = outline(value, object_type)
    for key in label.keys() & defined.simple_tests.keys():
        if defined.simple_tests[key](label[key]):
            label[key] = ()
    return marshal.dumps(label, 2)  # version 2: equal values give equal bytes


def _is_reported_elsewhere(issue: SchemaIssue, object_type: str) -> bool:
    """Whether another check reports it: duplicates, and unknown keywords of schemas."""
    if object_type == SCHEMA and issue.keyword == "additionalProperties":
        return len(issue.pointer) == 1
    if object_type == SCHEMA and issue.keyword == "dependencies":
        return True  # a bound of OpenAPI 3.1 in 3.0, or a flag without effect
    return (issue.pointer, issue.keyword) in _REPORTED_ELSEWHERE


def _with_hint(issue: SchemaIssue, schema: Any) -> SchemaIssue:
    """The issue with the text of what to write instead, if it is about a value of another version."""
    if len(issue.pointer) != 1 or issue.keyword != "type" or not isinstance(schema, dict):
        return issue
    kind = type(schema.get(str(issue.pointer[0])))
    hint = _VALUES_OF_OTHER_VERSIONS.get((issue.pointer[0], int if kind is float else kind))
    return replace(issue, message=f"{issue.message}: {hint}") if hint else issue


def _with_severity(issue: SchemaIssue, object_type: str) -> SchemaIssue:
    """The issue, as an advisory if the problem does not affect a client."""
    if object_type == "reference":
        return replace(issue, advisory=issue.at_key)  # "any properties added SHALL be ignored"
    advisory = object_type == SCHEMA and issue.keyword in _HARMLESS.get(
        issue.pointer[-1] if issue.pointer else "", ()
    )
    return replace(issue, advisory=advisory)


def _dialect(value: object, object_type: str) -> Iterator[SchemaIssue]:
    key = _DIALECT[object_type]
    dialect = value.get(key) if isinstance(value, dict) else None
    if isinstance(dialect, str) and not _is_known(dialect):
        yield SchemaIssue(
            (key,),
            f"{short(dialect)} is not a supported JSON Schema dialect",
            advisory=True,
        )


def _is_known(dialect: str) -> bool:
    unknown: Any = None
    try:
        validator = validator_for({"$schema": dialect}, default=unknown)
    except ValueError:  # it is not a URI
        return False
    return validator is not None or dialect.removesuffix("#") in DIALECTS.values()

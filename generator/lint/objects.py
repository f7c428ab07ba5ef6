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

_REPORTED_ELSEWHERE: Final = {(("parameters",), "uniqueItems"), (("tags",), "uniqueItems")}
_HARMLESS: Final[dict[Key, tuple[str, ...]]] = {
    "pattern": ("format",),
    "patternProperties": ("format",),
    "enum": ("uniqueItems",),
    "examples": ("type",),
}
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
    # Duplicate parameters and tags are reported by `path-parameter` and `openapi-standard`.
    named = [
        issue for issue in explained if (issue.pointer, issue.keyword) not in _REPORTED_ELSEWHERE
    ]
    issues = [_with_severity(issue, effective_type) for issue in named]
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

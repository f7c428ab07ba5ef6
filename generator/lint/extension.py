"""Validation of the root extension `x-conventions`: its form, and whether everything that it names exists."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from jsonschema import Draft202012Validator

from generator.diagnostics import Location, suggestion
from generator.lint.explain import explain
from generator.lint.messages import short
from generator.lint.walk import down, entries, is_incomplete, properties_at
from generator.openapi import Document, Node
from generator.openapi.conventions import KEY, Conventions, Errors, read_conventions
from generator.openapi.operations import listed, operations, template_variables
from generator.openapi.pointers import tokens


@dataclass(frozen=True, slots=True)
class CheckedConventions:
    """The conventions of a document, and the location and message of each violation in them."""

    conventions: Conventions
    violations: tuple[tuple[Location, str], ...] = ()


_TEXT: Final = {"type": "string", "minLength": 1}
_TEXTS: Final = {"type": "array", "items": _TEXT}
_POINTER: Final = {"type": "string", "pattern": "^(/[^/]+)+$"}


def _object(properties: Mapping[str, Any], *required: str) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(required),
        "additionalProperties": False,
    }


_CODE: Final = _object(
    {"status": {"type": "integer", "minimum": 400, "maximum": 599}, "description": _TEXT}, "status"
)
_ERRORS: Final = _object(
    {
        "envelope": _object({"$ref": _TEXT}, "$ref"),
        "fields": {"type": "object", "additionalProperties": _POINTER, "required": ["code"]},
        "always": _TEXTS,
        "withPathParameters": _TEXTS,
        "codes": {"type": "object", "additionalProperties": _CODE},
    },
    *("envelope", "fields"),
)
_SCHEMA: Final = _object(
    {
        "security": _TEXTS,
        "placeholders": _TEXTS,
        "errors": _ERRORS,
        "pagination": _object(
            {
                "parameters": _object({"page": _TEXT, "limit": _TEXT}),
                "schemas": _object({"page": {"type": "object"}, "limit": {"type": "object"}}),
                "items": _POINTER,
                "metadata": {"enum": ["any"]},
            },
            "items",
        ),
        "properties": {"enum": ["camelCase"]},
        "times": _TEXT,
        "idempotent": _TEXTS,
    }
)
_CAMEL_CASE: Final = re.compile(r"[a-z][a-zA-Z0-9]*")
_FIELDS: Final = frozenset(_SCHEMA["properties"])


def read_checked_conventions(document: Document) -> CheckedConventions:
    """The conventions of a document. They are empty if the form of the extension is wrong."""
    root = document.root.get(KEY)
    if root is None:
        return CheckedConventions(Conventions())
    issues = explain(Draft202012Validator(_SCHEMA).iter_errors(root.value), _FIELDS, KEY)
    if issues:
        located = ((down(root, issue.pointer), issue) for issue in issues)
        return CheckedConventions(
            Conventions(),
            tuple(
                (node.key_location if issue.at_key else node.location, issue.message)
                for node, issue in located
            ),
        )
    conventions = read_conventions(document)
    return CheckedConventions(conventions, tuple(_contradictions(document, root, conventions)))


def is_camel_case(name: str) -> bool:
    """Whether a name follows the only supported convention for the names of properties."""
    return _CAMEL_CASE.fullmatch(name) is not None


def envelope_of(errors: Errors) -> Node | None:
    """The schema of the error envelope after all references, or None."""
    target = errors.envelope.target if errors.envelope is not None else None
    return target.resolve() if target is not None else None


def _contradictions(
    document: Document, root: Node, conventions: Conventions
) -> Iterator[tuple[Location, str]]:
    """A violation for each name in the conventions that the document does not define."""
    components = document.root.get("components")
    schemes = (
        {name for name, _ in entries(components.get("securitySchemes"))}
        if components is not None
        else set()
    )
    yield from _unknown(root, "security", schemes, "a security scheme of `components`")
    variables = {
        name for server in _servers(document) for name, _ in entries(server.get("variables"))
    }
    # The rule `openapi-standard` reports a variable in a URL that is not declared.
    variables |= {
        name for server in _servers(document) for name in template_variables(server.text("url"))
    }
    yield from _unknown(root, "placeholders", variables, "a variable of a server")
    identifiers = {operation.node.text("operationId") for operation in operations(document)}
    # An operation without an operationId has been reported.
    if "" not in identifiers and not is_incomplete(document):
        yield from _unknown(root, "idempotent", identifiers, "the operationId of an operation")
    envelope = envelope_of(conventions.errors)
    if envelope is not None:
        for _, pointer in entries(root / "errors" / "fields"):
            if isinstance(pointer.value, str) and not list(
                properties_at(envelope, tokens(pointer.value))
            ):
                yield pointer.location, f"{short(pointer.value)} is not a property of the error envelope"


def _servers(document: Document) -> Iterator[Node]:
    """The servers of the document, of its paths and of their operations."""
    owners = [document.root]
    for operation in operations(document):
        owners += [operation.node, *operation.path_items]
    for owner in owners:
        yield from listed(owner.get("servers"))


def _unknown(
    root: Node, key: str, known: set[str], expected: str
) -> Iterator[tuple[Location, str]]:
    names = root.get(key)
    for name in names.elements() if names is not None else ():
        if isinstance(name.value, str) and name.value not in known:
            yield name.location, f"{short(name.value)} is not {expected}{suggestion(name.value, known)}"

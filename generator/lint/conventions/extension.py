"""The root's `x-conventions`: what a house agrees on and plain OpenAPI cannot say, read and checked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from jsonschema import Draft202012Validator

from generator.diagnostics import Location
from generator.lint.explain import explain
from generator.lint.messages import short, suggestion
from generator.lint.walk import down, entries, operations, properties_at
from generator.openapi import Document, Node

KEY: Final = "x-conventions"


@dataclass(frozen=True, slots=True)
class Code:
    """A row of the table of error codes."""

    status: int
    node: Node


@dataclass(frozen=True, slots=True)
class Errors:
    """What every failed call answers."""

    envelope: Node | None = None  # the schema itself, where its references end
    code: tuple[str, ...] = ()  # the properties that lead to the error code
    always: tuple[str, ...] = ()
    with_path_parameters: tuple[str, ...] = ()
    codes: Mapping[str, Code] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Pagination:
    """How lists are read page by page."""

    parameters: tuple[str, ...]  # names of query parameters
    items: tuple[str, ...]  # the properties that lead to the items


@dataclass(frozen=True, slots=True)
class Conventions:
    """The conventions of a house; what is absent is not asked for."""

    security: tuple[str, ...] = ()
    errors: Errors | None = None
    pagination: Pagination | None = None
    properties: str = ""
    times: str = ""
    idempotent: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """The conventions as far as they can be relied on, and what is wrong with them."""

    conventions: Conventions
    faults: tuple[tuple[Location, str], ...] = ()


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
_SHAPE: Final = _object(
    {
        "security": _TEXTS,
        "errors": _ERRORS,
        "pagination": _object(
            {"parameters": _object({"page": _TEXT, "limit": _TEXT}), "items": _POINTER}, "items"
        ),
        "properties": {"enum": ["camelCase"]},
        "times": _TEXT,
        "idempotent": _TEXTS,
    }
)
_FIELDS: Final = frozenset(
    ("security", "errors", "pagination", "properties", "times", "idempotent")
)


def read(document: Document) -> Reading:
    """The conventions of a document. Where their shape is wrong, none can be relied on."""
    root = document.root.get(KEY)
    if root is None:
        return Reading(Conventions())
    shape = explain(Draft202012Validator(_SHAPE).iter_errors(root.value), _FIELDS, KEY)
    if shape:
        places = ((down(root, finding.pointer), finding) for finding in shape)
        return Reading(
            Conventions(),
            tuple(
                (node.key_location if finding.at_key else node.location, finding.message)
                for node, finding in places
            ),
        )
    conventions = _conventions(root)
    return Reading(conventions, tuple(_contradictions(document, root, conventions)))


def _conventions(root: Node) -> Conventions:
    errors, pagination = root.get("errors"), root.get("pagination")
    return Conventions(
        security=_texts(root, "security"),
        errors=_errors(errors) if errors is not None else None,
        pagination=_pagination(pagination) if pagination is not None else None,
        properties=root.text("properties"),
        times=root.text("times"),
        idempotent=_texts(root, "idempotent"),
    )


def _errors(node: Node) -> Errors:
    envelope = (node / "envelope").target
    return Errors(
        envelope=envelope.resolve() if envelope is not None else None,
        code=_tokens((node / "fields").text("code")),
        always=_texts(node, "always"),
        with_path_parameters=_texts(node, "withPathParameters"),
        codes={name: Code(_status(code), code) for name, code in entries(node.get("codes"))},
    )


def _status(code: Node) -> int:
    status = (code / "status").value
    assert isinstance(status, int)  # the shape has been checked
    return status


def _pagination(node: Node) -> Pagination:
    names = [name.value for _, name in entries(node.get("parameters"))]
    return Pagination(
        tuple(name for name in names if isinstance(name, str)), _tokens(node.text("items"))
    )


def _texts(node: Node, key: str) -> tuple[str, ...]:
    child = node.get(key)
    texts = [element.value for element in child.elements()] if child is not None else []
    return tuple(text for text in texts if isinstance(text, str))


def _tokens(pointer: str) -> tuple[str, ...]:
    return tuple(token.replace("~1", "/").replace("~0", "~") for token in pointer.split("/")[1:])


def _contradictions(
    document: Document, root: Node, conventions: Conventions
) -> Iterator[tuple[Location, str]]:
    """What the conventions name and the document does not have."""
    components = document.root.get("components")
    schemes = (
        {name for name, _ in entries(components.get("securitySchemes"))}
        if components is not None
        else set()
    )
    yield from _unknown(root, "security", schemes, "a security scheme of `components`")
    identifiers = {operation.node.text("operationId") for operation in operations(document)}
    if "" not in identifiers:  # an operation without one has been reported
        yield from _unknown(root, "idempotent", identifiers, "the operationId of an operation")
    errors = conventions.errors
    if errors is not None and errors.envelope is not None:
        for _, pointer in entries(root / "errors" / "fields"):
            if isinstance(pointer.value, str) and not list(
                properties_at(errors.envelope, _tokens(pointer.value))
            ):
                yield pointer.location, f"{short(pointer.value)} leads to no property of the error envelope"


def _unknown(root: Node, key: str, known: set[str], what: str) -> Iterator[tuple[Location, str]]:
    names = root.get(key)
    for name in names.elements() if names is not None else ():
        if isinstance(name.value, str) and name.value not in known:
            yield name.location, f"{short(name.value)} is not {what}{suggestion(name.value, known)}"

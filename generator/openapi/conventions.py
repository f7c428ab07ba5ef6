"""The root extension `x-conventions`: conventions of a whole API that OpenAPI cannot express (`spec/CONVENTIONS.md`).

A value of a wrong type is ignored here; the rule `conventions` reports it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from generator.json_types import Json
from generator.openapi.document import Document, Node

KEY: Final = "x-conventions"


@dataclass(frozen=True, slots=True)
class Code:
    """An entry in the table of error codes."""

    status: int
    description: str
    node: Node


@dataclass(frozen=True, slots=True)
class Errors:
    """The error responses of all operations."""

    envelope: Node | None = None  # a reference to the schema, not resolved
    fields: Mapping[str, str] = field(default_factory=dict)  # attribute -> pointer in the envelope
    always: tuple[str, ...] = ()
    with_path_parameters: tuple[str, ...] = ()
    codes: Mapping[str, Code] = field(default_factory=dict)

    @property
    def code_pointer(self) -> str:
        """The pointer to the error code in the envelope."""
        return self.fields.get("code", "")


@dataclass(frozen=True, slots=True)
class Pagination:
    """The pagination of lists: the names of the query parameters, and the pointer to the items in a page.

    `schemas` has the keywords that the schemas of the parameters must have, by the name of the parameter. If
    `is_metadata_open`, a page describes only its items and allows any other property.
    """

    page: str = ""
    limit: str = ""
    items: str = ""
    schemas: Mapping[str, Mapping[str, Json]] = field(default_factory=dict)
    is_metadata_open: bool = False


@dataclass(frozen=True, slots=True)
class Conventions:
    """The conventions of a document. A convention that the document does not state is empty."""

    security: tuple[str, ...] = ()
    placeholders: tuple[str, ...] = ()  # server variables whose default is not a usable value
    errors: Errors = field(default_factory=Errors)
    pagination: Pagination = field(default_factory=Pagination)
    properties: str = ""
    times: str = ""
    idempotent: tuple[str, ...] = ()


def read_conventions(document: Document) -> Conventions:
    """The conventions of a document."""
    root = document.root.get(KEY)
    if root is None:
        return Conventions()
    errors, pagination = root.get("errors"), root.get("pagination")
    return Conventions(
        security=_texts(root, "security"),
        placeholders=_texts(root, "placeholders"),
        errors=_errors(errors) if errors is not None else Errors(),
        pagination=_pagination(pagination) if pagination is not None else Pagination(),
        properties=root.text("properties"),
        times=root.text("times"),
        idempotent=_texts(root, "idempotent"),
    )


def _errors(node: Node) -> Errors:
    return Errors(
        envelope=node.get("envelope"),
        fields={
            name: child.value
            for name, child in _entries(node, "fields")
            if isinstance(child.value, str)
        },
        always=_texts(node, "always"),
        with_path_parameters=_texts(node, "withPathParameters"),
        codes={
            name: Code(status.value, child.text("description"), child)
            for name, child in _entries(node, "codes")
            if (status := child.get("status")) is not None and type(status.value) is int
        },
    )


def _pagination(node: Node) -> Pagination:
    parameters = node.get("parameters")
    names = (
        (parameters.text("page"), parameters.text("limit")) if parameters is not None else ("", "")
    )
    wanted = dict(_entries(node, "schemas"))
    schemas = {
        name: schema.value
        for key, name in zip(("page", "limit"), names, strict=True)
        if (schema := wanted.get(key)) is not None and isinstance(schema.value, dict)
    }
    is_open = node.text("metadata") == "any"
    return Pagination(*names, node.text("items"), schemas, is_open)


def _entries(node: Node, key: str) -> list[tuple[str, Node]]:
    child = node.get(key)
    return list(child.items()) if child is not None else []


def _texts(node: Node, key: str) -> tuple[str, ...]:
    child = node.get(key)
    elements = child.elements() if child is not None else ()
    return tuple(element.value for element in elements if isinstance(element.value, str))

"""The rule `pagination`: list operations, and only these, are paginated in one way."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from generator.lint.rule import Subject, Violation
from generator.lint.walk import entries, is_unresolved, properties_at
from generator.openapi import Node
from generator.openapi.conventions import Pagination
from generator.openapi.operations import OperationAt, listed
from generator.openapi.pointers import tokens

_LIST: Final = re.compile(r"list(?![a-z])")  # listPets, list_pets, list; not listenToPets


@dataclass(slots=True)
class BodyForms:
    """The alternatives of a body: pages, arrays or other schemas."""

    pages: set[object] = field(default_factory=set)  # addresses of the items' schemas
    arrays: set[object] = field(default_factory=set)
    others: bool = False
    unknown: bool = False  # whether a reference dangles


def pagination(subject: Subject) -> Iterator[Violation]:
    """An operation whose operationId starts with "list" takes page parameters and returns pages; others do not."""
    conventions = subject.conventions.pagination
    if not conventions.items:
        return
    for operation in subject.operations:
        name = operation.node.text("operationId")
        if operation.method == "GET" and _LIST.match(name):
            yield from _list(operation, conventions)
        elif name:
            yield from _no_list(operation, conventions)


def _list(operation: OperationAt, conventions: Pagination) -> Iterator[Violation]:
    parameters = list(operation.parameters)
    page_parameters = {
        name: parameter
        for parameter in parameters
        for name in _page_parameter(parameter, conventions)
    }
    missing = [name for name in _parameters(conventions) if name not in page_parameters]
    if missing and not any(is_unresolved(parameter) for parameter in parameters):
        own = operation.node.get("parameters")
        names = ", ".join(f'"{name}"' for name in missing)
        message = f"{operation.name} must take the query parameters of all lists: add a reference to {names}"
        yield Violation(
            (operation.node if own is None else own).key_location,
            message,
        )
    for name, parameter in page_parameters.items():
        if parameter.reference is None:
            yield Violation(
                parameter.location,
                f'"{name}" must be a reference to the parameter that all lists share',
            )
    for schema in _bodies(operation):
        forms = _body_forms(schema, conventions)
        if not forms.unknown and (
            forms.others or not forms.pages or (forms.arrays and not forms.arrays & forms.pages)
        ):
            items = conventions.items.removeprefix("/")
            page = f'an object with the items in "{items}", or one of that and the bare array of the same'
            message = f"{operation.name} must return a page: {page}"
            yield Violation(schema.key_location, message)


def _no_list(operation: OperationAt, conventions: Pagination) -> Iterator[Violation]:
    for parameter in operation.own_parameters:
        for name in _page_parameter(parameter, conventions):
            yield Violation(
                parameter.location,
                f'{operation.name} is not a list operation: remove "{name}" or call it list…',
            )
    for schema in _bodies(operation):
        if _body_forms(schema, conventions).pages:
            message = (
                f"{operation.name} is not a list operation: return the items alone or call it list…"
            )
            yield Violation(schema.key_location, message)


def _parameters(conventions: Pagination) -> list[str]:
    """The names of the query parameters of all list operations."""
    return [name for name in (conventions.page, conventions.limit) if name]


def _page_parameter(parameter: Node, conventions: Pagination) -> Iterator[str]:
    target = parameter.resolve()
    if target.text("in") == "query" and target.text("name") in _parameters(conventions):
        yield target.text("name")


def _bodies(operation: OperationAt) -> Iterator[Node]:
    """The schemas of the bodies in successful responses."""
    for status, response in entries(operation.node.get("responses")):
        if status.startswith("2"):
            for _, media in entries(response.resolve().get("content")):
                schema = media.resolve().get("schema")
                if schema is not None and not is_unresolved(schema):
                    yield schema


def _body_forms(schema: Node, conventions: Pagination) -> BodyForms:
    result = BodyForms()
    waiting = [schema]
    seen: set[object] = set()
    while waiting:
        node = waiting.pop()
        if node.address in seen:
            continue
        seen.add(node.address)
        alternatives = [
            choice
            for part in properties_at(node, ())
            for key in ("oneOf", "anyOf")
            for choice in listed(part.get(key))
        ]
        waiting += alternatives
        pages, arrays = _items(node, tokens(conventions.items)), _items(node, ())
        result.unknown |= any(
            is_unresolved(part) for part in properties_at(node, tokens(conventions.items))
        )
        result.pages |= pages
        result.arrays |= arrays
        result.others |= not (alternatives or pages or arrays)
    return result


def _items(schema: Node, path: tuple[str, ...]) -> set[object]:
    """The addresses of the schemas of the items of an array at a path."""
    arrays = [
        items for part in properties_at(schema, path) if (items := part.get("items")) is not None
    ]
    return {part.address for items in arrays for part in properties_at(items, ())}

"""The rule `pagination`: list operations, and only these, are paginated in one way."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container, Iterator
from dataclasses import dataclass, field
from typing import Final

from generator.diagnostics import nearest
from generator.lint.messages import short
from generator.lint.rule import Subject, Violation
from generator.lint.walk import alternatives, entries, is_unresolved, properties_at
from generator.openapi import Node
from generator.openapi.conventions import Pagination
from generator.openapi.operations import OperationAt
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
    lists = [operation for operation in subject.operations if _is_list(operation)]
    misnamed = _misnamed(lists, conventions)
    for name, parameter in misnamed.items():
        message = f'the parameter of all lists must have the name "{name}"'
        yield Violation((parameter / "name").location, message)
    for operation in subject.operations:
        if operation in lists:
            yield from _list(operation, conventions, misnamed)
        elif operation.node.text("operationId"):
            yield from _no_list(operation, conventions)
    violations = [*_parameter_schemas(lists, subject), *_metadata(lists, conventions)]
    # The parts that operations share are reported once.
    yield from dict.fromkeys(violations)


def _parameter_schemas(lists: list[OperationAt], subject: Subject) -> Iterator[Violation]:
    """The schemas of page parameters have the keywords of the conventions."""
    conventions = subject.conventions.pagination
    for parameter in (each for operation in lists for each in operation.parameters):
        for name in _page_parameter(parameter, conventions):
            schema = parameter.resolve().get("schema")
            for key, value in conventions.schemas.get(name, {}).items():
                if schema is None or is_unresolved(schema):
                    continue
                found = list(_keyword(schema, key, value, f'the parameter "{name}"', subject))
                yield from found
                if found and key == "type":
                    break  # the other keywords depend on the type


def _keyword(
    schema: Node, key: str, value: object, subject_name: str, subject: Subject
) -> Iterator[Violation]:
    found = [node for part in properties_at(schema, ()) if (node := part.get(key)) is not None]
    expected = f"`{key}: {value if isinstance(value, str) else short(value)}`"
    if not found:
        yield Violation(schema.key_location, f"{subject_name} must have {expected}: add it")
        return
    first = found[0]
    # The rule `openapi-standard` reports a default that is not valid.
    is_reported = key == "default" and subject.bundle.issues(schema, first.value)
    if all(node.value != value for node in found) and not is_reported:
        message = f"{subject_name} must have {expected}, not {short(first.value)}"
        yield Violation(first.location, message)


def _metadata(lists: list[OperationAt], conventions: Pagination) -> Iterator[Violation]:
    """A page describes only its items and allows other properties, if the names of its metadata are unknown."""
    if not conventions.is_metadata_open:
        return
    items = tokens(conventions.items)
    bodies = (body for each in lists for body in _bodies(each))
    for page in (page for body in bodies for page in _pages(body, items)):
        parts = list(properties_at(page, ()))
        if any(map(is_unresolved, parts)):
            continue
        described = [part for part in parts if items[0] in dict(entries(part.get("properties")))]
        for part in parts:
            for name, node in entries(part.get("properties")):
                if name != items[0]:
                    message = f'the metadata of a page have no documented names: remove "{name}"'
                    yield Violation(node.key_location, message)
        others = [each for each in (part.get("additionalProperties") for part in parts) if each]
        if all(each.value is not True for each in others):
            reason = "because its metadata have no documented names"
            message = f"a page must have `additionalProperties: true`, {reason}"
            location = others[0].location if others else described[-1].key_location
            yield Violation(location, message)


def _pages(schema: Node, items: tuple[str, ...]) -> Iterator[Node]:
    """The alternatives of a body that are pages."""
    return (node for node in _all_alternatives(schema) if _items(node, items))


def _all_alternatives(schema: Node) -> Iterator[Node]:
    """The schema and its alternatives at any depth, each once."""
    waiting = [schema]
    seen: set[object] = set()
    while waiting:
        node = waiting.pop()
        if node.address not in seen:
            seen.add(node.address)
            waiting += _alternatives(node)
            yield node


def _alternatives(schema: Node) -> list[Node]:
    return [each for part in properties_at(schema, ()) for each in alternatives(part)]


def _is_list(operation: OperationAt) -> bool:
    name = operation.node.text("operationId")
    return operation.method == "GET" and _LIST.match(name) is not None


def _misnamed(lists: list[OperationAt], conventions: Pagination) -> dict[str, Node]:
    """The parameters that several lists share under a misspelled name, by the right name."""
    users: dict[str, list[Node]] = defaultdict(list)
    for parameter in (each for operation in lists for each in operation.parameters):
        target = parameter.resolve()
        if parameter.is_reference and target.text("in") == "query":
            users[target.text("name")].append(target)
    result = {}
    for name in (name for name in _parameters(conventions) if name not in users):
        near = nearest(name, users.keys() - set(_parameters(conventions)))
        if near and len(users[near]) > 1:
            result[name] = users[near][0]
    return result


def _list(
    operation: OperationAt, conventions: Pagination, misnamed: Container[str]
) -> Iterator[Violation]:
    parameters = list(operation.parameters)
    page_parameters = {
        name: parameter
        for parameter in parameters
        for name in _page_parameter(parameter, conventions)
    }
    expected = (name for name in _parameters(conventions) if name not in misnamed)
    missing = [name for name in expected if name not in page_parameters]
    if missing and not any(is_unresolved(parameter) for parameter in parameters):
        own = operation.node.get("parameters")
        names = ", ".join(f'"{name}"' for name in missing)
        message = f"{operation.name} must take the query parameters of all lists: add a reference to {names}"
        yield Violation(
            (operation.node if own is None else own).key_location,
            message,
        )
    for name, parameter in page_parameters.items():
        if not parameter.is_reference:
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
    for node in _all_alternatives(schema):
        pages, arrays = _items(node, tokens(conventions.items)), _items(node, ())
        result.unknown |= any(is_unresolved(part) for part in _parts(node, conventions.items))
        result.pages |= pages
        result.arrays |= arrays
        result.others |= not (pages or arrays or _alternatives(node))
    return result


def _parts(schema: Node, items: str) -> Iterator[Node]:
    """The schemas on which it depends whether a schema is a page or an array of items."""
    for path in (tokens(items), ()):
        for part in properties_at(schema, path):
            yield part
            element = part.get("items")
            yield from properties_at(element, ()) if element is not None else ()


def _items(schema: Node, path: tuple[str, ...]) -> set[object]:
    """The addresses of the schemas of the items of an array at a path."""
    arrays = [
        items for part in properties_at(schema, path) if (items := part.get("items")) is not None
    ]
    return {part.address for items in arrays for part in properties_at(items, ())}

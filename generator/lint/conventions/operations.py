"""Rules about operations: their operationIds, path parameters and security requirements."""

from __future__ import annotations

import keyword
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Final, TypeAlias

from generator.lint.messages import short
from generator.lint.rule import Subject, Violation
from generator.lint.walk import entries
from generator.openapi import Node
from generator.openapi.operations import OperationAt, listed, reference_chain, template_variables

_Identity: TypeAlias = "tuple[str, str]"
_Declared: TypeAlias = "list[tuple[Node, _Identity | None]]"

_LOCATIONS: Final = ("path", "query", "querystring", "header", "cookie")
_ABSENT: Final = "\0"


def operation_ids(subject: Subject) -> Iterator[Violation]:
    """All operationIds are unique (OpenAPI, Operation Object)."""
    users: dict[str, list[Node]] = defaultdict(list)
    for node in subject.every_operation:
        identifier = node.get("operationId")
        if identifier is not None and isinstance(identifier.value, str):
            users[identifier.value].append(identifier)
    for name, identifiers in users.items():
        if len(identifiers) > 1:
            message = (
                f"the operationId {short(name)} is not unique: give this operation another one"
            )
            first, *others = (identifier.location for identifier in identifiers)
            for location in others:
                yield Violation(location, message, ((first, "first used here"),))


def python_safe_ids(subject: Subject) -> Iterator[Violation]:
    """Every operation has an operationId that is a valid name in Python."""
    for operation in subject.operations:
        identifier = operation.node.get("operationId")
        if identifier is None:
            message = f"{operation.name} has no operationId: add one; its method is named after it"
            yield Violation(operation.node.key_location, message)
        elif isinstance(identifier.value, str) and not _is_name(identifier.value):
            message = f"{short(identifier.value)} cannot be a name in Python: use letters and digits, such as listPets"
            yield Violation(identifier.location, message)


def _is_name(text: str) -> bool:
    return (
        text.isidentifier()
        and text.isascii()
        and not text.startswith("_")
        and not keyword.iskeyword(text)
    )


def path_parameters(subject: Subject) -> Iterator[Violation]:
    """The variables of a path and its path parameters are the same, and no parameter is declared twice."""
    for _, entry in entries(subject.document.root.get("paths")):
        for item in reference_chain(entry):
            yield from _duplicates(listed(item.get("parameters")))
    declared = [
        (operation, [(each, _identity(each)) for each in operation.parameters])
        for operation in subject.operations
        if operation.path not in subject.identical_paths  # the other path can have other names
    ]
    for operation, parameters in declared:
        yield from _duplicates(operation.own_parameters)
        yield from _unused(operation, parameters)
    yield from _undeclared(declared)


def _identity(parameter: Node) -> _Identity | None:
    """The name and the location (`in`) of a parameter; None if its reference dangles or it is malformed."""
    target = parameter.resolve()
    name, location = target.text("name", _ABSENT), target.text("in")
    return (name, location) if name is not _ABSENT and location in _LOCATIONS else None


def _duplicates(parameters: Iterator[Node]) -> Iterator[Violation]:
    first: dict[tuple[str, str], Node] = {}
    for parameter in parameters:
        identity = _identity(parameter)
        if identity is None:
            continue
        name, location = identity
        if identity in first:
            message = f'the {location} parameter "{name}" is declared twice: remove one'
            yield Violation(
                parameter.location, message, ((first[identity].location, "first declared here"),)
            )
        first.setdefault(identity, parameter)


def _unused(operation: OperationAt, parameters: _Declared) -> Iterator[Violation]:
    used = template_variables(operation.path)
    for parameter, identity in parameters:
        name, location = identity or ("", "")
        if location == "path" and name not in used:
            shared = parameter.is_reference
            node = parameter if shared else parameter / "name"
            path = f'the path "{operation.path}"'
            message = (
                f'{path} does not use the path parameter "{name}": remove it or write "{{{name}}}"'
            )
            yield Violation(node.location, message)


def _undeclared(declared: Iterable[tuple[OperationAt, _Declared]]) -> Iterator[Violation]:
    missing: dict[tuple[str, str], list[OperationAt]] = {}
    for operation, parameters in declared:
        identities = {identity for _, identity in parameters}
        if None in identities:
            continue  # the parameter without identity may be the missing one
        for name in template_variables(operation.path):
            if (name, "path") not in identities:
                missing.setdefault((operation.path, name), []).append(operation)
    for (_, name), lacking in missing.items():
        names = ", ".join(operation.name for operation in lacking)
        queried = (_identity(p) == (name, "query") for each in lacking for p in each.parameters)
        hint = (
            'it is declared with "in: query"'
            if any(queried)
            else f'add a parameter "{name}" with "in: path"'
        )
        message = f'"{{{name}}}" is not declared for {names}: {hint}'
        yield Violation(lacking[0].entry.key_location, message)


def operation_security(subject: Subject) -> Iterator[Violation]:
    """Each security requirement of an operation contains all schemes of the conventions."""
    expected = subject.conventions.security
    if not expected:
        return
    listed_names = " and ".join(expected)
    root = subject.document.root
    declared = [operation.node.get("security") for operation in subject.operations]
    inherited = root.get("security") if None in declared else None
    if inherited is None and None in declared:
        message = f"the document requires no credentials: add `security` with {listed_names} in one requirement"
        yield Violation(root.location, message)
    for security in (inherited, *declared):
        if security is None:
            continue
        lacking = [(each, _lacking(each, expected)) for each in security.elements()]
        lacking = [(requirement, names) for requirement, names in lacking if names]
        rule = f"{listed_names} must be required together, in each requirement"
        if not list(security.elements()):
            yield Violation(security.key_location, f"no credentials are required: {rule}")
        elif len(lacking) > 1:
            yield Violation(security.key_location, f"these requirements are alternatives: {rule}")
        for requirement, names in lacking if len(lacking) == 1 else ():
            message = f"{' and '.join(names)} {'is' if len(names) == 1 else 'are'} missing: {rule}"
            yield Violation(requirement.location, message)


def _lacking(requirement: Node, names: tuple[str, ...]) -> list[str]:
    """The names that a security requirement lacks."""
    return [name for name in names if name not in requirement]

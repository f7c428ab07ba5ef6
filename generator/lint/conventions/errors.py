"""Rules about errors: one envelope, one table of codes, and each operation lists the codes that it can return."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import chain
from typing import Final

from generator.diagnostics import suggestion
from generator.lint.extension import envelope_of
from generator.lint.messages import short
from generator.lint.rule import Subject, Violation
from generator.lint.walk import entries, is_unresolved, properties_at
from generator.openapi import Node
from generator.openapi.conventions import Errors
from generator.openapi.operations import listed
from generator.openapi.pointers import tokens

_CASE: Final = re.compile(r"[A-Z][A-Z0-9]*(_[A-Z0-9]+)*")
_ERROR_STATUS: Final = re.compile(r"[45](\d\d|XX)|default")


@dataclass(frozen=True, slots=True)
class Use:
    """An error code in the schema of a response."""

    code: str
    status: str
    node: Node
    possible: bool  # whether all lists of codes in the response contain it


def _error_conventions(subject: Subject) -> Errors | None:
    """The conventions on errors; None if there is no envelope."""
    errors = subject.conventions.errors
    return errors if envelope_of(errors) is not None else None


def error_responses(subject: Subject) -> Iterator[Violation]:
    """Every operation declares the error responses of all operations, and all its error responses have the envelope."""
    errors = _error_conventions(subject)
    if errors is None:
        return
    for operation in subject.operations:
        responses = operation.node.get("responses")
        if responses is None or not responses.value:
            continue  # the rule `openapi-standard` reports it
        expected = [*errors.always, *(errors.with_path_parameters if "{" in operation.path else ())]
        missing = [status for status in expected if status not in responses]
        if missing:
            message = f"{operation.name} must declare the responses of all operations: add {', '.join(missing)}"
            yield Violation(responses.key_location, message)
    for status, response in _error_responses(subject, with_body=True):
        if not is_unresolved(response) and not _has_envelope(response.resolve(), errors):
            schema = _schema_node(response.resolve())
            yield Violation(
                schema.key_location,
                f"a {status} response must have the error envelope as its JSON schema",
            )


def _error_responses(subject: Subject, *, with_body: bool = False) -> Iterator[tuple[str, Node]]:
    for operation in subject.operations:
        if with_body and operation.method == "HEAD":
            continue  # a response to HEAD has no body (RFC 9110, 9.3.2)
        for status, response in entries(operation.node.get("responses")):
            if _ERROR_STATUS.fullmatch(status):
                yield status, response


def _schema_node(response: Node) -> Node:
    for _, media in entries(response.get("content")):
        return media.get("schema") or media
    return response


def _schemas(response: Node) -> Iterator[Node]:
    for _, media in entries(response.get("content")):
        schema = media.resolve().get("schema")
        if schema is not None:
            yield schema


def _has_envelope(response: Node, errors: Errors) -> bool:
    """Whether all bodies of the response are the envelope or a schema that extends it."""
    schemas, envelope = list(_schemas(response)), envelope_of(errors)
    return bool(schemas) and all(_reaches(schema, envelope) for schema in schemas)


def _reaches(schema: Node, envelope: Node | None) -> bool:
    return envelope is not None and any(
        part.address == envelope.address or is_unresolved(part)
        for part in properties_at(schema, ())
    )


def _uses(subject: Subject, errors: Errors) -> Iterator[Use]:
    """The codes that the error responses list and the envelope does not."""
    envelope, code_path = envelope_of(errors), tokens(errors.code_pointer)
    shared = (
        {node.address for node in properties_at(envelope, code_path)}
        if envelope is not None
        else set()
    )
    for status, response in _error_responses(subject):
        for schema in _schemas(response.resolve()):
            nodes = properties_at(schema, code_path)
            listed_codes = [list(_codes(node)) for node in nodes if node.address not in shared]
            names = [{code for code, _ in codes} for codes in listed_codes if codes]
            common = set.intersection(*names) if names else set()
            for code, node in chain.from_iterable(listed_codes):
                yield Use(code, status, node, code in common)


def _codes(schema: Node) -> Iterator[tuple[str, Node]]:
    constant = schema.get("const")
    for node in [*listed(schema.get("enum")), *([constant] if constant is not None else [])]:
        if isinstance(node.value, str):
            yield node.value, node


def error_code_unknown(subject: Subject) -> Iterator[Violation]:
    """The codes in responses are in the table."""
    errors = _error_conventions(subject)
    for use in _uses(subject, errors) if errors is not None else ():
        if errors is not None and use.code not in errors.codes:
            hint = suggestion(use.code, errors.codes)
            yield Violation(
                use.node.location, f"the error code {short(use.code)} is not in the table{hint}"
            )


def error_code_status(subject: Subject) -> Iterator[Violation]:
    """A code is in a response with the status that the table states."""
    errors = _error_conventions(subject)
    for use in _uses(subject, errors) if errors is not None else ():
        known = errors.codes.get(use.code) if errors is not None else None
        if known is None or not use.possible:
            continue
        if use.status not in (str(known.status), f"{known.status // 100}XX", "default"):
            message = f"the error code {short(use.code)} belongs to status {known.status}, not {use.status}"
            yield Violation(
                use.node.location,
                message,
                (((known.node / "status").location, "its status in the table of codes"),),
            )


def error_code_unused(subject: Subject) -> Iterator[Violation]:
    """An operation can return each code of the table."""
    errors = _error_conventions(subject)
    if errors is None or not subject.operations:
        return
    uses = list(_uses(subject, errors))
    used = {use.code for use in uses if use.possible}
    mistaken = {
        near
        for code in {use.code for use in uses} - errors.codes.keys()
        for near in get_close_matches(code, errors.codes)
    }
    for name, code in errors.codes.items():
        if name not in used and name not in mistaken:
            problem = f"no operation can return the error code {short(name)}"
            message = f"{problem}: list it in a response, or remove it from the table"
            yield Violation(code.node.key_location, message)


def error_code_case(subject: Subject) -> Iterator[Violation]:
    """Codes are written in SCREAMING_SNAKE_CASE."""
    errors = subject.conventions.errors
    for name, code in errors.codes.items():
        if not _CASE.fullmatch(name):
            better = re.sub(
                r"[^A-Z0-9]+", "_", re.sub(r"([a-z0-9])([A-Z])", r"\1_\2", name).upper()
            ).strip("_")
            yield Violation(
                code.node.key_location,
                f"an error code is written in SCREAMING_SNAKE_CASE: {better}",
            )

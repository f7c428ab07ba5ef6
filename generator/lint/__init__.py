"""Rules: from a Document to everything that is wrong with it.

`RULES` is the table of all of them. A rule is a function from a `Subject` (the document, and what is known of it) to
faults, and knows neither its own name nor how bad its faults are. Rules of the house run only for a document that
says with `x-conventions` what the house agrees on.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from generator.diagnostics import Diagnostic, Severity, sort_diagnostics
from generator.lint.conventions.errors import (
    error_code_case,
    error_code_status,
    error_code_unknown,
    error_code_unused,
    error_responses,
)
from generator.lint.conventions.operations import (
    operation_ids,
    operation_security,
    path_parameters,
    python_safe_ids,
)
from generator.lint.conventions.pagination import pagination
from generator.lint.conventions.schemas import (
    description_missing,
    property_case,
    timestamp_format,
)
from generator.lint.conventions.unused import unused_components
from generator.lint.rule import Fault, Rule, Subject
from generator.lint.standard.document import standard
from generator.lint.standard.examples import example_valid
from generator.openapi import Document
from generator.openapi.conventions import KEY
from generator.openapi.object_types import VERSIONS

__all__ = ["RULES", "Entry", "check"]


def _conventions(subject: Subject) -> Iterator[Fault]:
    """`x-conventions` can be understood and names what exists."""
    return (Fault(location, message) for location, message in subject.house.faults)


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of the table."""

    id: str
    rule: Rule
    house: bool = True  # only for documents with conventions


RULES: Final = (
    Entry("openapi-standard", standard, house=False),
    Entry("operation-id", operation_ids, house=False),
    Entry("path-parameter", path_parameters, house=False),
    Entry("conventions", _conventions),
    Entry("operation-id", python_safe_ids),
    Entry("operation-security", operation_security),
    Entry("error-responses", error_responses),
    Entry("error-code-unknown", error_code_unknown),
    Entry("error-code-status", error_code_status),
    Entry("error-code-unused", error_code_unused),
    Entry("error-code-case", error_code_case),
    Entry("pagination", pagination),
    Entry("timestamp-format", timestamp_format),
    Entry("property-case", property_case),
    Entry("description-missing", description_missing),
    Entry("example-valid", example_valid),
    Entry("unused-component", unused_components),
)


def check(document: Document, *, tolerant: bool = False) -> list[Diagnostic]:
    """Everything that is wrong with a document, in the order of its places.

    Args:
        document: what `source.load` gave, with the problems that loading has found.
        tolerant: the document is not ours to mend, so what breaks the standard is only a warning.
    """
    subject = Subject(document)
    house = KEY in document.root
    readable = subject.version in VERSIONS  # of another version, nobody knows what anything means
    diagnostics = [
        (
            replace(p, severity=Severity.WARNING, message=f"{p.message}; {p.fallback}")
            if tolerant and p.fallback
            else p
        )
        for p in document.diagnostics
    ]
    for entry in RULES:
        if entry.rule is standard or (readable and (house or not entry.house)):
            diagnostics += (
                _diagnostic(entry.id, fault, house, tolerant) for fault in entry.rule(subject)
            )
    return sort_diagnostics(diagnostics)


def _diagnostic(rule: str, fault: Fault, house: bool, tolerant: bool) -> Diagnostic:
    advisory = not house and not fault.fatal and (tolerant or fault.advisory)
    return Diagnostic(
        fault.location,
        Severity.WARNING if advisory else Severity.ERROR,
        rule,
        fault.message,
        fault.related,
    )

"""Checks of a document against the OpenAPI Specification (`standard`) and the project's conventions (`conventions`).

`RULES` is the table of all rules. A rule is a function that takes a `Subject` (the document and facts about it) and
returns violations. The table decides the name of a rule and the severity of its violations. Convention rules run only
for a document that states its conventions in `x-conventions`.
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
from generator.lint.conventions.examples import enum_values, example_valid
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
from generator.lint.conventions.unlisted import unlisted_components
from generator.lint.conventions.unused import unused_components
from generator.lint.rule import Rule, Subject, Violation
from generator.lint.standard.document import standard
from generator.lint.standard.paths import declared_tags, unique_paths
from generator.lint.standard.required import required_properties
from generator.lint.standard.schemas import discriminator_mappings, schema_keywords
from generator.lint.walk import is_incomplete
from generator.openapi import Document
from generator.openapi.conventions import KEY
from generator.openapi.object_types import VERSIONS

__all__ = ["RULES", "Entry", "lint_document"]


def _conventions(subject: Subject) -> Iterator[Violation]:
    """`x-conventions` has the right form, and everything that it names exists."""
    return (Violation(location, message) for location, message in subject.extension.violations)


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of the table of rules."""

    id: str
    rule: Rule
    conventions_only: bool = True  # the rule runs only for a document with `x-conventions`
    needs_all: bool = False  # the rule runs only if all parts of the document are read


# A rule that takes what another rule has reported from the `Subject` comes after it.
RULES: Final = (
    Entry("openapi-standard", standard, conventions_only=False),
    Entry("schema-keyword", schema_keywords, conventions_only=False),
    Entry("required-property", required_properties, conventions_only=False),
    Entry("discriminator-mapping", discriminator_mappings, conventions_only=False),
    Entry("operation-id", operation_ids, conventions_only=False),
    Entry("unique-path", unique_paths, conventions_only=False),
    Entry("path-parameter", path_parameters, conventions_only=False),
    Entry("declared-tag", declared_tags, conventions_only=False),
    Entry("conventions", _conventions),
    Entry("operation-id", python_safe_ids),
    Entry("operation-security", operation_security),
    Entry("error-responses", error_responses),
    Entry("error-code-unknown", error_code_unknown),
    Entry("error-code-status", error_code_status),
    Entry("error-code-unused", error_code_unused, needs_all=True),
    Entry("error-code-case", error_code_case),
    Entry("pagination", pagination),
    Entry("timestamp-format", timestamp_format),
    Entry("property-case", property_case),
    Entry("description-missing", description_missing),
    Entry("example-valid", example_valid),
    Entry("enum-value", enum_values),
    Entry("unlisted-component", unlisted_components, needs_all=True),
    Entry("unused-component", unused_components, needs_all=True),
)


def lint_document(document: Document, *, tolerant: bool = False) -> list[Diagnostic]:
    """All diagnostics of a document, including those of loading it, sorted by location.

    Args:
        document: The document, as `openapi.load` returns it.
        tolerant: Violations of the standard are warnings, for a document that the user cannot change.
    """
    subject = Subject(document)
    has_conventions = KEY in document.root
    readable = subject.version in VERSIONS  # the rules cannot interpret any other version
    diagnostics = [
        (
            replace(p, severity=Severity.WARNING, message=f"{p.message}; {p.fallback}")
            if tolerant and p.fallback
            else p
        )
        for p in document.diagnostics
    ]
    is_read = not is_incomplete(document)
    for entry in RULES:
        if entry.rule is not standard:
            applies = readable and (has_conventions or not entry.conventions_only)
            if not applies or (entry.needs_all and not is_read):
                continue
        violations = list(entry.rule(subject))
        is_read &= not any(violation.unread for violation in violations)
        diagnostics += (
            _diagnostic(entry.id, violation, has_conventions, tolerant) for violation in violations
        )
    return sort_diagnostics(diagnostics)


def _diagnostic(
    rule: str, violation: Violation, has_conventions: bool, tolerant: bool
) -> Diagnostic:
    advisory = not has_conventions and not violation.fatal and (tolerant or violation.advisory)
    return Diagnostic(
        violation.location,
        Severity.WARNING if advisory else Severity.ERROR,
        rule,
        violation.message,
        violation.related,
    )

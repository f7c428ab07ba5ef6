"""The types `Rule`, `Violation` and `Subject`: what a rule is, returns and takes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

from generator.diagnostics import Location
from generator.lint.bundle import Bundle
from generator.lint.extension import CheckedConventions, read_checked_conventions
from generator.lint.keywords import UNKNOWN
from generator.lint.messages import SchemaIssue
from generator.lint.parts import PartIssues, document_parts
from generator.lint.walk import Visit, down, walk
from generator.openapi import Document, Node
from generator.openapi.conventions import Conventions
from generator.openapi.object_types import containers
from generator.openapi.operations import OperationAt, operations


@dataclass(frozen=True, slots=True)
class Violation:
    """A violation of a rule. The table of rules adds the name of the rule and the severity to make a `Diagnostic`."""

    location: Location
    message: str
    related: tuple[tuple[Location, str], ...] = ()
    advisory: bool = False  # only a warning in a document without `x-conventions`
    fatal: bool = False  # an error even with `tolerant`: the document cannot be understood
    # The value at the location is not read, so objects that it names can seem unused.
    unread: bool = False


def violation_at(node: Node, issue: SchemaIssue) -> Violation:
    """The violation for an issue in the value of a node."""
    target = down(node, issue.pointer)
    is_unexpected = issue.keyword in (UNKNOWN, "additionalProperties", "unevaluatedProperties")
    return Violation(
        target.key_location if issue.at_key else target.location,
        issue.message,
        advisory=issue.advisory,
        unread=is_unexpected and isinstance(target.value, (dict, list)),
    )


class Subject:
    """A document, and facts about it that several rules need; each is computed once."""

    def __init__(self, document: Document) -> None:
        self.document = document
        # What rules have reported, so that later rules do not report what only follows from it.
        self.undescribed: set[str] = set()  # required names that no schema describes
        self.identical_paths: set[str] = set()

    @property
    def version(self) -> str:
        """The version of OpenAPI without its patch number: "3.1"."""
        return ".".join(self.document.version.split(".")[:2])

    @cached_property
    def parts(self) -> tuple[tuple[Node, PartIssues], ...]:
        """Every part of the document with its issues."""
        return tuple(document_parts(self.document.root, self.version))

    @cached_property
    def visits(self) -> tuple[Visit, ...]:
        """Every object of the document, each once."""
        return tuple(walk([(self.document.root, "openapi")], self.version))

    @cached_property
    def every_operation(self) -> tuple[Node, ...]:
        """All operations of the document, including those of callbacks and webhooks."""
        reachable = walk(
            [(self.document.root, "openapi")], self.version, within=containers("operation")
        )
        return tuple(visit.node for visit in reachable if visit.object_type == "operation")

    @cached_property
    def operations(self) -> tuple[OperationAt, ...]:
        """The operations under `paths`."""
        return tuple(operations(self.document))

    @cached_property
    def bundle(self) -> Bundle:
        """The schemas of the document as JSON Schema, to validate values with."""
        return Bundle(self.version)

    @cached_property
    def extension(self) -> CheckedConventions:
        """The conventions in `x-conventions` that are valid, and the violations in the others."""
        return read_checked_conventions(self.document)

    @property
    def conventions(self) -> Conventions:
        """The conventions of the document; empty in a document without `x-conventions`."""
        return self.extension.conventions


Rule: TypeAlias = "Callable[[Subject], Iterable[Violation]]"

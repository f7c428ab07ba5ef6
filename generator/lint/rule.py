"""What a rule is, and what it is given to look at."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

from generator.diagnostics import Location
from generator.lint.bundle import Bundle
from generator.lint.conventions.extension import Reading, read
from generator.lint.walk import Visit, walk
from generator.openapi import Document, Node
from generator.openapi.conventions import Conventions
from generator.openapi.object_types import containers
from generator.openapi.operations import OperationAt, operations


@dataclass(frozen=True, slots=True)
class Fault:
    """What a rule finds: `Diagnostic` without the rule's name and the severity, which the table of rules decides."""

    location: Location
    message: str
    related: tuple[tuple[Location, str], ...] = ()
    advisory: bool = False  # a document of others may do so; ours may not
    fatal: bool = False  # nobody knows what the document means, so no tolerance helps


class Subject:
    """A document and what several rules want to know of it, found out once."""

    def __init__(self, document: Document) -> None:
        self.document = document

    @property
    def version(self) -> str:
        """The version of OpenAPI without its patch number: "3.1"."""
        return ".".join(self.document.version.split(".")[:2])

    @cached_property
    def visits(self) -> tuple[Visit, ...]:
        """Every object of the document, each once."""
        return tuple(walk([(self.document.root, "openapi")], self.version))

    @cached_property
    def every_operation(self) -> tuple[Node, ...]:
        """The operations of the document, those of callbacks and webhooks among them."""
        found = walk(
            [(self.document.root, "openapi")], self.version, within=containers("operation")
        )
        return tuple(visit.node for visit in found if visit.role == "operation")

    @cached_property
    def operations(self) -> tuple[OperationAt, ...]:
        """The operations under `paths`."""
        return tuple(operations(self.document))

    @cached_property
    def bundle(self) -> Bundle:
        """The schemas of the document, for checking values against them."""
        return Bundle(self.version)

    @cached_property
    def house(self) -> Reading:
        """The root's `x-conventions`, as far as they could be understood, and what could not."""
        return read(self.document)

    @property
    def conventions(self) -> Conventions:
        """The house's conventions; only for rules that run when a document has some."""
        return self.house.conventions

    @cached_property
    def references_dangle(self) -> bool:
        """Whether something of the document could not be reached, so that nobody knows what is used."""
        return any(
            diagnostic.rule not in ("duplicate-key", "overlay")
            for diagnostic in self.document.diagnostics
        )


Rule: TypeAlias = "Callable[[Subject], Iterable[Fault]]"

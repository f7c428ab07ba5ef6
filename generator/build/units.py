"""The units of a build, each with everything that its result depends on: so a later build can do only what changed.

A unit is a schema with a name, an operation or a webhook. What it reads of the document beside itself it reaches by
following references, and `Document.reads` gathers that key by key: most who refer to a schema see little of it. What
other units see of a unit is the outlines of what it declared, and types of schemas that they share.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TypeAlias

from generator.problems import Problem
from generator.source import Address, Document, part_of


class Differs(Exception):
    """A unit that is built again is not what it was in the eyes of the others."""


Key: TypeAlias = "tuple[str, str]"
"""What a unit is: `schema` and its name, `operation` with its method and path, or `webhook` and its number."""

Readers: TypeAlias = "dict[Address, list[Key]]"
"""The units that read each address in a part of the document."""


@dataclass(slots=True)
class Unit:
    """One of them, and its traces in what all units share."""

    key: Key
    reads: set[Address] = field(default_factory=set)  # parts of the document, or keys of parts
    claims: list[tuple[str, str]] = field(default_factory=list)  # names, as wanted and as given
    drafted: dict[str, Address] = field(default_factory=dict)  # named schemas, by declaration
    declared: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @property
    def kind(self) -> str:
        return self.key[0]


class Units:
    """The units so far, and the one that is being built; what is made inside of a unit belongs to it."""

    def __init__(self, document: Document) -> None:
        self.all: dict[Key, Unit] = {}
        self.current: Unit | None = None
        self._document = document

    @contextmanager
    def unit(self, kind: str, name: str, *homes: Address) -> Iterator[None]:
        """A unit begins here, unless one is open already. `homes` are the addresses that it is made of."""
        outer = self.current
        unit = self.current = outer or Unit((kind, name))
        self._document.reads = unit.reads
        for home in homes:
            self._document.note(home)
        try:
            yield
        finally:
            if outer is None:
                self.all[unit.key] = unit
                self.current = self._document.reads = None

    @property
    def readers(self) -> dict[Address, Readers]:
        """The units that read something of each part of the document."""
        root = self._document.root.file
        found: dict[Address, Readers] = {}
        for key, unit in self.all.items():
            for address in unit.reads:
                found.setdefault(part_of(address, root), {}).setdefault(address, []).append(key)
        return found

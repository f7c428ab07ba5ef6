"""What has been made of schemas so far, and of which unit each part of it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, MutableMapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from generator.build.context import Context
from generator.build.drafts import Draft, Place
from generator.build.names import Given, Names
from generator.build.overlay import Overlay
from generator.build.units import Differs, Key, Unit
from generator.model import Type
from generator.source import Address, Node

Typed: TypeAlias = "tuple[Type, Key | None]"
"""What was made of a schema where it stands, and the unit that made it."""


@dataclass(frozen=True, slots=True)
class Shared:
    """The type of a schema that several units are made of, the unit that made it, and the others."""

    type: Type
    owner: Key | None
    borrowers: tuple[Key, ...]


class Declarations:
    """Types by the schemas that they were made of, and declarations by name; either new, or over an earlier build's."""

    def __init__(self, context: Context, given: Given | None = None) -> None:
        self.context = context
        self.names = Names(context, given)
        self.drafts: MutableMapping[str, Draft] = {}
        self.nullable: set[str] = set()  # models whose schema admits null
        self._borrowers: dict[Address, set[Key]] = {}  # the other units that a type was given to
        self.waiting: dict[str, tuple[Place, Node]] = {}  # referred to and not drafted yet
        self.started: set[str] = set()
        self.looked_into: set[str] = set()
        self._types: dict[Address, Typed] = {}
        self._lent: dict[Key | None, list[Address]] = {}  # by an earlier build's units
        self._makers: Mapping[str, Key] = {}
        self._order: dict[Key, int] = {}

    @property
    def shared(self) -> dict[Address, Shared]:
        """The types of schemas that several units are made of."""
        return {a: Shared(*self._types[a], tuple(keys)) for a, keys in self._borrowers.items()}

    def restore(
        self,
        drafts: Mapping[str, Draft],
        nullable: Iterable[str],
        shared: Mapping[Address, Shared],
        makers: Mapping[str, Key],
        units: Iterable[Key],
    ) -> None:
        """Go on from the declarations of an earlier build: none of them is drafted of its own accord.

        What was made by units that were built later is not to be seen.
        """
        self._makers = makers
        self._order = {key: number for number, key in enumerate(units)}
        self._types = {address: (each.type, each.owner) for address, each in shared.items()}
        for address, each in shared.items():
            self._lent.setdefault(each.owner, []).append(address)
        self.drafts, self.nullable = Overlay(drafts), set(nullable)
        self.started = {*drafts, *self.nullable}

    def forget(self, unit: Unit) -> None:
        """Drop what a unit gave, and let its schemas be drafted once more when they are needed."""
        for name in unit.declared:
            self.drafts.pop(name, None)
        for address in self.lent_by(unit):
            del self._types[address]
        self.nullable -= unit.drafted.keys()
        for name, address in unit.drafted.items():
            node = self.context.document.at(address)
            place = self.names.known(node) if node is not None else None
            if node is None or place is None:
                raise Differs(name)
            self.started.add(name)
            self.waiting[name] = (place, node)

    def lent_by(self, unit: Unit) -> Sequence[Address]:
        """The schemas whose type a unit of an earlier build made for others, too."""
        return self._lent.get(unit.key, ())

    def type_at(self, address: Address) -> Type | None:
        """What was made of the schema at an address, where it stands."""
        return self._types.get(address, (None, None))[0]

    @property
    def is_finished(self) -> bool:
        """Whether everything that was referred to is drafted."""
        return not self.waiting

    def drafted(self, name: str) -> Draft | None:
        """The declaration of a name, if there is one already."""
        self._not_later(self._makers.get(name))
        self.looked_into.add(name)
        return self.drafts.get(name)

    def _not_later(self, maker: Key | None) -> None:
        """Raises Differs where a whole build would not have come so far."""
        unit = self.context.units.current
        if unit is None or maker not in self._order:
            return
        if self._order[maker] > self._order.get(unit.key, len(self._order)):
            raise Differs(maker)

    def known_type(self, node: Node) -> Type | None:
        """The type that was made of a schema before."""
        found, owner = self._types.get(node.address, (None, None))
        self._not_later(owner)
        unit = self.context.units.current
        if unit is not None and owner is not None and owner != unit.key:
            self._borrowers.setdefault(node.address, set()).add(unit.key)
        return found

    def remember(self, node: Node, type_: Type) -> Type:
        unit = self.context.units.current
        self._types[node.address] = type_, unit.key if unit is not None else None
        return type_

    def declare(self, draft: Draft) -> None:
        """Keep a declaration; a model is kept before its fields, which can lead back to it."""
        self.drafts[draft.name] = draft
        unit = self.context.units.current
        if unit is not None:
            unit.declared.append(draft.name)

"""Draft declarations: mutable, before unions are flattened and before usage is known."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TypeAlias

from generator.ir.types import Condition, Field, FieldChoice, LiteralMember, Type
from generator.naming import class_name, module_name, pascal_case
from generator.openapi import Node


@dataclass(frozen=True, slots=True)
class NameHint:
    """The name that an inline declaration derives its own from, and the module that it goes to.

    `owned`: the name belongs to this very schema (a component). Schemas inside it derive names of their own.
    `one`: the name of one of the things that it names, if it is a plural. `second`: a name for the case that another
    declaration has the first one.
    """

    name: str
    module: str
    owned: bool = False
    one: str = ""
    second: str = ""

    def child(self, word: str, second: str = "") -> NameHint:
        """The hint for a part; `second` is the word for the case that another declaration has the name."""
        other = self.name + pascal_case(second) if second else ""
        return NameHint(self.name + pascal_case(word), self.module, second=other)

    def property(self, wire: str, short: str, one: str = "") -> NameHint:
        """The hint for a property. `short` is its name without repetition, `one` the singular of a plural."""
        name, full = self.name + pascal_case(short), self.name + pascal_case(wire)
        singular = self.name + pascal_case(one) if one else ""
        return NameHint(name, self.module, one=singular, second=full if full != name else "")

    def item(self) -> NameHint:
        """The hint for the items of an array: `UserPet` for the `pets` of `User`, and `UserHistoryItem`."""
        plain = self.child("item")
        return replace(plain, name=self.one, second=plain.name) if self.one else plain


def hint_inside(child: Node, node: Node, hint: NameHint) -> NameHint:
    """The hint for schemas inside `node`: named after the component if `child` refers to one, otherwise `hint`."""
    if node.address == child.address or not node.pointer or str(node.pointer[-1]).isdecimal():
        return hint
    name = class_name(str(node.pointer[-1]))
    return NameHint(name, module_name(name))


@dataclass(slots=True)
class DraftField:
    """A property, with whether all schemas of it are `readOnly`, only some of them are, or any is `writeOnly`."""

    field: Field
    read_only: bool = False
    partly_read_only: bool = False
    write_only: bool = False


@dataclass(slots=True)
class DraftModel:
    name: str
    module: str
    wire: str  # the component's name, which is the implicit discriminator value
    origin: str
    fields: list[DraftField] = field(default_factory=list)
    description: str = ""
    extras: Type | None = None
    choices: list[FieldChoice] = field(default_factory=list)
    conditions: tuple[Condition, ...] = ()
    deprecated: bool = False
    # Whether this has the properties of several members of a union that are valid together.
    combined: bool = False
    # The keywords that only a class for requests checks, and the keywords that it does not check either.
    checked: list[Node] = field(default_factory=list)
    unchecked: list[Node] = field(default_factory=list)


@dataclass(slots=True)
class DraftAlias:
    name: str
    module: str
    wire: str
    origin: str
    type: Type
    description: str = ""
    members: tuple[LiteralMember, ...] = ()
    deprecated: bool = False


Draft: TypeAlias = "DraftModel | DraftAlias"

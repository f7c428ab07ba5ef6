"""Which member of a union a JSON value is.

The discriminator decides where there is one. Otherwise: the members of the value's JSON kind, whose constants agree
and whose required properties are there; of those the ones that know most of its properties first; the first that
reads it without a fault wins.
"""

from __future__ import annotations

import datetime
import types
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Final

import msgspec

from ..json_types import is_array, is_object
from .type_info import Shape, shape_of

_JSON_KINDS: dict[type, str] = {
    dict: "object",
    list: "array",
    str: "string",
    bool: "boolean",
    int: "integer",
    float: "number",
    type(None): "null",
    datetime.datetime: "date-time",  # this and the next only in arguments
    bytes: "bytes",
}
# The kinds of shape that a JSON value of each kind can be, best first.
_ACCEPTING: dict[str, tuple[str, ...]] = {
    "object": ("object", "map", "any", "union", "opaque"),
    "array": ("array", "tuple", "any", "union", "opaque"),
    "string": ("literal", "string", "date-time", "date", "bytes", "any", "union", "opaque"),
    "boolean": ("boolean", "literal", "any", "union", "opaque"),
    "integer": ("literal", "integer", "number", "any", "union", "opaque"),
    "number": ("number", "integer", "any", "union", "opaque"),
    "null": ("null", "literal", "any", "union", "opaque"),
    "date-time": ("date-time", "any", "union", "opaque"),
    "bytes": ("bytes", "any", "union", "opaque"),
}
_ACCEPTING_ANY = ("any", "union", "opaque")
_COERCIBLE = frozenset({"integer", "number", "string", "date-time", "date", "bytes", "boolean"})
_CONSTANT_TYPES = (str, int, types.NoneType)


class _Object:
    """What tells an object type from others: its property names, the required ones, and its constants."""

    __slots__ = ("known", "required", "constants")

    def __init__(self, shape: Shape) -> None:
        fields = shape.fields.values()
        self.known = frozenset(field.wire for field in fields)
        self.required = frozenset(field.wire for field in fields if field.required)
        self.constants = {
            field.wire: inner.arguments
            for field in fields
            if field.required and (inner := shape_of(field.type)).kind == "literal"
        }

    def admits(self, value: dict[str, object]) -> bool:
        """Whether constants agree and nothing required is missing."""
        if not self.required <= value.keys():
            return False
        return all(_is_one_of(value[name], allowed) for name, allowed in self.constants.items())

    def score(self, value: dict[str, object]) -> tuple[int, int, int]:
        """How near a value comes: constants that agree, required properties there, properties known."""
        return (
            sum(_is_one_of(value.get(name), allowed) for name, allowed in self.constants.items()),
            len(self.required & value.keys()) - len(self.required),
            len(self.known & value.keys()),
        )


class Choice:
    """The members of a union, and how to choose among them."""

    def __init__(
        self,
        members: Callable[[], tuple[object, ...]],
        discriminator: str | None = None,
        mapping: Callable[[], Mapping[str, object]] | None = None,
        default: Callable[[], object] | None = None,
    ) -> None:
        self.lazy = members
        self._mapping = mapping
        self._default = default
        self._by_kind: dict[str, list[object]] = {}
        self.discriminator: Final = discriminator

    @cached_property
    def members(self) -> tuple[object, ...]:
        """The member types, in the document's order; those of unions within it stand in their place."""
        return tuple(_flat(self.lazy(), set()))

    @cached_property
    def mapping(self) -> Mapping[str, object]:
        """The member for each value of the discriminator."""
        return self._mapping() if self._mapping is not None else {}

    @cached_property
    def only(self) -> object | None:
        """The one member beside null, where there is but one."""
        others = [member for member in self.members if shape_of(member).kind != "null"]
        return others[0] if len(others) == 1 and len(self.members) == 2 else None

    @cached_property
    def tags(self) -> tuple[str, tuple[object, ...]] | None:
        """The property that tells the object members apart, with its known values; None where there is none."""
        if self.discriminator is not None:
            return self.discriminator, tuple(self.mapping)
        constants = [facts.constants for facts in self._objects.values()]
        for wire in constants[0] if constants else ():
            if all(wire in others for others in constants):
                return wire, tuple(
                    dict.fromkeys(value for each in constants for value in each[wire])
                )
        return None

    def named(self, value: object) -> object | None:
        """The member that the discriminator names; None where it names none."""
        if not is_object(value):
            return None
        if self.discriminator is None:
            named = (inner.named(value) for inner in self._inner)
            return next((member for member in named if member is not None), None)
        name = value.get(self.discriminator)
        found = self.mapping.get(name) if isinstance(name, str) else None
        return self._default() if found is None and self._default is not None else found

    def read(self, value: object, convert: Callable[[object, object], object]) -> object:
        """The value as the member that it is.

        Raises:
            msgspec.ValidationError: no member reads it without a fault.
        """
        named = self.named(value)
        if named is not None:
            return convert(value, named)
        for member in self._fitting(value):
            try:
                return convert(value, member)
            except msgspec.ValidationError:
                continue
        raise msgspec.ValidationError("Expected a member of the union")

    def nearest(self, value: object) -> object | None:
        """The member that a value comes nearest to, though it is none; None where no member is of its kind."""
        named = self.named(value)
        if named is not None:
            return named
        if is_object(value) and self._objects:
            return max(self._objects, key=lambda member: self._objects[member].score(value))
        ranked = self._of_kind(value)
        if ranked:
            return ranked[0]
        if is_object(value) or is_array(value):
            return None
        return next((m for m in self.members if shape_of(m).kind in _COERCIBLE), None)

    def _fitting(self, value: object) -> Sequence[object]:
        """The members that the value can be, the likeliest first."""
        ranked = self._of_kind(value)
        if not is_object(value) or not self._objects:
            return ranked
        objects = self._tagged(value)
        if len(objects) > 1:
            known = {member: len(self._objects[member].known & value.keys()) for member in objects}
            objects.sort(key=lambda member: -known[member])
        return [*objects, *(member for member in ranked if member not in self._objects)]

    def _tagged(self, value: dict[str, object]) -> list[object]:
        """The object members whose constants and required properties agree."""
        candidates: Sequence[object] = tuple(self._objects)
        if self._index is not None:
            wire, members = self._index
            tag = value.get(wire)
            candidates = members.get(tag, ()) if isinstance(tag, _CONSTANT_TYPES) else ()
        return [member for member in candidates if self._objects[member].admits(value)]

    def _of_kind(self, value: object) -> Sequence[object]:
        kind = _JSON_KINDS.get(type(value), "")
        ranked = self._by_kind.get(kind)
        if ranked is None:
            kinds = _ACCEPTING.get(kind, _ACCEPTING_ANY)
            ranked = [member for member in self.members if shape_of(member).kind in kinds]
            if kind != "string":  # texts are told apart by what reads them, in the document's order
                ranked.sort(key=lambda member: kinds.index(shape_of(member).kind))
            self._by_kind[kind] = ranked
        return ranked

    @cached_property
    def _inner(self) -> tuple[Choice, ...]:
        """The unions among the members that have a discriminator of their own."""
        shapes = [shape_of(member) for member in self.members]
        return tuple(choice_of(shape) for shape in shapes if shape.kind == "union")

    @cached_property
    def _objects(self) -> dict[object, _Object]:
        shapes = ((member, shape_of(member)) for member in self.members)
        return {member: _Object(shape) for member, shape in shapes if shape.kind == "object"}

    @cached_property
    def _index(self) -> tuple[str, dict[object, list[object]]] | None:
        """The object members by the value of the constant that all of them have."""
        if self.discriminator is not None or self.tags is None:
            return None
        wire, values = self.tags
        members = {
            value: [m for m, facts in self._objects.items() if value in facts.constants[wire]]
            for value in values
        }
        return wire, members


def _flat(members: Iterable[object], seen: set[object]) -> Iterator[object]:
    for member in members:
        shape = shape_of(member)
        if shape.kind != "union" or choice_of(shape).discriminator is not None:
            yield member
        elif member not in seen:
            seen.add(member)
            yield from _flat(shape.arguments, seen)


_choices: dict[Shape, Choice] = {}


def choice_of(shape: Shape) -> Choice:
    """The choice among the members of a union's shape."""
    choice = _choices.get(shape)
    if choice is None:
        own: Choice | None = getattr(shape.type, "choice", None)
        choice = _choices[shape] = own or Choice(lambda: shape.arguments)
    return choice


def _is_one_of(value: object, allowed: tuple[object, ...]) -> bool:
    return isinstance(value, _CONSTANT_TYPES) and value in allowed

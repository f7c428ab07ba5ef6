"""Select the member of a union for a JSON value.

A discriminator selects the member, if the union has one. Otherwise the candidates are the members of the value's JSON
type whose constants match and whose required properties are present. Candidates that declare more of the value's
properties come first. The first candidate that decodes the value without an error is selected. A combined member,
which has the properties of several others that are valid together, is selected only for a value with properties of
several.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Final

import msgspec

from ...json_data import is_array, is_object
from ..decoders import convert
from ..drift import Unknown
from ..type_info import Kind, TypeInfo, type_info_of
from .accepting import accepting_kinds
from .object_member import CONSTANT_TYPES, ObjectMember, is_one_of
from .tag_texts import tag_text, tag_values

_COERCIBLE = frozenset[Kind](
    {
        *("integer", "number", "decimal", "decimal-text"),
        *("string", "date-time", "date", "bytes", "boolean"),
    }
)


class UnionMembers:
    """The members of a union, and the selection among them."""

    def __init__(
        self,
        members: Callable[[], tuple[object, ...]],
        discriminator: str | None = None,
        mapping: Callable[[], Mapping[str, object]] | None = None,
        default: Callable[[], object] | None = None,
        base: Callable[[], object] | None = None,
    ) -> None:
        self.listed = members
        self._mapping = mapping
        self._default = default
        self._base = base
        self._by_type: dict[type, list[object]] = {}
        self.discriminator: Final = discriminator

    @property
    def declared(self) -> tuple[object, ...]:
        """The member types as listed, without `Unknown`, which only the lenient decoder creates."""
        return tuple(member for member in self.listed() if member is not Unknown)

    @cached_property
    def types(self) -> tuple[object, ...]:
        """The member types, in the document's order; nested unions are replaced with their members."""
        return tuple(member for member in self._flat if member is not Unknown)

    @cached_property
    def _flat(self) -> tuple[object, ...]:
        return tuple(_flattened(self.listed(), set()))

    @cached_property
    def mapping(self) -> Mapping[str, object]:
        """The member for each value of the discriminator."""
        return self._mapping() if self._mapping is not None else {}

    @cached_property
    def only(self) -> object | None:
        """The other member of a union of null and one member; None for other unions."""
        others = [member for member in self.types if type_info_of(member).kind != "null"]
        return others[0] if len(others) == 1 and len(self.types) == 2 else None

    @cached_property
    def tags(self) -> tuple[str, tuple[object, ...]] | None:
        """The property that distinguishes the object members, and its known values; None if there is none."""
        if self.discriminator is not None:
            pairs = self.mapping.items()
            return self.discriminator, tuple(self._tag(text, member) for text, member in pairs)
        constants = [member.constants for member in self._objects.values()]
        for wire in constants[0] if constants else ():
            if all(wire in others for others in constants):
                return wire, tuple(
                    dict.fromkeys(value for each in constants for value in each[wire])
                )
        return None

    def _tag(self, text: str, member: object) -> object:
        """The value of the discriminator for a key of the mapping: 1 for `1` if the member's property is an integer."""
        info = type_info_of(member)
        field = info.fields.get(self.discriminator or "") if info.kind == "object" else None
        if field is None:
            return text
        for value in (text, *tag_values(text)):
            try:
                convert(value, field.type)
            except msgspec.ValidationError:
                continue
            return value
        return text

    def selected_by(self, tag: object) -> Sequence[object]:
        """The object members that a value of the tag selects; none for an unknown value."""
        if self.discriminator is not None:
            member = self.mapping.get(tag_text(tag))
            return [] if member is None else [member]
        if self._by_tag is None or not isinstance(tag, CONSTANT_TYPES):
            return []
        return self._by_tag[1].get(_identity(tag), [])

    def named_by(self, value: object) -> object | None:
        """The member that the value's discriminator names; None if it names none."""
        if not is_object(value):
            return None
        if self.discriminator is None:
            inner = (union.named_by(value) for union in self._nested.values())
            return next((member for member in inner if member is not None), None)
        member = self.mapping.get(tag_text(value.get(self.discriminator)))
        return self._default() if member is None and self._default is not None else member

    def unknown_tag(self, value: object) -> tuple[str, tuple[object, ...]] | None:
        """The property of an object that should select a member but does not, and its known values.

        None for any other value, also for an object without a property that a member does not require.
        """
        if not is_object(value) or self.tags is None or self.named_by(value) is not None:
            return None
        key, known = self.tags
        if key not in value:
            is_optional = any(key not in each.required for each in self._objects.values())
            return None if is_optional else self.tags
        is_known = self.discriminator is None and is_one_of(value[key], known)
        return None if is_known else self.tags

    def decode(self, value: object, convert: Callable[[object, object], object]) -> object:
        """The value as the selected member.

        Raises:
            msgspec.ValidationError: No member decodes the value without an error.
        """
        named = self.named_by(value)
        if named is not None:
            return convert(value, named)
        if self.discriminator is not None and is_object(value) and self.discriminator in value:
            raise msgspec.ValidationError("Expected a known discriminator")
        for member in self._candidates(value):
            try:
                return convert(value, member)
            except msgspec.ValidationError:
                continue
        raise msgspec.ValidationError("Expected a member of the union")

    def nearest(self, value: object) -> object | None:
        """The member that is most similar to an invalid value; None if no member has its JSON type.

        For an object that should name a member but does not, it is the base class of the members, or `Unknown`.
        """
        named = self.named_by(value)
        if named is not None:
            return named
        if self.unknown_tag(value) is not None:
            if self._base is not None:
                return self._base()
            if Unknown in self._flat:
                return Unknown
        nested = self._nested_for(value)
        if nested is not None:
            return nested
        if is_object(value) and self._objects:
            return self._nearest_object(value)
        ranked = self._of_kind(value)
        if ranked:
            return ranked[0]
        if is_object(value) or is_array(value):
            return None
        return next((m for m in self.types if type_info_of(m).kind in _COERCIBLE), None)

    def candidates(self, value: object) -> Sequence[object]:
        """The member that the discriminator names, or the ones that may decode the value, the most likely first."""
        named = self.named_by(value)
        return self._candidates(value) if named is None else [named]

    def _candidates(self, value: object) -> Sequence[object]:
        """The members that may decode the value, the most likely first."""
        ranked = self._of_kind(value)
        if not is_object(value) or not self._objects:
            return ranked
        objects = self._admitting(value)
        objects.sort(key=lambda member: -self._objects[member].count(value))
        return [*objects, *(member for member in ranked if member not in self._objects)]

    def _admitting(self, value: dict[str, object]) -> list[object]:
        """The object members whose constants and required properties match.

        A combined one is among them only if it declares more of the value's properties than each of the others.
        Otherwise it would admit a value that violates a constraint of the member with these properties.
        """
        candidates: Sequence[object] = tuple(self._objects)
        if self._by_tag is not None:
            candidates = self.selected_by(value.get(self._by_tag[0]))
        admitting = [member for member in candidates if self._objects[member].admits(value)]
        plain = [member for member in admitting if not self._objects[member].combined]
        if not plain or len(plain) == len(admitting):
            return plain
        most = max(self._objects[member].count(value) for member in plain)
        return [
            member
            for member in admitting
            if not self._objects[member].combined or self._objects[member].count(value) > most
        ]

    def _nearest_object(self, value: dict[str, object]) -> object:
        """The most similar object member; a combined one if it declares more of the value's properties."""
        objects = self._objects
        nearest = max(
            objects, key=lambda each: (not objects[each].combined, objects[each].score(value))
        )
        combined = (member for member in objects if objects[member].combined)
        return max([nearest, *combined], key=lambda each: objects[each].count(value))

    def _of_kind(self, value: object) -> Sequence[object]:
        ranked = self._by_type.get(type(value))
        if ranked is None:
            kinds = accepting_kinds(value)
            ranked = [member for member in self.types if type_info_of(member).kind in kinds]
            # Members for strings stay in the document's order, because only decoding distinguishes them.
            if not isinstance(value, str):
                ranked.sort(key=lambda member: kinds.index(type_info_of(member).kind))
            self._by_type[type(value)] = ranked
        return ranked

    @cached_property
    def _nested(self) -> dict[object, UnionMembers]:
        """The unions among the members that have their own discriminator."""
        infos = ((member, type_info_of(member)) for member in self.types)
        return {member: union_members(info) for member, info in infos if info.kind == "union"}

    def _nested_for(self, value: object) -> object | None:
        """The nested union whose discriminator an object has, unless another member declares that property."""
        declared = {name for each in self._objects.values() for name in each.declared}
        for member, union in self._nested.items():
            if is_object(value) and union.discriminator in value.keys() - declared:
                return member
        return None

    @cached_property
    def _objects(self) -> dict[object, ObjectMember]:
        infos = ((member, type_info_of(member)) for member in self.types)
        return {member: ObjectMember(info) for member, info in infos if info.kind == "object"}

    @cached_property
    def _by_tag(self) -> tuple[str, dict[tuple[type, object], list[object]]] | None:
        """The object members by the value of the constant that all of them have."""
        if self.discriminator is not None or self.tags is None:
            return None
        wire, values = self.tags
        members = {
            _identity(value): [
                m for m, each in self._objects.items() if is_one_of(value, each.constants[wire])
            ]
            for value in values
        }
        return wire, members


def _flattened(members: Iterable[object], seen: set[object]) -> Iterator[object]:
    for member in members:
        info = type_info_of(member)
        if info.kind != "union" or union_members(info).discriminator is not None:
            yield member
        elif member not in seen:
            seen.add(member)
            yield from _flattened(union_members(info).listed(), seen)


_cache: dict[TypeInfo, UnionMembers] = {}


def union_members(info: TypeInfo) -> UnionMembers:
    """The members of a union type."""
    members = _cache.get(info)
    if members is None:
        own: UnionMembers | None = getattr(info.type, "members", None)
        members = _cache[info] = own or UnionMembers(lambda: info.arguments)
    return members


def _identity(value: object) -> tuple[type, object]:
    """The key of a constant, which is another one for 1 than for true."""
    return type(value), value

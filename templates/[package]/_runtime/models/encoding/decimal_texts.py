"""Decimal numbers as texts, where the type at their position is a text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from ...json_data import is_array, is_object
from ..type_info import Field, Kind, member_at, type_info_of
from ..unions.members import union_members

_CONTAINERS: Final = frozenset[Kind]({"object", "map", "array", "tuple", "any", "opaque"})
_NUMBERS: Final = frozenset[Kind]({"number", "decimal", "integer", "any", "opaque"})


def decimals_as_text(value: object, type_: object) -> object:
    """A wire value of a type with a text in place of each decimal number that is no JSON number."""
    return _as_text(value, type_, [])


def _members(type_: object) -> Iterator[object]:
    info = type_info_of(type_)
    if info.kind != "union":
        yield type_
        return
    for member in union_members(info).types:
        yield from _members(member)


def types_at(type_: object, path: Sequence[str | int]) -> list[object]:
    """The types that the value at a path can have; the members of unions instead of these."""
    types = list(_members(type_))
    for key in path:
        found = [member_at(each, key) for each in types if type_info_of(each).kind in _CONTAINERS]
        inner = [each.type if isinstance(each, Field) else each for each in found]
        types = [member for each in dict.fromkeys(inner) for member in _members(each)]
    return types


def _as_text(value: object, type_: object, path: list[str | int]) -> object:
    if isinstance(value, Decimal):
        is_number = any(type_info_of(each).kind in _NUMBERS for each in types_at(type_, path))
        return value if is_number else str(value)
    if is_object(value):
        return {k: _as_text(v, type_, [*path, k]) for k, v in value.items()}
    if is_array(value):
        return [_as_text(v, type_, [*path, n]) for n, v in enumerate(value)]
    return value

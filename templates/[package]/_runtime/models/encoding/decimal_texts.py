"""Decimal numbers as texts, where the type at their position is a text."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Final

from ...json_data import is_array, is_object
from ..decoders import convert
from ..type_info import Field, Kind, member_at, members_of, type_info_of
from ..unions.members import union_members
from .access import additional_properties

_NUMBERS: Final = frozenset[Kind]({"number", "decimal", "integer", "any", "opaque"})


def decimals_as_text(wire: object, type_: object, value: object) -> object:
    """A wire value of a type with a text in place of each decimal number that is no JSON number.

    Args:
        value: What became the wire value. The class of a model in it selects the member of a union.
    """
    if not isinstance(wire, Decimal) and not is_object(wire) and not is_array(wire):
        return wire
    type_ = _member(type_, wire, value)
    if isinstance(wire, Decimal):
        return wire if type_info_of(type_).kind in _NUMBERS else str(wire)
    if is_object(wire):
        return {k: _part_as_text(v, type_, value, k) for k, v in wire.items()}
    return [_part_as_text(v, type_, value, n) for n, v in enumerate(wire)]


def _part_as_text(wire: object, type_: object, value: object, key: str | int) -> object:
    member = member_at(type_, key)
    inner = member.type if isinstance(member, Field) else member
    return decimals_as_text(wire, inner, _part(value, key))


def _part(value: object, key: str | int) -> object:
    """The part of a value at a key of its wire value; None if it is not known."""
    if is_object(value):
        return value.get(str(key))
    if is_array(value):
        return value[int(key)]
    info = type_info_of(type(value))
    if info.kind != "object":
        return None
    field = info.fields.get(str(key))
    if field is None:
        return additional_properties(value).get(str(key))
    return getattr(value, field.name)


def _member(type_: object, wire: object, value: object) -> object:
    """The member of a union that a value is; the type itself if it is no union."""
    info = type_info_of(type_)
    if info.kind != "union":
        return type_
    for each in members_of(type_):
        if each.type is type(value):
            return each.type
    members = union_members(info)
    fitting = (each for each in members.candidates(wire) if _is_valid(wire, each))
    member = next(fitting, None) or members.nearest(wire) or Any
    return _member(member, wire, value)


def _is_valid(wire: object, type_: object) -> bool:
    try:
        convert(wire, type_)
    except (ValueError, RecursionError):
        return False
    return True

"""Encode a model as JSON, as it is sent, but with the mismatches of a response."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any, Final, cast

from ...errors import ArgumentError
from ...json_data import is_array, is_object
from ..codec import check_decimals, encode_scalars
from ..decoders import convert
from ..lenient.decoder import LenientDecoder
from ..type_info import Field, Kind, member_at, type_info_of
from ..unions.accepting import accepting_kinds
from ..unions.members import union_members
from .json_types import RaiseOnMismatch, to_json, to_json_types
from .tags import check_tags

_CONTAINERS: Final = frozenset[Kind]({"object", "map", "array", "tuple", "any", "opaque"})
_NUMBERS: Final = frozenset[Kind]({"number", "integer", "any", "opaque"})
# The types as which a text or a number is decoded, if it can be: a model contains none of theirs.
_DECODED_TEXTS: Final = frozenset[Kind]({"date-time", "date", "bytes"})
_DECODED_NUMBERS: Final = frozenset[Kind]({"integer"})


def encode_model(model: object) -> bytes:
    """A model as JSON with wire names.

    A value of another type than its field is refused like an argument. None, and a value that violates a constraint or
    is not listed, can be received, so they are written as they are.

    Raises:
        ArgumentError: A part of the model has another type than its field, or cannot be expressed in JSON.
    """
    type_ = type(model)
    wire = to_json_types(model)
    check_tags(model, type_, "")
    try:
        convert(wire, type_)
    except (ValueError, RecursionError):
        wire = _accept_or_refuse(wire, type_)
    return to_json(encode_scalars(wire, type_), "", type_)


def _accept_or_refuse(wire: object, type_: object) -> object:
    """Raise an error for a value of another type than its field; decimal numbers in fields of texts are texts."""

    def is_tolerated(path: Sequence[str | int]) -> bool:
        value = _value_at(wire, path)
        return value is None or any(_accepts(each, value) for each in _types_at(type_, path))

    try:
        check_decimals(wire, type_, "")
        LenientDecoder(RaiseOnMismatch(type_, "", is_tolerated)).decode(wire, type_)
        return _decimals_as_text(wire, type_, [])
    except RecursionError as error:
        raise ArgumentError("is nested too deeply", argument="") from error


def _value_at(value: object, path: Sequence[str | int]) -> object:
    """The part of a wire value at a path; None for a missing property."""
    for key in path:
        value = value.get(str(key)) if is_object(value) else cast("Any", value)[key]
    return value


def _types_at(type_: object, path: Sequence[str | int]) -> list[object]:
    """The types that the value at a path can have; the members of unions instead of these."""
    types = list(_members(type_))
    for key in path:
        found = [member_at(each, key) for each in types if type_info_of(each).kind in _CONTAINERS]
        inner = [each.type if isinstance(each, Field) else each for each in found]
        types = [member for each in dict.fromkeys(inner) for member in _members(each)]
    return types


def _members(type_: object) -> Iterator[object]:
    info = type_info_of(type_)
    if info.kind != "union":
        yield type_
        return
    for member in union_members(info).types:
        yield from _members(member)


def _accepts(type_: object, value: object) -> bool:
    """Whether a value that the type refuses can be received: it has the JSON type, but is not as documented."""
    kinds = set(accepting_kinds(value))
    if isinstance(value, str):
        kinds -= _DECODED_TEXTS
    elif isinstance(value, float | Decimal):
        kinds -= _DECODED_NUMBERS
    return type_info_of(type_).kind in kinds


def _decimals_as_text(value: object, type_: object, path: list[str | int]) -> object:
    if isinstance(value, Decimal):
        is_number = any(type_info_of(each).kind in _NUMBERS for each in _types_at(type_, path))
        return value if is_number else str(value)
    if is_object(value):
        return {k: _decimals_as_text(v, type_, [*path, k]) for k, v in value.items()}
    if is_array(value):
        return [_decimals_as_text(v, type_, [*path, n]) for n, v in enumerate(value)]
    return value

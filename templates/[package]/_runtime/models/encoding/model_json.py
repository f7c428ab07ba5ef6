"""Encode a model as JSON, as it is sent, but with the mismatches of a response."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, Final, cast

from ...errors import ArgumentError
from ...json_data import is_object
from ..codec import check_decimals, encode_scalars
from ..decimals import has_decimal_texts
from ..decoders import convert
from ..lenient.decoder import LenientDecoder
from ..type_info import Kind, TypeInfo, types_at
from ..unions.accepting import accepting_kinds
from .decimal_texts import decimals_as_text
from .json_types import RaiseOnMismatch, to_json, to_json_types
from .tags import check_tags

# The types as which a text or a number is decoded, if it can be: a model contains none of theirs.
_DECODED_TEXTS: Final = frozenset[Kind]({"date-time", "date", "bytes", "decimal-text"})
_DECODED_NUMBERS: Final = frozenset[Kind]({"integer"})


def encode_model(model: object) -> bytes:
    """A model as JSON with wire names.

    A value of another type than its field is refused like an argument. None, and a value that violates a constraint or
    is not listed, can be received, so they are written as they are.

    Raises:
        ArgumentError: A part of the model has another type than its field, or cannot be expressed in JSON.
    """
    type_: Any = type(model)
    wire = to_json_types(model)
    check_tags(model, type_, "")
    try:
        convert(wire, type_)
    except (ValueError, RecursionError):
        wire = _accept_or_refuse(wire, type_, model)
    wire = encode_scalars(wire, type_)
    if has_decimal_texts(type_):
        wire = decimals_as_text(wire, type_, model)
    return to_json(wire, "", type_)


def _accept_or_refuse(wire: object, type_: object, model: object) -> object:
    """Raise an error for a value of another type than its field; decimal numbers in fields of texts are texts."""

    def is_tolerated(path: Sequence[str | int]) -> bool:
        value = _value_at(wire, path)
        return value is None or any(_accepts(each, value) for each in types_at(type_, path))

    try:
        check_decimals(wire, type_, "")
        LenientDecoder(RaiseOnMismatch(type_, "", is_tolerated)).decode(wire, type_)
        return decimals_as_text(wire, type_, model)
    except RecursionError as error:
        raise ArgumentError("is nested too deeply", argument="") from error


def _value_at(value: object, path: Sequence[str | int]) -> object:
    """The part of a wire value at a path; None for a missing property."""
    for key in path:
        value = value.get(str(key)) if is_object(value) else cast("Any", value)[key]
    return value


def _accepts(type_: TypeInfo, value: object) -> bool:
    """Whether a value that the type refuses can be received: it has the JSON type, but is not as documented."""
    kinds = set(accepting_kinds(value))
    if isinstance(value, str):
        kinds -= _DECODED_TEXTS
    elif isinstance(value, float | Decimal):
        kinds -= _DECODED_NUMBERS
    return type_.kind in kinds

"""Validate arguments against their types and convert them to JSON values."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from ..errors import ArgumentError
from ..models.codec import check_decimals, encode_scalars
from ..models.decimals import has_decimal_texts
from ..models.decoders import convert
from ..models.encoding.decimal_texts import decimals_as_text
from ..models.encoding.json_types import RaiseOnMismatch, to_json_types
from ..models.encoding.tags import check_tags
from ..models.fields.dict_finders import has_dicts
from ..models.fields.wire_names import BOTH_NAMES, NameConverter
from ..models.lenient.decoder import LenientDecoder
from ..models.lenient.scalars import INVALID
from ..models.unknown_fields import find_unknown, keep


def to_wire(
    value: object, type_: object, argument: str = "", *, names: NameConverter = BOTH_NAMES
) -> object:
    """A value as JSON types with wire names, valid for `type_`; times are in UTC.

    In place of a model, it may have a dict with the names of Python or of the API.

    Args:
        argument: The Python name of the argument; "" for a body whose properties are arguments.
        names: The names that are accepted in dicts.

    Raises:
        ArgumentError: The value does not have the type, violates its constraints, or cannot be expressed in JSON. A
            dict has a key that its model does not have.
    """
    wire = value
    if type(value) is not str and type(value) is not int:
        if has_dicts(value, type_):
            value = _with_wire_names(value, type_, argument, names)
        wire = to_json_types(value, argument)
        check_tags(value, type_, argument)
    try:
        convert(wire, type_)
    except (ValueError, RecursionError):
        wire = _accept_or_refuse(wire, type_, argument)
    wire = encode_scalars(wire, type_, argument)
    return decimals_as_text(wire, type_, value) if has_decimal_texts(type_) else wire


def check_integers(value: object, argument: str) -> None:
    """Refuse integers that cannot be written as text. Other integers are sent, also beyond 64 bits.

    Raises:
        ArgumentError: An integer has more digits than Python prints.
    """
    match value:
        case int() if value.bit_length() > 64:
            try:
                str(value)
            except ValueError as error:
                raise ArgumentError(f"cannot be sent: {error}", argument=argument) from error
        case list() | tuple():
            for item in cast("Sequence[object]", value):
                check_integers(item, argument)
        case dict():
            for item in cast("dict[str, object]", value).values():
                check_integers(item, argument)
        case _:
            pass


def utf8(text: str, argument: str) -> bytes:
    """A text in UTF-8.

    Raises:
        ArgumentError: The text contains a lone surrogate.
    """
    try:
        return text.encode()
    except UnicodeEncodeError as error:
        raise ArgumentError(f"cannot be sent: {error}", argument=argument) from error


def _with_wire_names(value: object, type_: object, argument: str, names: NameConverter) -> object:
    try:
        return names.converted(value, type_, argument)
    except RecursionError as error:
        raise ArgumentError("is nested too deeply", argument=argument) from error


def _accept_or_refuse(value: object, type_: object, argument: str) -> object:
    """Raise an error for a refused value, or return it if JSON Schema accepts it (1.0 as an integer)."""
    try:
        check_decimals(value, type_, argument)
        result = LenientDecoder(RaiseOnMismatch(type_, argument)).decode(value, type_)
        keep(find_unknown(result, value, exact=False))
    except RecursionError as error:
        raise ArgumentError("is nested too deeply", argument=argument) from error
    return value if result is INVALID else to_json_types(result, argument)

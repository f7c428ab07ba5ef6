"""One reader for each kind of shape: a JSON value to what the shape says, telling each departure.

A reader gives UNFIT where it can make nothing of a value; who asked decides what stands there instead.
"""

from __future__ import annotations

import base64
import binascii
import datetime
import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

import msgspec

from ..json_types import is_array, is_object
from .constraints import broken, describe
from .decoders import convert
from .times import parse_time
from .type_info import Shape, shape_of
from .unions import choice_of

if TYPE_CHECKING:
    from .lenient import Reading

UNFIT: Final = object()


def _constrained(reading: Reading, value: object, shape: Shape) -> object:
    """A value of the right type is kept, whatever its constraints say; but they are told."""
    if broken(value, shape.metas):
        reading.depart(describe(shape), value)
    return value


def _read_any(_: Reading, value: object, __: Shape) -> object:
    return value


def _read_null(reading: Reading, value: object, shape: Shape) -> object:
    return None if value is None else reading.unfit(value, shape)


def _read_boolean(reading: Reading, value: object, shape: Shape) -> object:
    if isinstance(value, bool):
        return value
    reading.depart(describe(shape), value)
    evident = {"true": True, "false": False}
    return evident.get(value.lower(), UNFIT) if isinstance(value, str) else UNFIT


def _read_integer(reading: Reading, value: object, shape: Shape) -> object:
    if isinstance(value, int) and not isinstance(value, bool):
        return _constrained(reading, value, shape)
    if isinstance(value, float) and value.is_integer():  # JSON Schema: 1.0 is an integer
        return _constrained(reading, int(value), shape)
    reading.depart(describe(shape), value)
    if isinstance(value, str) and re.fullmatch(r"-?\d{1,18}", value, re.ASCII):
        return int(value)
    return UNFIT


def _read_number(reading: Reading, value: object, shape: Shape) -> object:
    if isinstance(value, int | float) and not isinstance(value, bool):
        try:
            return _constrained(reading, float(value), shape)
        except OverflowError:
            return reading.unfit(value, shape)
    reading.depart(describe(shape), value)
    if isinstance(value, str) and re.fullmatch(
        r"-?\d{1,40}(\.\d{1,40})?([eE][+-]?\d{1,2})?", value, re.ASCII
    ):
        return float(value)
    return UNFIT


def _read_string(reading: Reading, value: object, shape: Shape) -> object:
    if isinstance(value, str):
        return _constrained(reading, value, shape)
    reading.depart(describe(shape), value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    return UNFIT


def _read_bytes(reading: Reading, value: object, shape: Shape) -> object:
    if isinstance(value, bytes):  # an argument
        return _constrained(reading, value, shape)
    try:
        data = base64.b64decode(value, validate=True) if isinstance(value, str) else UNFIT
    except (binascii.Error, ValueError):
        data = UNFIT
    return reading.unfit(value, shape) if data is UNFIT else _constrained(reading, data, shape)


def _read_time(reading: Reading, value: object, shape: Shape) -> object:
    if isinstance(value, datetime.datetime):
        return value if value.tzinfo is not None else reading.unfit(value, shape)
    parsed = parse_time(value) if isinstance(value, str) else None
    if parsed is None:
        return reading.unfit(value, shape)
    if not parsed.regular:
        reading.depart(describe(shape), value)
    return parsed.time


def _read_date(reading: Reading, value: object, shape: Shape) -> object:
    if isinstance(value, str) and len(value) == 10:
        try:
            return datetime.date.fromisoformat(value)
        except ValueError:
            pass
    return reading.unfit(value, shape)


def _read_literal(reading: Reading, value: object, shape: Shape) -> object:
    known = shape.arguments
    for candidate in known:
        if candidate == value and type(candidate) is type(value):
            return value
    if isinstance(value, float) and value.is_integer() and int(value) in known:
        return int(value)
    reading.depart(describe(shape), value)
    for candidate in known:  # "12" for 12, 12 for "12"
        if (
            isinstance(value, str | int)
            and type(value) is not bool
            and str(candidate) == str(value)
        ):
            return candidate
    same_type = isinstance(value, str | int) and any(
        type(candidate) is type(value) for candidate in known
    )
    return value if same_type else UNFIT


def _read_array(reading: Reading, value: object, shape: Shape) -> object:
    if not is_array(value):
        return reading.unfit(value, shape)
    read = [reading.item(index, item, shape.arguments[0]) for index, item in enumerate(value)]
    return _constrained(reading, read, shape)


def _read_tuple(reading: Reading, value: object, shape: Shape) -> object:
    """Items; what stands beyond those of the tuple is kept as it came, and told like any that are missing."""
    if not is_array(value):
        return reading.unfit(value, shape)
    if len(value) != len(shape.arguments):
        reading.depart(describe(shape), value)
    types = (*shape.arguments, *[Any] * len(value))
    pairs = enumerate(zip(value, types, strict=False))
    return tuple(reading.item(index, item, type_) for index, (item, type_) in pairs)


def _mapping(reading: Reading, value: object, shape: Shape) -> dict[str, object] | None:
    """An object; an empty list stands for an empty object (PHP's habit), which is a departure."""
    if is_object(value):
        return value
    reading.depart(describe(shape), value)
    return {} if value == [] else None


def _read_map(reading: Reading, value: object, shape: Shape) -> object:
    entries = _mapping(reading, value, shape)
    if entries is None:
        return UNFIT
    type_ = shape.arguments[-1]
    return _constrained(
        reading, {key: reading.item(key, v, type_) for key, v in entries.items()}, shape
    )


def _read_object(reading: Reading, value: object, shape: Shape) -> object:
    entries = _mapping(reading, value, shape)
    if entries is None:
        return UNFIT
    values: dict[str, object] = {}
    for wire, field in shape.fields.items():
        if wire not in entries:
            if field.required:
                reading.missing(wire, describe(shape_of(field.type)))
                values[field.name] = None
            continue
        got = entries[wire]
        result = reading.inside(wire, got, field.type)
        if result is UNFIT:
            result = got if field.required else field.default
        values[field.name] = result
    if shape.extras is not None:
        rest = {key: v for key, v in entries.items() if key not in shape.fields}
        values[shape.type.__extras_name__] = {
            key: reading.item(key, v, shape.extras) for key, v in rest.items()
        }
    try:
        return shape.type(**values)
    except ValueError as error:  # the model's own rule (exactly one of...)
        reading.depart(str(error), value)
        return UNFIT


def _read_union(reading: Reading, value: object, shape: Shape) -> object:
    choice = choice_of(shape)
    if choice.only is not None:  # this or null
        return None if value is None else reading.read(value, choice.only)
    if reading.is_shallow or not (is_object(value) or is_array(value)):
        try:
            return choice.read(value, convert)
        except msgspec.ValidationError:
            pass
    nearest = choice.nearest(value)
    if nearest is None:
        return reading.unfit(value, shape)
    if is_object(value) and choice.tags is not None:
        key, known = choice.tags
        if value.get(key) not in known:
            reading.unknown_member(key, value.get(key), known)
    return reading.read(value, nearest)


def _read_opaque(reading: Reading, value: object, shape: Shape) -> object:
    try:
        return convert(value, shape.type)
    except msgspec.ValidationError:
        return reading.unfit(value, shape)


READERS: dict[str, Callable[[Reading, object, Shape], object]] = {
    "any": _read_any,
    "null": _read_null,
    "boolean": _read_boolean,
    "integer": _read_integer,
    "number": _read_number,
    "string": _read_string,
    "bytes": _read_bytes,
    "date-time": _read_time,
    "date": _read_date,
    "literal": _read_literal,
    "array": _read_array,
    "tuple": _read_tuple,
    "map": _read_map,
    "object": _read_object,
    "union": _read_union,
    "opaque": _read_opaque,
}

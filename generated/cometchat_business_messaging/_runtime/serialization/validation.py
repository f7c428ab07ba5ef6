"""Arguments to what is sent, checked against their types before anything is."""

from __future__ import annotations

import base64
import json
import math
from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any, NoReturn, cast

import msgspec
from msgspec import UNSET

from ..errors import ArgumentError
from ..json_types import is_array, is_object
from ..models.codec import encode
from ..models.decoders import convert
from ..models.lenient import Reading
from ..models.lenient_readers import UNFIT
from ..models.reprs import received
from ..models.times import format_time
from ..models.type_info import python_path, shape_of
from ..models.types import encode_hook
from .invalid_path import culprit


def to_wire(value: object, type_: object, argument: str = "") -> object:
    """A value as JSON types with wire names, valid by `type_`; times in UTC.

    Args:
        argument: the Python name of the argument; "" for a body whose properties are arguments themselves.

    Raises:
        ArgumentError: it is not of this type, or breaks its constraints, or JSON cannot express it.
    """
    plain = value if type(value) is str or type(value) is int else _plain(value, argument)
    try:
        convert(plain, type_)
    except (ValueError, RecursionError):
        plain = _explain(plain, type_, argument)
    return _finish(plain, type_, argument) if _may_need_finishing(type_) else plain


def check_integers(value: object, argument: str) -> None:
    """Refuse an integer that no server reads from a parameter.

    Raises:
        ArgumentError: it does not fit into 64 bits.
    """
    match value:
        case int() if not -(2**63) <= value < 2**64:
            raise ArgumentError("must fit into 64 bits", argument=argument)
        case list() | tuple():
            for item in cast("Sequence[object]", value):
                check_integers(item, argument)
        case dict():
            for item in cast("dict[str, object]", value).values():
                check_integers(item, argument)
        case _:
            pass


def to_json(value: object, argument: str = "", type_: object = Any) -> bytes:
    """A wire value of a type as JSON.

    Raises:
        ArgumentError: a text in it is not valid Unicode, or a number too long to be written.
    """
    try:
        return encode(value)
    except (ValueError, RecursionError) as error:
        named = _name(type_, argument, culprit(value, encode))
        raise ArgumentError(f"cannot be sent: {error}", argument=named) from error


def utf8(text: str, argument: str) -> bytes:
    """A text as it is sent.

    Raises:
        ArgumentError: it has half a character, which no encoding can express.
    """
    try:
        return text.encode()
    except UnicodeEncodeError as error:
        raise ArgumentError(f"cannot be sent: {error}", argument=argument) from error


def exactly_one(model: Any, *groups: str | tuple[str, ...]) -> None:
    """Check that the fields of exactly one of these groups (or exactly one of these fields) are given.

    Raises:
        ArgumentError: none is, or several are.
    """
    named = {
        " and ".join(group): group for group in ((g,) if isinstance(g, str) else g for g in groups)
    }
    given = [
        text
        for text, group in named.items()
        if all(getattr(model, name) not in (None, UNSET) for name in group)
    ]
    if len(given) != 1:
        got = ", ".join(given) or "none"
        raise ArgumentError(
            f"exactly one of {', '.join(named)} must be given, not {got}",
            argument=" | ".join(named),
        )


def limited_when(
    model: Any,
    name: str,
    value: object,
    then: str,
    *,
    min_length: int = 0,
    max_length: int | None = None,
) -> None:
    """Check that, if the field `name` of a model is `value`, the field `then` has so many items or characters.

    Raises:
        ArgumentError: it has fewer or more.
    """
    limited: Any = getattr(model, then)
    if getattr(model, name) != value or limited in (None, UNSET):
        return
    if len(limited) < min_length or (max_length is not None and len(limited) > max_length):
        bound = f"at least {min_length}" if len(limited) < min_length else f"at most {max_length}"
        raise ArgumentError(
            f"must have {bound} when {name} is {value!r}, not {len(limited)}", argument=then
        )


def _plain(value: object, argument: str) -> object:
    try:
        return _builtins(value)
    except (TypeError, ValueError) as error:
        path = culprit(value, _builtins)
        named = _name(type(value), argument, path)
        raise ArgumentError(f"cannot be sent: {error}", argument=named) from error
    except RecursionError as error:
        raise ArgumentError(f"cannot be sent: {_nesting(value)}", argument=argument) from error


def _nesting(value: object) -> str:
    """Why a value cannot be followed to its end."""
    try:
        json.dumps(value, default=_fields, skipkeys=True)
    except ValueError:  # raised for a cycle only: NaN is allowed
        return "it contains itself"
    except RecursionError:
        pass
    return "it is nested too deeply"


def _fields(value: object) -> dict[str, object] | None:
    given = getattr(value, "__shown_fields__", None)
    return None if given is None else dict(given())


def _builtins(value: object) -> object:
    # These stay what they are until their place is known to take them.
    return msgspec.to_builtins(
        value,
        builtin_types=(datetime, bytes, bytearray, Decimal),
        str_keys=True,
        enc_hook=encode_hook,
    )


class _Refusal:
    """The listener that makes an error of the first departure."""

    def __init__(self, type_: object, argument: str) -> None:
        self._type = type_
        self._argument = argument

    def redacted(self, text: str) -> str:
        return text

    def depart(self, path: list[str | int], pattern: str, expected: str, received: str) -> NoReturn:
        raise ArgumentError(
            f"must be {expected}, not {received}", argument=_name(self._type, self._argument, path)
        )


def _explain(plain: object, type_: object, argument: str) -> object:
    """Say what is wrong with a refused value; one that JSON Schema admits all the same (1.0 for 1) is given back."""
    try:
        plain = _decimals_as_text(plain, type_, argument, [])
        result = Reading(_Refusal(type_, argument)).read(plain, type_)
    except RecursionError as error:
        raise ArgumentError("is nested too deeply", argument=argument) from error
    return plain if result is UNFIT else _plain(result, argument)


def _name(type_: object, argument: str, path: list[str | int]) -> str:
    inner = python_path(type_, path)
    return argument + ("" if inner.startswith("[") or not inner or not argument else ".") + inner


def _decimals_as_text(value: object, type_: object, argument: str, path: list[str | int]) -> object:
    if isinstance(value, Decimal):
        return _decimal(value, _name(type_, argument, path))
    if is_object(value):
        return {k: _decimals_as_text(v, type_, argument, [*path, k]) for k, v in value.items()}
    if is_array(value):
        return [_decimals_as_text(v, type_, argument, [*path, n]) for n, v in enumerate(value)]
    return value


def _decimal(value: Decimal, argument: str) -> str:
    if not value.is_finite():
        raise ArgumentError(f"must be a finite number, not {value}", argument=argument)
    return str(value)


# --- times, bytes and numbers, which msgspec would send otherwise ----------------------------------------------------

_finishing: dict[object, bool] = {}
_AFFECTED = frozenset({"date-time", "bytes", "number", "any", "opaque"})


def _may_need_finishing(type_: object) -> bool:
    known = _finishing.get(type_)
    if known is None:
        known = _finishing[type_] = _reaches(type_, set())
    return known


def _reaches(type_: object, seen: set[object]) -> bool:
    """Whether a value of the type can contain a time or a float."""
    shape = shape_of(type_)
    if shape.kind in _AFFECTED:
        return True
    if shape in seen:
        return False
    seen.add(shape)
    if shape.kind == "object":
        extras = () if shape.extras is None else (shape.extras,)
        return any(
            _reaches(inner, seen) for inner in (*(f.type for f in shape.fields.values()), *extras)
        )
    return shape.kind != "literal" and any(_reaches(inner, seen) for inner in shape.arguments)


def _finish(value: object, type_: object, argument: str) -> object:
    try:
        return _finished(value, type_, argument, [])
    except RecursionError as error:
        raise ArgumentError("is nested too deeply", argument=argument) from error


def _finished(value: object, type_: object, argument: str, path: list[str | int]) -> object:
    match value:
        case str() | int():
            return value
        case dict():
            entries = cast("dict[str, object]", value)
            return {k: _finished(v, type_, argument, [*path, k]) for k, v in entries.items()}
        case list() | tuple():
            items = cast("Sequence[object]", value)
            return [_finished(item, type_, argument, [*path, n]) for n, item in enumerate(items)]
        case float() if not math.isfinite(value):
            raise ArgumentError(
                f"must be a finite number, not {value}", argument=_name(type_, argument, path)
            )
        case bytes() | bytearray():
            return base64.b64encode(value).decode()
        case Decimal():
            return _decimal(value, _name(type_, argument, path))
        case datetime():
            return _time(value, _name(type_, argument, path))
        case _:
            return value


def _time(value: datetime, argument: str) -> str:
    if value.tzinfo is None:
        raise ArgumentError(
            f"must be a date-time with a time zone, not {received(value)}", argument=argument
        )
    try:
        return format_time(value)
    except OverflowError as error:
        raise ArgumentError(f"is out of range in UTC: {value}", argument=argument) from error

"""Convert models to dicts."""

from __future__ import annotations

import base64
import math
from collections.abc import Iterator, Mapping, Sequence, Set
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal, TypeAlias, cast, get_args

from ...errors import ArgumentError
from ..codec import infinite_error, time_text
from ..decimals import has_decimal_texts, nearest
from ..reprs import short_repr
from ..type_info import Field, type_info_of
from ..unknown_fields import UNKNOWN_FIELDS, UnknownFields, kept
from .access import additional_properties, set_fields
from .decimal_texts import decimals_as_text

Names: TypeAlias = Literal["python", "wire"]
Values: TypeAlias = Literal["python", "json"]


def check_names(by: object) -> None:
    """Check the argument `by` of `to_dict` and `from_dict`.

    Raises:
        ArgumentError: It is not one of `Names`.
    """
    _check_choice(by, Names, "by")


def check_values(mode: object) -> None:
    """Check the argument `mode` of `to_dict`.

    Raises:
        ArgumentError: It is not one of `Values`.
    """
    _check_choice(mode, Values, "mode")


def check_unknown_fields(unknown_fields: object) -> bool:
    """Whether the argument `unknown_fields` says to keep them.

    Raises:
        ArgumentError: It is not one of `UnknownFields`.
    """
    _check_choice(unknown_fields, UnknownFields, "unknown_fields")
    return unknown_fields == "keep"


def _check_choice(value: object, choices: object, argument: str) -> None:
    allowed = get_args(choices)
    if value not in allowed:
        text = " or ".join(map(repr, allowed))
        raise ArgumentError(f"must be {text}, not {short_repr(value)}", argument=argument)


class DictWriter:
    """Converts values to dicts and lists.

    Args:
        by: The names of the fields: Python's, or the API's.
        mode: Leave values such as times as they are, or write them as JSON has them. Decimal numbers become integers
            or the nearest floats.
        exclude_none: Leave out the fields that are None.
    """

    def __init__(self, by: Names, mode: Values, *, exclude_none: bool) -> None:
        self._by = by
        self._scalar = _as_json if mode == "json" else _unchanged
        self._exclude_none = exclude_none

    def write(self, value: object, path: str = "") -> object:
        """A value with all models within it as dicts.

        Args:
            path: The place of the value, for errors.

        Raises:
            ArgumentError: With `mode="json"`, a value cannot be expressed in JSON.
        """
        match value:
            case str() | bytes() | bytearray() | None:
                return self._scalar(value, path)
            case memoryview():
                return self._scalar(bytes(cast("memoryview[int]", value)), path)
            case _ if hasattr(value, "__nullable__"):
                return self.write_model(value, path)
            case _ if hasattr(value, "__to_wire__"):  # an Unknown
                return self.write(cast("Any", value).__to_wire__(), path)
            case Mapping():
                entries = cast("Mapping[object, object]", value)
                return {key: self.write(each, f"{path}[{key!r}]") for key, each in entries.items()}
            case Sequence() | Set():
                items = cast("Sequence[object]", value)
                return [self.write(item, f"{path}[{n}]") for n, item in enumerate(items)]
            case _:
                return self._scalar(value, path)

    def write_model(self, model: object, path: str = "") -> dict[str, Any]:
        """A model as a dict."""
        prefix = f"{path}." if path else ""
        return {
            name: self.write(value, prefix + name)
            for name, value in self._entries(model)
            if value is not None or not self._exclude_none
        }

    def _entries(self, model: Any) -> Iterator[tuple[str, object]]:
        type_ = type_info_of(cast("object", type(model))).extras
        extras = {k: self._with_texts(v, type_) for k, v in additional_properties(model).items()}
        if self._by == "python":
            yield from ((field.name, value) for field, value in self._fields(model))
            if extras:
                yield model.__extras_name__, extras
            if kept(model):
                yield UNKNOWN_FIELDS, kept(model)
        else:
            fields = {field.wire: value for field, value in self._fields(model)}
            yield from fields.items()
            others = (extras or kept(model)).items()
            yield from ((name, value) for name, value in others if name not in fields)

    def _fields(self, model: Any) -> Iterator[tuple[Field, object]]:
        for field, value in set_fields(model):
            yield field, self._with_texts(value, field.type)

    def _with_texts(self, value: object, type_: object) -> object:
        is_text = self._scalar is _as_json and has_decimal_texts(type_)
        return decimals_as_text(value, type_, value) if is_text else value


def _unchanged(value: object, path: str) -> object:
    return value


def _as_json(value: object, path: str) -> object:
    """A scalar as a JSON value."""
    match value:
        case datetime():
            return time_text(value, path)
        case date():
            return value.isoformat()
        case bytes() | bytearray():
            return base64.b64encode(value).decode()
        case Decimal():
            return _number(value, path)
        case float() if not math.isfinite(value):
            raise infinite_error(value, path)
        case None | bool() | int() | float() | str():
            return value
        case _:
            text = f"must be a value that JSON can express, not a {type(value).__name__}"
            raise ArgumentError(text, argument=path)


def _number(value: Decimal, path: str) -> int | float:
    """A decimal number as an integer or the nearest float."""
    if not value.is_finite():
        raise infinite_error(value, path)
    number = nearest(value)
    if abs(number) == math.inf:
        raise ArgumentError('is too large for a float; use mode="python"', argument=path)
    return number

"""Types for the annotations of models and arguments.

Type checkers and msgspec see different definitions. For example, type checkers see an enumeration as `Literal[...] |
UnlistedText`, because the server may send values that this package does not list. Only a value of a response has that
class for them, so it can be sent again, but a misspelt literal is an error. msgspec sees the closed `Literal`, so the
strict decoder refuses an unknown value. The lenient decoder keeps it and records a mismatch.
"""

from __future__ import annotations

import collections.abc
import datetime
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import (
    TYPE_CHECKING,
    Annotated,
    Any,
    TypeAlias,
    TypeVar,
    Union,
    cast,
    get_args,
    get_origin,
)

from msgspec import UNSET, Meta, UnsetType, field

from ..loading import load
from .decimals import number_of, text_of
from .decoders import Convert
from .limits import Limits
from .type_info import Kind
from .unions.members import UnionMembers

__all__ = [
    "UNSET",
    "BoolLiteral",
    "Date",
    "DecimalNumber",
    "DecimalText",
    "Limits",
    "Meta",
    "OneOf",
    "Open",
    "OpenInt",
    "Suggested",
    "Timestamp",
    "UnsetType",
    "bool_literal",
    "encode_hook",
    "field",
    "one_of",
]

T = TypeVar("T")

Timestamp: TypeAlias = Annotated[datetime.datetime, Meta(tz=True)]
"""An aware datetime. A time without an offset is refused in an argument, and is a mismatch in a response."""

Date: TypeAlias = datetime.date
"""A calendar date. The alias lets a field be called `date`."""


class CustomType(type):
    """Metaclass of types that msgspec decodes with `decode_hook`; every result of the hook counts as an instance."""

    def __instancecheck__(cls, instance: object) -> bool:
        return True


class _BoolLiteralType(CustomType):
    """The run-time type of a boolean constant, which msgspec has no literal type for."""

    __literal__: bool

    def __from_wire__(cls, value: object, convert: Convert) -> object:
        if value is not cls.__literal__:
            raise ValueError(f"must be {cls.__literal__}")
        return value


_bool_literals = {
    value: _BoolLiteralType(f"Literal[{value}]", (), {"__literal__": value})
    for value in (True, False)
}


def bool_literal(value: bool) -> Any:
    """The run-time type of a boolean constant."""
    return _bool_literals[value]


class _DecimalType(CustomType):
    """The run-time type of a decimal number: a number or a text in JSON."""

    __decimal__: Kind

    def __from_wire__(cls, value: object, convert: Convert) -> object:
        result = number_of(value) if cls.__decimal__ == "decimal" else text_of(value)
        if result is None:
            raise ValueError("must be a decimal number")
        return result


class _UnionType(CustomType):
    """The run-time type of a union."""

    members: UnionMembers

    def __members_of__(cls) -> tuple[object, ...]:
        return cls.members.declared

    def __from_wire__(cls, value: object, convert: Convert) -> object:
        return cls.members.decode(value, convert)

    def __get_pydantic_core_schema__(cls, source: object, handler: object) -> Any:
        # An import statement would be a cycle: that module decodes unions.
        return load("..pydantic_support.core_schema", __name__).core_schema_of(cls)


def one_of(
    members: Callable[[], tuple[object, ...]],
    discriminator: str | None = None,
    mapping: Callable[[], Mapping[str, object]] | None = None,
    default: Callable[[], object] | None = None,
    base: Callable[[], object] | None = None,
) -> Any:
    """The run-time type of a named union.

    Args:
        members: Returns the member types; called for the first value, so that they may be declared later.
        discriminator: The wire name of the property that distinguishes the members.
        mapping: Returns the member for each value of the discriminator.
        default: Returns the member for other values of the discriminator, and for values without it.
        base: Returns the class that the members extend: the member for other values, which are mismatches.
    """
    union = UnionMembers(members, discriminator, mapping, default, base)
    return _UnionType("OneOf", (), {"members": union})


if TYPE_CHECKING:

    class UnlistedText(str):
        """A text that the server sent and the document does not list: a plain `str` at run time."""

    class UnlistedInt(int):
        """A number that the server sent and the document does not list: a plain `int` at run time."""

    Open: TypeAlias = T | UnlistedText
    OpenInt: TypeAlias = T | UnlistedInt
    Suggested: TypeAlias = T | str
    BoolLiteral: TypeAlias = Annotated[T, "a constant that is checked at run time"]
    OneOf: TypeAlias = Annotated[T, "a union whose member is selected at run time"]
    DecimalNumber: TypeAlias = Decimal
    DecimalText: TypeAlias = Decimal
else:
    DecimalNumber = _DecimalType("DecimalNumber", (), {"__decimal__": "decimal"})
    DecimalText = _DecimalType("DecimalText", (), {"__decimal__": "decimal-text"})
    _unions: dict[tuple[object, ...], type] = {}

    class Open:
        """`Open[L]`: a value of the Literal L, or any other string that a response has."""

        def __class_getitem__(cls, literal):
            return literal

    class OpenInt:
        """`OpenInt[L]`: a value of the Literal L, or any other integer that a response has."""

        def __class_getitem__(cls, literal):
            return literal

    class Suggested:
        """`Suggested[L]`: any string; the Literal L lists some of them."""

        def __class_getitem__(cls, literal):
            return str

    class BoolLiteral:
        """`BoolLiteral[Literal[True]]`: a boolean that is always true."""

        def __class_getitem__(cls, literal):
            (value,) = get_args(literal)
            return bool_literal(value)

    class OneOf:
        """`OneOf[A | B]`: a value of any of these types, which msgspec alone may be unable to distinguish."""

        def __class_getitem__(cls, union):
            members = tuple(m for m in _members(union) if m is not UnsetType)
            # A tuple is the key because `A | B` equals `B | A`, but the order of the members matters.
            type_ = _unions.get(members)
            if type_ is None:
                type_ = _unions.setdefault(members, one_of(lambda: members))
            return type_


def _members(union: object) -> tuple[object, ...]:
    origin: object = get_origin(union)
    return (
        get_args(union)
        if origin is Union or getattr(origin, "__name__", "") == "UnionType"
        else (union,)
    )


class UnsupportedTypeError(TypeError):
    """A value has a type that JSON cannot express; the message says what is required instead."""


def encode_hook(value: Any) -> object:
    """A value of a type unknown to msgspec as one that msgspec can encode.

    Raises:
        UnsupportedTypeError: JSON cannot express the type.
    """
    match value:
        case _ if hasattr(value, "__to_wire__"):
            return value.__to_wire__()
        case str():  # a subclass
            return str.__str__(value)
        case datetime.datetime() | datetime.date():  # a subclass
            return _plain_time(value)
        case collections.abc.Mapping():
            return dict(cast("Mapping[object, object]", value))
        case collections.abc.Sequence() | collections.abc.Set():
            return list(cast("Iterable[object]", value))
        case _:
            raise UnsupportedTypeError(_unsupported(value))


def _plain_time(value: datetime.date) -> datetime.date:
    """A value of a subclass of datetime or date as that class.

    Raises:
        UnsupportedTypeError: It is a missing time (NaT of pandas).
    """
    try:
        day = datetime.date(value.year, value.month, value.day)
        if not isinstance(value, datetime.datetime):
            return day
        time = datetime.time(
            value.hour, value.minute, value.second, value.microsecond, fold=value.fold
        )
        return datetime.datetime.combine(day, time, value.tzinfo)
    except (TypeError, ValueError) as error:
        raise UnsupportedTypeError(f"must be a time, not {value}") from error


_ADVICE = {
    "tolist": ".tolist()",  # numpy's numbers and arrays
    "model_dump": ".model_dump()",
    "__index__": "int()",
    "__float__": "float()",
}


def _unsupported(value: object) -> str:
    type_ = type(value)
    package = type_.__module__.partition(".")[0]
    name = type_.__name__ if package in ("builtins", "__main__") else f"{package} {type_.__name__}"
    article = "an" if name[0].lower() in "aeio" else "a"
    advice = next((call for method, call in _ADVICE.items() if hasattr(value, method)), "")
    text = f"must be a value that JSON can express, not {article} {name}"
    return f"{text}; call {advice}" if advice else text

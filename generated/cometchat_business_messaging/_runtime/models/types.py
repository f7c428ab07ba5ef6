"""Types that annotations of models and arguments are made of.

Each has two faces. For type checkers it is what a value may be; at run time it is what msgspec must do. An
enumeration in a response, for one, is `Literal[...] | str` for a type checker, because the server may know more
values than this package, while at run time it is the closed `Literal`: so an unknown value leaves the fast path, is
recorded as a departure, and kept.
"""

from __future__ import annotations

import collections.abc
import datetime
from collections.abc import Callable, Iterable, Mapping
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

from .decoders import convert
from .unions import Choice

__all__ = [
    "UNSET",
    "Date",
    "Meta",
    "OneOf",
    "Open",
    "OpenInt",
    "Suggested",
    "Timestamp",
    "UnsetType",
    "encode_hook",
    "field",
    "one_of",
]

T = TypeVar("T")

Timestamp: TypeAlias = Annotated[datetime.datetime, Meta(tz=True)]
"""An aware datetime. A time without an offset is refused when sent, and a departure when received."""

Date: TypeAlias = datetime.date
"""A calendar date. The alias lets a field be called `date`."""


class CustomType(type):
    """Metaclass of types that only tell msgspec to ask `decode_hook`; whatever the hook answers is an instance."""

    def __instancecheck__(cls, instance: object) -> bool:
        return True


class _Choosing(CustomType):
    """A union's type at run time."""

    choice: Choice

    def __members_of__(cls) -> tuple[object, ...]:
        return cls.choice.lazy()

    def __from_wire__(cls, value: object) -> object:
        return cls.choice.read(value, convert)


def one_of(
    members: Callable[[], tuple[object, ...]],
    discriminator: str | None = None,
    mapping: Callable[[], Mapping[str, object]] | None = None,
    default: Callable[[], object] | None = None,
) -> Any:
    """The run-time type of a named union.

    Args:
        members: gives the member types; called when the first value is read, so they may be declared later.
        discriminator: the wire name of the property that tells the members apart.
        mapping: gives the member for each value of the discriminator.
        default: gives the member for all other values, and where there is none.
    """
    return _Choosing("OneOf", (), {"choice": Choice(members, discriminator, mapping, default)})


if TYPE_CHECKING:
    Open: TypeAlias = T | str
    OpenInt: TypeAlias = T | int
    Suggested: TypeAlias = T | str
    OneOf: TypeAlias = Annotated[T, "a union whose member is chosen at run time"]
else:
    _unions: dict[tuple[object, ...], type] = {}

    class Open:
        """`Open[L]`: values of the Literal L are known, but other texts can come."""

        def __class_getitem__(cls, literal):
            return literal

    class OpenInt:
        """`OpenInt[L]`: values of the Literal L are known, but other integers can come."""

        def __class_getitem__(cls, literal):
            return literal

    class Suggested:
        """`Suggested[L]`: any text, of which the Literal L has some."""

        def __class_getitem__(cls, literal):
            return str

    class OneOf:
        """`OneOf[A | B]`: a value of any of these types, also where msgspec cannot tell them apart by itself."""

        def __class_getitem__(cls, union):
            members = tuple(m for m in _members(union) if m is not UnsetType)
            made = _unions.get(members)  # `A | B` equals `B | A`, but the first that fits is read
            if made is None:
                made = _unions.setdefault(members, one_of(lambda: members))
            return made


def _members(union: object) -> tuple[object, ...]:
    origin: object = get_origin(union)
    return (
        get_args(union)
        if origin is Union or getattr(origin, "__name__", "") == "UnionType"
        else (union,)
    )


def encode_hook(value: Any) -> object:
    """msgspec's question for a value it cannot write.

    Raises:
        TypeError: nobody can.
    """
    match value:
        case _ if hasattr(value, "__to_wire__"):
            return value.__to_wire__()
        case str():  # a subclass
            return str.__str__(value)
        case collections.abc.Mapping():
            return dict(cast("Mapping[object, object]", value))
        case collections.abc.Sequence() | collections.abc.Set():
            return list(cast("Iterable[object]", value))
        case _:
            raise TypeError(f"a {type(value).__name__} cannot be sent")

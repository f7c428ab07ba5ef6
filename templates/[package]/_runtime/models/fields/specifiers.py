"""Field specifiers beside that of msgspec: constants, and fields that can be null."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from msgspec import UNSET, field


class Constant(NamedTuple):
    """A field with one possible value."""

    value: object
    wire: str | None

    def for_msgspec(self) -> Any:
        return field(name=self.wire)


class NullableField(NamedTuple):
    """An optional field that can be null."""

    wire: str | None

    def for_msgspec(self) -> Any:
        return field(name=self.wire, default=UNSET)


def constant_field(value: object, *, name: str | None = None) -> Any:
    """A field that is `value` unless the caller of the constructor passes another one.

    The field is required in JSON, because `value` is not its default for msgspec.

    Args:
        name: The name in JSON, if it differs.
    """
    return Constant(value, name)


def nullable_field(*, name: str | None = None) -> Any:
    """An optional field that can be null and is read as None also if it is absent.

    The model keeps UNSET for an absent one, so that `is_set` and `to_json` distinguish it from null.

    Args:
        name: The name in JSON, if it differs.
    """
    return NullableField(name)


def special_fields(namespace: Mapping[str, object]) -> dict[str, Constant | NullableField]:
    """The fields of a class body that msgspec does not know."""
    return {
        name: each for name, each in namespace.items() if isinstance(each, Constant | NullableField)
    }


def constants_of(fields: Mapping[str, Constant | NullableField]) -> dict[str, object]:
    """The values of the constants."""
    return {name: each.value for name, each in fields.items() if isinstance(each, Constant)}


def none_if_unset(read: Callable[[Any], object], write: Callable[[Any, object], None]) -> property:
    """The attribute for a field that can be null: None also if UNSET is stored."""

    def value(self: object) -> object:
        stored = read(self)
        return None if stored is UNSET else stored

    return property(value, write)

"""The properties by which the object members of a union differ."""

from __future__ import annotations

import types
from typing import Final

from ..type_info import TypeInfo, type_info_of

CONSTANT_TYPES: Final = (str, int, types.NoneType)


class ObjectMember:
    """The property names, required properties and constants by which an object type differs from others.

    `combined`: the type has the properties of several others that are valid together. It is selected only for a value
    with properties that no other member declares all of.
    """

    __slots__ = ("combined", "declared", "required", "constants")

    def __init__(self, info: TypeInfo) -> None:
        fields = info.fields.values()
        self.combined: bool = getattr(info.type, "__combined__", False)
        self.declared = frozenset(field.wire for field in fields)
        self.required = frozenset(field.wire for field in fields if field.required)
        self.constants = {
            field.wire: inner.arguments
            for field in fields
            if field.required and (inner := type_info_of(field.type)).kind == "literal"
        }

    def admits(self, value: dict[str, object]) -> bool:
        """Whether the constants match and all required properties are present."""
        if not self.required <= value.keys():
            return False
        return all(is_one_of(value[name], allowed) for name, allowed in self.constants.items())

    def score(self, value: dict[str, object]) -> tuple[int, int, int]:
        """How well a value matches: matching constants, required properties, declared properties."""
        return (
            sum(is_one_of(value.get(name), allowed) for name, allowed in self.constants.items()),
            len(self.required & value.keys()) - len(self.required),
            self.count(value),
        )

    def count(self, value: dict[str, object]) -> int:
        """The number of the value's properties that the type declares."""
        return len(self.declared & value.keys())


def is_one_of(value: object, allowed: tuple[object, ...]) -> bool:
    """Whether a received value is one of the constants. Python counts true as 1, but JSON does not."""
    if not isinstance(value, CONSTANT_TYPES) or value not in allowed:
        return False
    return type(value) is str or any(
        each == value and type(each) is type(value) for each in allowed
    )

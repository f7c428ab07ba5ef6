"""Where a type has an item, and the properties that identify it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from ...models.type_info import TypeInfo, members_of
from ..names import letters_and_digits
from .collections import Collection


class ItemShape(NamedTuple):
    """The property that has an item within another object (None: the whole value), its type, and its identity.

    `identity` has the wire name of a property for each key of the collection.
    """

    property: str | None
    info: TypeInfo
    identity: tuple[str, ...]


def item_shape(type_: object, collection: Collection) -> ItemShape | None:
    """Where a type has an item: it is one, or one of its properties is; None if it has none."""
    for info in _objects(type_):
        identity = _identity(info, collection)
        if identity is not None:
            return ItemShape(None, info, identity)
    for info in _objects(type_):
        for wire, field in info.fields.items():
            for inner in _objects(field.type):
                identity = _identity(inner, collection)
                if identity is not None:
                    return ItemShape(wire, inner, identity)
    return None


def array_property(type_: object) -> str | None:
    """The property of an object that is its only array of objects; None if there is none."""
    for info in _objects(type_):
        found = [wire for wire, field in info.fields.items() if _is_array(field.type)]
        if len(found) == 1:
            return found[0]
    return None


def _is_array(type_: object) -> bool:
    return any(info.kind == "array" and _objects(info.arguments[0]) for info in members_of(type_))


def _objects(type_: object) -> list[TypeInfo]:
    """The objects among a type and the members of a union."""
    return [info for info in members_of(type_) if info.kind == "object"]


def _identity(info: TypeInfo, collection: Collection) -> tuple[str, ...] | None:
    found = [_property(info.fields, key, collection) for key in collection.keys]
    names = tuple(each for each in found if each is not None)
    return names if len(set(names)) == len(collection.keys) else None


def _property(wires: Iterable[str], key: str, collection: Collection) -> str | None:
    """The property that a parameter stands for: `id` or `thingId` for `thing_id` and `id`."""
    wanted, owner = letters_and_digits(key), letters_and_digits(collection.path.rpartition("/")[2])
    by_letters = {letters_and_digits(wire): wire for wire in wires}
    if wanted in by_letters:
        return by_letters[wanted]
    shorter = [each for each in by_letters if len(each) > 1 and wanted.endswith(each)]
    if shorter:
        return by_letters[max(shorter, key=len)]
    longer = [each for each in by_letters if each.endswith(wanted)]
    own = [each for each in longer if owner.startswith(each.removesuffix(wanted))]
    return by_letters[own[0]] if own else None

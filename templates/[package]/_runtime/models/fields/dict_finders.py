"""Find dicts in the place of models in an argument.

Most arguments contain none. Each type has a function of its own, because the search is part of each call.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from functools import cache
from typing import Any, TypeAlias, TypeGuard, cast

from msgspec import UNSET

from ...json_data import is_array
from ..encoding.access import field_types
from ..type_info import TypeInfo, contains, type_info_of
from ..unions.members import union_members

Finder: TypeAlias = Callable[[Any], bool]


def has_dicts(value: object, type_: object) -> bool:
    """Whether a value contains a dict where its type has a model."""
    find = finder_of(type_)
    try:
        return find is not None and find(value)
    except RecursionError:  # reported when the value is encoded
        return False


def is_items(value: object) -> TypeGuard[Collection[object]]:
    """Whether a value can be sent as an array."""
    return isinstance(value, Collection) and not isinstance(value, str | bytes | Mapping)


@cache
def finder_of(type_: object) -> Finder | None:
    """The function that finds dicts in values of a type; None if the type has no models."""
    if not contains(type_, lambda info: info.kind == "object"):
        return None
    info = type_info_of(type_)
    match info.kind:
        case "object":
            return _in_model(info)
        case "map":
            return _in_map(info.arguments[0])
        case "array":
            return _in_array(info.arguments[0])
        case "tuple":
            return _in_tuple(info.arguments)
        case _:
            return _in_union(info)


def _in_model(info: TypeInfo) -> Finder:
    class_ = info.type

    def find(value: Any) -> bool:
        if not isinstance(value, class_):
            return isinstance(value, Mapping)
        for name, find_in_field in _field_finders(info):  # here, because models can be recursive
            item = getattr(value, name)
            if item is not None and item is not UNSET and find_in_field(item):
                return True
        return False

    return find


@cache
def _field_finders(info: TypeInfo) -> list[tuple[str, Finder]]:
    """The (name, finder) pairs of the fields that can contain models."""
    finders = ((name, finder_of(type_)) for name, type_ in field_types(info).items())
    return [(name, find) for name, find in finders if find is not None]


def _in_map(type_: object) -> Finder:
    def find(value: Any) -> bool:
        inner = finder_of(type_)
        if inner is None or not isinstance(value, Mapping):
            return False
        return any(map(inner, cast("Mapping[object, object]", value).values()))

    return find


def _in_array(type_: object) -> Finder:
    info = type_info_of(type_)

    def find(value: Any) -> bool:
        inner = finder_of(type_)
        if inner is None or not is_items(value):
            return False
        has_no_inner = info.kind == "object" and not _field_finders(info)
        if has_no_inner and set(map(type, value)) == {info.type}:
            return False  # models without inner ones, which need no look at each
        return any(map(inner, value))

    return find


def _in_tuple(types: tuple[object, ...]) -> Finder:
    def find(value: Any) -> bool:
        return is_array(value) and any(map(has_dicts, value, types))

    return find


def _in_union(info: TypeInfo) -> Finder:
    def find(value: Any) -> bool:
        finders = map(finder_of, union_members(info).types)
        return any(find is not None and find(value) for find in finders)

    return find

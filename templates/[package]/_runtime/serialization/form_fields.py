"""The properties of a form, with their types and values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeGuard, cast

from msgspec import UNSET

from ..descriptors.bodies import BodyKind
from ..errors import ArgumentError
from ..json_data import is_array
from ..models.type_info import TypeInfo, kinds_of, type_info_of
from .files import is_file


def body_fields(kind: BodyKind, value: object) -> Iterator[tuple[str, str, object, object]]:
    """The (wire name, Python name, type, value) of each property that is set."""
    info = _object_info(kind, value)
    fields = info.fields if info.kind == "object" else {}
    if isinstance(value, Mapping):
        extra_type = info.arguments[-1] if info.kind == "map" else info.extras or Any
        for wire, item in cast("Mapping[str, object]", value).items():
            field = fields.get(wire)
            if item is not None and item is not UNSET:
                yield wire, field.name if field else wire, field.type if field else extra_type, item
        return
    if info.kind != "object" or not isinstance(value, info.type):
        raise ArgumentError(f"must be an object, not {type(value).__name__}", argument="body")
    for field in fields.values():
        item = getattr(value, field.name)
        if item is not None and item is not UNSET:
            yield field.wire, field.name, field.type, item
    if info.extras is not None:
        extras: dict[str, object] = getattr(value, info.type.__extras_name__) or {}
        for wire, item in extras.items():
            yield wire, wire, info.extras, item


def _object_info(kind: BodyKind, value: object) -> TypeInfo:
    """The type of a form; if it is a union, the member that is the value's class."""
    info = type_info_of(kind.type)
    members = map(type_info_of, info.arguments if info.kind == "union" else ())
    objects = (member for member in members if member.kind == "object")
    return next((each for each in objects if isinstance(value, each.type)), info)


def has_files(kind: BodyKind, value: object) -> bool:
    """Whether a value has a property that is a file or a list of files. Bytes that are sent in base64 are not."""
    info = _object_info(kind, value)
    is_object = info.kind == "object" and isinstance(value, info.type)
    return (is_object or issubclass(type(value), Mapping)) and any(
        (is_file(item) or is_files(item)) and "bytes" not in kinds_of(type_)
        for _, _, type_, item in body_fields(kind, value)
    )


def is_files(value: object) -> TypeGuard[Sequence[object]]:
    """Whether a value is a list of files, and not a tuple that describes one file."""
    if not is_array(value) or is_file(value):
        return False
    quantifier = any if isinstance(value, list) else all
    return quantifier(is_file(item) for item in value)

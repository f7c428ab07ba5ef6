"""The properties of a form, with their types and values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeGuard, cast

from msgspec import UNSET

from ..descriptors.bodies import BodyKind
from ..errors import ArgumentError
from ..json_data import is_array
from ..models.constraints import describe, satisfies, violation
from ..models.decoders import convert
from ..models.drift import Unknown
from ..models.type_info import Field, TypeInfo, kinds_of, type_info_of
from ..models.unions.members import union_members
from ..models.unknown_fields import kept
from .files import is_file


def body_fields(kind: BodyKind, value: object) -> Iterator[tuple[str, str, object, object]]:
    """The (wire name, Python name, type, value) of each property that is set.

    A required property that is None is among them, unless its type admits null, which a form cannot express.
    """
    info = _object_info(kind, value)
    fields = info.fields if info.kind == "object" else {}
    if isinstance(value, Mapping):
        extra_type = info.arguments[-1] if info.kind == "map" else info.extras or Any
        for wire, item in cast("Mapping[str, object]", value).items():
            field = fields.get(wire)
            if field is not None and _is_given(field, item):
                yield wire, field.name, field.type, item
            elif field is None and item is not None and item is not UNSET:
                yield wire, wire, extra_type, item
        return
    if info.kind != "object" or not isinstance(value, info.type):
        raise ArgumentError(f"must be an object, not {type(value).__name__}", argument="body")
    for field in fields.values():
        item = getattr(value, field.name)
        if _is_given(field, item):
            yield field.wire, field.name, field.type, item
    if info.extras is not None:
        extras: dict[str, object] = getattr(value, info.type.__extras_name__) or {}
        for wire, item in extras.items():
            yield wire, wire, info.extras, item
    for wire, item in kept(value).items():
        yield wire, wire, Any, item


def _is_given(field: Field, item: object) -> bool:
    if item is None:
        return field.required and kinds_of(field.type).isdisjoint({"null", "any"})
    return item is not UNSET


def checked_fields(kind: BodyKind, value: object) -> Iterator[tuple[str, str, object, object]]:
    """Like `body_fields`, for a caller that checks each value. The rest of a mapping is checked after the last one.

    Raises:
        ArgumentError: A required property is missing, or the properties violate a constraint of their model.
    """
    yield from body_fields(kind, value)
    if isinstance(value, Mapping):
        form = cast("Mapping[str, object]", value)
        _check_mapping(_object_info(kind, form), form)


def _check_mapping(info: TypeInfo, value: Mapping[str, object]) -> None:
    if info.kind == "union":
        raise ArgumentError(f"must be {describe(info)}", argument="body")
    if info.kind == "map" and not satisfies(value, info.metas):
        raise ArgumentError(violation(value, info), argument="body")
    if info.kind != "object":
        return
    given = {
        field.name: item
        for wire, field in info.fields.items()
        if (item := value.get(wire, UNSET)) is not UNSET
    }
    for field in info.fields.values():
        if field.required and field.name not in given:
            raise ArgumentError("is required", argument=field.name)
    info.type(**given)  # a model checks its properties together


def _object_info(kind: BodyKind, value: object) -> TypeInfo:
    """The type of a form; if it is a union, the member that is the value's class, or the best one for a mapping."""
    info = type_info_of(kind.type)
    if info.kind != "union":
        return info
    if isinstance(value, Mapping):
        member = _member_for(info, dict(cast("Mapping[str, object]", value)))
        return info if member is None or member is Unknown else type_info_of(member)
    objects = (each for each in map(type_info_of, info.arguments) if each.kind == "object")
    return next((each for each in objects if isinstance(value, each.type)), info)


def _member_for(info: TypeInfo, value: dict[str, object]) -> object | None:
    """The member of a union that a mapping has, otherwise the most similar one."""
    members = union_members(info)
    candidates = members.candidates(value)
    for member in candidates:
        try:
            convert(value, member)
        except (ValueError, RecursionError):
            continue
        return member
    return candidates[0] if candidates else members.nearest(value)


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

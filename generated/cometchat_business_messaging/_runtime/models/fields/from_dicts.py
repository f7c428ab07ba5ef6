"""Convert dicts to models, and dicts with Python's names to dicts with the names of the API."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

import msgspec

from ...errors import ArgumentError
from ...json_data import is_array, is_object
from ..decoders import convert
from ..encoding.json_types import RaiseOnMismatch
from ..lenient import LenientDecoder
from ..type_info import TypeInfo, type_info_of
from ..unions.members import UnionMembers, union_members
from .to_dicts import Names


def model_from_dict(data: object, model: type, by: Names) -> object:
    """A model from a dict with these names.

    Raises:
        ArgumentError: It is not a mapping, or does not match the model.
    """
    if not isinstance(data, Mapping):
        given = "None" if data is None else type(data).__name__
        raise ArgumentError(f"must be a mapping, not {given}", argument="data")
    values = dict(cast("Mapping[str, object]", data))
    try:
        wire = with_wire_names(values, model) if by == "python" else values
        try:
            return convert(wire, model)
        except ValueError:
            return LenientDecoder(RaiseOnMismatch(model)).decode(wire, model)
    except RecursionError as error:
        raise ArgumentError("is nested too deeply", argument="data") from error


def with_wire_names(value: object, type_: object, path: str = "") -> object:
    """A value with the API's names in place of Python's, wherever its type has a model.

    Raises:
        ArgumentError: A dict has a key that its model does not have.
    """
    info = type_info_of(type_)
    match info.kind:
        case "object" if is_object(value):
            return _object(value, info, path)
        case "map" if is_object(value):
            inner = info.arguments[0]
            return {k: with_wire_names(v, inner, f"{path}[{k!r}]") for k, v in value.items()}
        case "array" if is_array(value):
            inner = info.arguments[0]
            return [with_wire_names(v, inner, f"{path}[{n}]") for n, v in enumerate(value)]
        case "tuple" if is_array(value) and len(value) == len(info.arguments):
            pairs = zip(value, info.arguments, strict=True)
            return [with_wire_names(v, type_, f"{path}[{n}]") for n, (v, type_) in enumerate(pairs)]
        case "union":
            return _union(value, union_members(info), path)
        case _:
            return value


def _object(value: Mapping[str, object], info: TypeInfo, path: str) -> dict[str, object]:
    fields = {field.name: field for field in info.fields.values()}
    extras_name: str | None = getattr(info.type, "__extras_name__", None)
    wire: dict[str, object] = {}
    for name, entry in value.items():
        place = f"{path}.{name}" if path else name
        field = fields.get(name)
        if field is not None:
            wire[field.wire] = with_wire_names(entry, field.type, place)
        elif name == extras_name:
            entries = cast("Mapping[str, object]", entry)
            converted = with_wire_names(entries, dict[str, info.extras], place)  # type: ignore[name-defined]
            wire = {**cast("dict[str, object]", converted), **wire}
        else:
            raise ArgumentError(_unknown(name, info.type, fields), argument=place)
    return wire


def _unknown(name: str, model: type, fields: Mapping[str, object]) -> str:
    from difflib import get_close_matches  # only for mistakes

    near = get_close_matches(name, fields, 1)
    text = f"is not a field of {model.__name__}"
    return f"{text}; did you mean {near[0]}?" if near else text


def _union(value: object, members: UnionMembers, path: str) -> object:
    """The value with the names of the first member that it is valid for."""
    types = [each for each in members.types if type_info_of(each).kind != "null"]
    if len(types) == 1:
        return value if value is None else with_wire_names(value, types[0], path)
    converted: list[object] = []
    for member in sorted(types, key=lambda each: _unknown_keys(value, each)):
        try:
            wire = with_wire_names(value, member, path)
            if not is_object(wire) or member in members.candidates(wire):
                converted.append(wire)
                convert(wire, member)
                return wire
        except (ArgumentError, msgspec.ValidationError):
            continue
    return converted[0] if converted else value


def _unknown_keys(value: object, member: Any) -> int:
    """The number of keys that are not the names of a member's fields."""
    info = type_info_of(member)
    if info.kind != "object" or not is_object(value):
        return 0
    return len(value.keys() - {field.name for field in info.fields.values()})

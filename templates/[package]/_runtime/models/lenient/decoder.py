"""Decode JSON values leniently: convert as much of a value as possible and report each mismatch.

This is the slow path. `codec` uses it for responses that the strict decoder refuses, and `validation` uses it to
describe the problem of an argument.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, cast

import msgspec
from msgspec import UNSET

from ...errors import ArgumentError
from ...json_data import is_array, is_object
from ..constraints import describe
from ..drift import Unknown
from ..type_info import Kind, TypeInfo, type_info_of
from ..unions.members import union_members
from .scalars import INVALID, SCALAR_DECODERS, MismatchListener, Position

_SHALLOW = 32


class LenientDecoder(Position):
    """Decodes one value."""

    __slots__ = ("_is_trying",)

    def __init__(self, listener: MismatchListener) -> None:
        super().__init__(listener)
        self._is_trying = False

    def decode(self, value: object, type_: object) -> object:
        """The value as the type, or the nearest value to it; INVALID if there is none."""
        info = type_info_of(type_)
        return _DECODERS[info.kind](self, value, info)

    def decode_at(
        self, key: str | int, value: object, type_: object, *, any_key: bool = False
    ) -> object:
        """Decode the value under a key. Mismatches in all items are reported alike with `any_key`."""
        self._path.append(key)
        self._pattern.append("*" if any_key else key)
        try:
            return self.decode(value, type_)
        finally:
            self._path.pop()
            self._pattern.pop()

    def decode_item(self, key: str | int, value: object, type_: object) -> object:
        """Decode an item of a list or a value of a map."""
        if self.is_shallow:
            try:
                return self.convert(value, type_)
            except msgspec.ValidationError:
                pass
        result = self.decode_at(key, value, type_, any_key=True)
        return _replacement(type_) if result is INVALID else result

    def decode_as_any(self, value: object, types: Sequence[object]) -> object:
        """The value as the first type. If that raises, which arguments do, the error of the deepest mismatch counts."""
        try:
            return self.decode(value, types[0])
        except ArgumentError as error:
            if self._is_trying:  # for each union once, so that nested ones take linear time
                raise
            failures = [error]
        self._is_trying = True
        try:
            for each in types[1:]:
                try:
                    self.decode(value, each)
                except ArgumentError as error:
                    failures.append(error)
        finally:
            self._is_trying = False
        start = len(self._path)
        raise max(failures, key=lambda error: _progress(value, error.path[start:])) from None

    @property
    def is_shallow(self) -> bool:
        """Whether to try the strict decoder first; deeply nested, repeating it costs more than it saves."""
        return len(self._path) < _SHALLOW


def _progress(value: Any, path: Sequence[str | int]) -> tuple[int, list[int]]:
    """How far a value is valid: the depth of its first mismatch, and the positions on the way there."""
    positions: list[int] = []
    for key in path:
        items = cast("Sequence[object]", value)
        parts: dict[Any, Any] = value if is_object(value) else dict(enumerate(items))
        if key not in parts:  # a missing property
            break
        positions.append([*parts].index(key))
        value = parts[key]
    return len(path), positions


def _replacement(type_: object) -> object:
    """The value in place of an unusable one: an empty list or map, or None, so that it has the annotated type."""
    info = type_info_of(type_)
    only = union_members(info).only if info.kind == "union" else None
    match info.kind if only is None else type_info_of(only).kind:
        case "array":
            return []
        case "map":
            return {}
        case _:
            return None


def _decode_array(decoder: LenientDecoder, value: object, info: TypeInfo) -> object:
    if not is_array(value):
        return decoder.invalid(value, info)
    item_type = info.arguments[0]
    items = [decoder.decode_item(index, item, item_type) for index, item in enumerate(value)]
    return decoder.checked(items, info)


def _decode_tuple(decoder: LenientDecoder, value: object, info: TypeInfo) -> object:
    """Decode a tuple. Extra items are left out; extra and missing items are reported."""
    if not is_array(value):
        return decoder.invalid(value, info)
    if len(value) != len(info.arguments):
        decoder.report(describe(info), value)
    return tuple(
        (
            decoder.decode_item(index, value[index], type_)
            if index < len(value)
            else _replacement(type_)
        )
        for index, type_ in enumerate(info.arguments)
    )


def _decode_map(decoder: LenientDecoder, value: object, info: TypeInfo) -> object:
    if not is_object(value):
        return decoder.invalid(value, info)
    type_ = info.arguments[-1]
    items = {key: decoder.decode_item(key, item, type_) for key, item in value.items()}
    return decoder.checked(items, info)


def _decode_object(decoder: LenientDecoder, value: object, info: TypeInfo) -> object:
    if not is_object(value):
        return decoder.invalid(value, info)
    values: dict[str, object] = {}
    for wire, field in info.fields.items():
        if wire not in value:
            if field.required:
                decoder.report_missing(wire, describe(type_info_of(field.type)))
                values[field.name] = None
            continue
        result = decoder.decode_at(wire, value[wire], field.type)
        if result is INVALID:
            result = UNSET if field.default is UNSET else _replacement(field.type)
        values[field.name] = result
    if info.extras is not None:
        values[info.type.__extras_name__] = {
            key: decoder.decode_item(key, entry, info.extras)
            for key, entry in value.items()
            if key not in info.fields
        }
    try:
        return info.type(**values)
    except ValueError as error:  # raised by the model's own validation
        problem = getattr(error, "message", None) or str(error)
        decoder.report(f"{describe(info)} ({problem})", value, problem)
        return INVALID


def _decode_union(decoder: LenientDecoder, value: object, info: TypeInfo) -> object:
    members = union_members(info)
    if members.only is not None:  # this or null
        return None if value is None else decoder.decode(value, members.only)
    if decoder.is_shallow or not (is_object(value) or is_array(value)):
        try:
            return members.decode(value, decoder.convert)
        except msgspec.ValidationError:
            pass
    nearest = members.nearest(value)
    if nearest is None:
        return decoder.invalid(value, info)
    if is_object(value) and (tag := members.unknown_tag(value)) is not None:
        key, known = tag
        decoder.report_unknown_member(key, value, known)
        if nearest is Unknown:
            return Unknown(value.get(key), value)
    return decoder.decode_as_any(value, (nearest, *members.candidates(value)))


_DECODERS: dict[Kind, Callable[[LenientDecoder, object, TypeInfo], object]] = {
    **SCALAR_DECODERS,
    "array": _decode_array,
    "tuple": _decode_tuple,
    "map": _decode_map,
    "object": _decode_object,
    "union": _decode_union,
}

"""Convert dicts with Python's names to dicts with the names of the API."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from functools import partial
from types import MappingProxyType
from typing import Any, Final, cast

import msgspec

from ...errors import ArgumentError
from ...json_data import is_array, is_object
from ..decoders import convert
from ..encoding.access import field_types, stored
from ..encoding.json_types import to_json_types
from ..type_info import Field, TypeInfo, kinds_of, type_info_of
from ..unions.members import UnionMembers, union_members
from ..unknown_fields import UNKNOWN_FIELDS
from .dict_finders import has_dicts, is_items


class NameConverter:
    """Replaces Python's names with the names of the API.

    Args:
        accepts_wire: The names of the API are accepted, too, and so are additional properties beside the fields.
        accepts_unknown: Names that the document does not have are kept.
        omits_none: None leaves an optional field out that cannot be null, as in a model.
    """

    __slots__ = ("_accepts_unknown", "_accepts_wire", "_omits_none")

    def __init__(
        self,
        *,
        accepts_wire: bool = True,
        accepts_unknown: bool = False,
        omits_none: bool = False,
    ) -> None:
        self._accepts_wire = accepts_wire
        self._accepts_unknown = accepts_unknown
        self._omits_none = omits_none

    def converted(self, value: object, type_: object, path: str = "") -> object:
        """A value with the API's names wherever its type has a model.

        Args:
            path: The place of the value, for errors.

        Raises:
            ArgumentError: A dict has a key that its model does not have, or both names of a field.
        """
        info = type_info_of(type_)
        match info.kind:
            case "object" if isinstance(value, Mapping):
                return self._object(cast("Mapping[str, object]", value), info, path)
            case "object" if isinstance(value, info.type):
                return self._model(value, info, path)
            case "map" if isinstance(value, Mapping):
                entries = cast("Mapping[str, object]", value)
                inner = info.arguments[0]
                return {k: self.converted(v, inner, f"{path}[{k!r}]") for k, v in entries.items()}
            case "array" if is_items(value):
                inner = info.arguments[0]
                return [self.converted(v, inner, f"{path}[{n}]") for n, v in enumerate(value)]
            case "tuple" if is_array(value) and len(value) == len(info.arguments):
                pairs = enumerate(zip(value, info.arguments, strict=True))
                return [self.converted(v, inner, f"{path}[{n}]") for n, (v, inner) in pairs]
            case "union":
                return self._union(value, union_members(info), path)
            case _:
                return value

    def _model(self, model: Any, info: TypeInfo, path: str) -> object:
        """A copy of a model in which no field has a dict with Python's names."""
        changed: Any = copy.copy(model)
        for name, type_ in field_types(info).items():
            value = stored(model, name)
            if has_dicts(value, type_):
                place = f"{path}.{name}" if path else name
                setattr(changed, name, self.converted(value, type_, place))
        return changed

    def _object(
        self,
        value: Mapping[str, object],
        info: TypeInfo,
        path: str,
        others: Mapping[str, Field] = MappingProxyType({}),
    ) -> dict[str, object]:
        """A dict with the names of a model. `others` are fields of other members of a union, by their names."""
        fields = {**others, **self._fields(info)}
        extras_name: str | None = getattr(info.type, "__extras_name__", None)
        wire: dict[str, object] = {}
        extras: dict[str, object] = {}
        for name, entry in value.items():
            field = fields.get(name)
            shown = str(name) if field is None else field.name
            place = f"{path}.{shown}" if path else shown
            if field is not None:
                if field.wire in wire:
                    raise ArgumentError(f"is given as {field.wire}, too", argument=place)
                if entry is not None or not (self._omits_none and _is_never_null(field)):
                    wire[field.wire] = self.converted(entry, field.type, place)
            elif name == extras_name and is_object(entry):
                for key, item in entry.items():
                    extras[key] = self.converted(item, info.extras, f"{place}[{key!r}]")
            elif name == UNKNOWN_FIELDS and extras_name is None and is_object(entry):
                extras.update(entry)
            elif self._accepts_wire and extras_name is not None:
                extras[name] = self.converted(entry, info.extras, place)
            elif self._accepts_unknown:
                extras[name] = entry
            else:
                raise ArgumentError(_unknown(shown, info.type, fields), argument=place)
        return {**extras, **wire}

    def _union(self, value: object, members: UnionMembers, path: str) -> object:
        """The value with the names of the first member that it is valid for."""
        types = [each for each in members.types if type_info_of(each).kind != "null"]
        if len(types) == 1:
            return value if value is None else self.converted(value, types[0], path)
        for each in types:
            if type_info_of(each).kind == "object" and isinstance(value, type_info_of(each).type):
                return self.converted(value, each, path)
        selected = _selected(value, members)
        others = [] if selected else types
        converted: list[object] = []
        failures: list[ArgumentError] = []
        for member in sorted(selected or types, key=partial(self._unknown_keys, value)):
            try:
                wire = self._member(value, member, others, path)
                if not is_object(wire) or member in members.candidates(wire):
                    converted.append(wire)
                    convert(to_json_types(wire, path), member)
                    return wire
            except ArgumentError as error:
                failures.append(error)
            except msgspec.ValidationError:
                continue
        if failures and not converted:
            raise failures[0]
        return converted[0] if converted else value

    def _fields(self, info: TypeInfo) -> dict[str, Field]:
        """The fields of a model by their names; none for another type."""
        if info.kind != "object":
            return {}
        fields = {field.name: field for field in info.fields.values()}
        return {**fields, **info.fields} if self._accepts_wire else fields

    def _unknown_keys(self, value: object, member: object) -> int:
        """The number of keys of a dict that are not the names of a member's fields."""
        info = type_info_of(member)
        if info.kind != "object" or not is_object(value):
            return 0
        return len(value.keys() - self._fields(info).keys())

    def _member(self, value: object, member: object, others: list[object], path: str) -> object:
        """The value as a member of a union. It may have properties of other members, too."""
        info = type_info_of(member)
        if info.kind != "object" or not is_object(value):
            return self.converted(value, member, path)
        named: dict[str, Field] = {}
        for each in others:
            named |= self._fields(type_info_of(each))
        return self._object(value, info, path, named)


PYTHON_NAMES: Final = NameConverter(accepts_wire=False)
"""For `from_dict`."""
BOTH_NAMES: Final = NameConverter(omits_none=True)
"""For arguments."""
ANY_NAMES: Final = NameConverter(accepts_unknown=True)
"""For responses of a fake, which can have properties that the document does not have."""


def _is_never_null(field: Field) -> bool:
    """Whether an optional field cannot be null: otherwise, its default is UNSET, or it can have any value."""
    return not field.required and field.default is None and "any" not in kinds_of(field.type)


def _selected(value: object, members: UnionMembers) -> list[object]:
    """The members that the tag of a dict selects, under any of its names."""
    if members.tags is None or not is_object(value):
        return []
    wire = members.tags[0]
    infos = [info for info in map(type_info_of, members.types) if info.kind == "object"]
    names = {info.fields[wire].name for info in infos if wire in info.fields}
    tag = next((value[name] for name in (wire, *names) if name in value), None)
    return list(members.selected_by(tag))


def _unknown(name: str, model: type, fields: Mapping[str, object]) -> str:
    from difflib import get_close_matches  # only for mistakes

    near = get_close_matches(name, fields, 1)
    text = f"is not a field of {model.__name__}"
    return f"{text}; did you mean {near[0]}?" if near else text

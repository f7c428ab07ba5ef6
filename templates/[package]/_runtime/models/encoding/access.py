"""The fields of a model: which exist, and which are set."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, cast

from msgspec import UNSET

from ..type_info import Field, TypeInfo, type_info_of
from ..unknown_fields import UNKNOWN_FIELDS, kept


def stored(model: Any, name: str) -> object:
    """The value of a field; UNSET for an absent one, also if reading it gives None."""
    slot: Callable[[Any], object] | None = model.__nullable__.get(name)
    return getattr(model, name) if slot is None else slot(model)


def is_omitted(field: Field, value: object) -> bool:
    """Whether a field with this value counts as absent."""
    return value is UNSET or (value is None and not field.required and field.default is None)


def set_fields(model: Any) -> Iterator[tuple[Field, object]]:
    """The fields that are set, with their values, without additional properties."""
    for field in type_info_of(cast("object", type(model))).fields.values():
        value = stored(model, field.name)
        if not is_omitted(field, value):
            yield field, value


def field_types(info: TypeInfo) -> dict[str, object]:
    """The types of a model's fields by their Python names, with that of the additional properties."""
    types = {field.name: field.type for field in info.fields.values()}
    if info.extras is not None:
        types[info.type.__extras_name__] = dict[str, info.extras]  # type: ignore[name-defined]  # computed at run time
    return types


def additional_properties(model: Any) -> dict[str, object]:
    """The additional properties of a model; empty for a closed one."""
    name: str | None = getattr(model, "__extras_name__", None)
    return (getattr(model, name) or {}) if name is not None else {}


def shown_fields(model: Any) -> Iterator[tuple[str, object]]:
    """The (Python name, value) pairs that are set, with the additional properties or unknown fields at the end."""
    for field, value in set_fields(model):
        yield field.name, value
    extras = additional_properties(model)
    if extras:
        yield model.__extras_name__, extras
    if kept(model):
        yield UNKNOWN_FIELDS, kept(model)

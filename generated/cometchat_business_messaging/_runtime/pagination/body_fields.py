"""Page parameters in the body of a request; their names are pointers (`/cursor`) among the names of arguments."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Any

from msgspec import UNSET

from ..descriptors.operation import Operation
from ..json_data import is_object, steps
from ..models.model import Model
from ..models.open_model import OpenModel
from ..models.type_info import Field, Kind, kinds_of, type_info_of


def with_body_fields(
    arguments: Mapping[str, object], names: tuple[str | None, ...], body: object
) -> dict[str, object]:
    """The arguments and the body's values of those names that are pointers."""
    fields = _fields(type(body))
    values: dict[str, object] = {}
    for name in names:
        if name is None or not name.startswith("/"):
            continue
        (wire,) = steps(name)
        field = fields.get(wire)
        values[name] = (
            body.get(wire) if is_object(body) else getattr(body, field.name) if field else None
        )
    return {**arguments, **values}


def apply_body_fields(arguments: Mapping[str, object], body: object) -> object:
    """The body with the values of those arguments whose names are pointers; a model is copied."""
    values = {
        steps(name)[0]: value
        for name, value in arguments.items()
        if name.startswith("/") and value not in (None, UNSET)
    }
    if not values:
        return body
    if not isinstance(body, Model | OpenModel):
        return {**(body if is_object(body) else {}), **values}
    changed = copy.copy(body)
    fields = _fields(type(body))
    for wire, value in values.items():
        setattr(changed, fields[wire].name, value)
    return changed


def accepted_kinds(operation: Operation[Any], name: str | None) -> set[Kind]:
    """The kinds of values of a parameter or a property of the body; none if it is not described."""
    if name is not None and name.startswith("/"):
        fields = _fields(operation.body[0].type) if operation.body else {}
        types = {f"/{wire}": field.type for wire, field in fields.items()}
    else:
        types = {each.name: each.type for each in operation.parameters}
    return kinds_of(types[name]) if name in types else set()


def _fields(type_: object) -> dict[str, Field]:
    info = type_info_of(type_)
    return info.fields if info.kind == "object" else {}

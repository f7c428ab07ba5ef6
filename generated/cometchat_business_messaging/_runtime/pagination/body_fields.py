"""Where a page is, said in the body of a request: pointers (`/cursor`) among the names of arguments."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Any

from msgspec import UNSET

from ..descriptors.operation import Operation
from ..json_types import is_object
from ..models.model import Model, OpenModel
from ..models.type_info import Field, Kind, kinds_of, type_info_of
from ..pointers import steps


def with_properties(
    arguments: Mapping[str, object], names: tuple[str | None, ...], body: object
) -> dict[str, object]:
    """The arguments, with those of the names that are properties as the body has them."""
    fields = _fields(type(body))
    given: dict[str, object] = {}
    for name in names:
        if name is None or not name.startswith("/"):
            continue
        (wire,) = steps(name)
        field = fields.get(wire)
        given[name] = (
            body.get(wire) if is_object(body) else getattr(body, field.name) if field else None
        )
    return {**arguments, **given}


def body_of(arguments: Mapping[str, object], body: object) -> object:
    """The body, with the arguments that are properties of it."""
    given = {
        steps(name)[0]: value
        for name, value in arguments.items()
        if name.startswith("/") and value not in (None, UNSET)
    }
    if not given:
        return body
    if not isinstance(body, Model | OpenModel):
        return {**(body if is_object(body) else {}), **given}
    changed = copy.copy(body)
    fields = _fields(type(body))
    for wire, value in given.items():
        setattr(changed, fields[wire].name, value)
    return changed


def kinds_taken(operation: Operation[Any], name: str | None) -> set[Kind]:
    """What a parameter, or a property of the body, can be."""
    if name is not None and name.startswith("/"):
        fields = _fields(operation.body[0].type) if operation.body else {}
        found = {f"/{wire}": field.type for wire, field in fields.items()}
    else:
        found = {each.name: each.type for each in operation.parameters}
    return kinds_of(found[name]) if name in found else set()


def _fields(type_: object) -> dict[str, Field]:
    info = type_info_of(type_)
    return info.fields if info.kind == "object" else {}

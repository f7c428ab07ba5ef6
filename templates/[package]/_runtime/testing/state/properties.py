"""The properties of an item that a request sets."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...descriptors.bodies import Form, Json, Multipart
from ...descriptors.operation import Operation
from ...json_data import is_object
from ...models.codec import parse
from ...models.type_info import TypeInfo, members_of
from ..requests.calls import FakeCall
from ..requests.parameters import texts_of
from ..requests.texts import value_of


def has_properties(operation: Operation[Any]) -> bool:
    """Whether the properties in a request can be read: the body is JSON or a form, or there is none."""
    readable = (isinstance(kind, Json | Form | Multipart) for kind in operation.body)
    return not operation.body or any(readable)


def properties_of(operation: Operation[Any], call: FakeCall, item: TypeInfo) -> dict[str, Any]:
    """The properties in the body of a request; of an operation without a body, those in the query."""
    if not operation.body:
        return {
            each.wire: value_of(texts, each.type)
            for each in operation.parameters
            if each.location == "query" and each.wire in item.fields
            if (texts := texts_of(call, each))
        }
    if not call.content:
        return {}
    if call.media_type.endswith("json"):
        body = parse(call.content, are_exact=True)  # `call.json` has floats
        return body if is_object(body) else {}
    if call.kind is None:
        return {}
    types = _field_types(call.kind.type)
    form = call.form if types else {}
    return {
        name: value_of([each.decode(errors="replace") for each in values], types.get(name, str))
        for name, values in form.items()
    }


def _field_types(type_: object) -> Mapping[str, object]:
    """The types of the properties of an object, or of the objects in a union."""
    objects = (each for each in members_of(type_) if each.kind == "object")
    return {wire: field.type for each in objects for wire, field in each.fields.items()}

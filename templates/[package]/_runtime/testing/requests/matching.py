"""Compare the arguments that a test expects with a request."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import unquote

from msgspec import UNSET

from ...descriptors.bodies import BodyKind, Form, Json, Multipart
from ...descriptors.operation import Operation
from ...descriptors.parameters import Parameter, Path
from ...errors import ArgumentError
from ...json_data import is_array, is_object
from ...models.reprs import short_repr
from ...models.type_info import Field, TypeInfo, type_info_of
from ...serialization.files import is_file, upload
from ...serialization.form_fields import is_files
from ...serialization.parameters import encoded
from ...serialization.styles import text_of
from ...serialization.validation import to_wire
from .calls import FakeCall


def differences(
    operation: Operation[Any],
    call: FakeCall,
    expected: Mapping[str, object],
    fields: Mapping[str, str],
) -> list[str]:
    """How the request differs from the expected arguments; empty if it has all of them.

    Args:
        expected: Values by the names of the method's arguments. None: the argument was not sent.
        fields: The field of the body for each argument with another name.
    """
    return [
        difference
        for name, value in expected.items()
        for difference in _difference(operation, call, name, value, fields)
    ]


def _difference(
    operation: Operation[Any],
    call: FakeCall,
    name: str,
    value: object,
    fields: Mapping[str, str],
) -> Iterator[str]:
    try:
        found = _parameter(operation, name)
        if found is not None:
            wanted, received = _sent(call, found, value)
        elif name == "content_type":
            wanted, received = value, call.media_type
        else:
            wanted, received = _in_body(call, name, value, fields)
    except ArgumentError as error:
        yield f"{name} cannot be {short_repr(value)}: {error}"
        return
    if wanted != received:
        yield f"{name}: expected {_shown(wanted)}, received {_shown(received)}"


def _shown(value: object) -> str:
    return "nothing" if value is UNSET else short_repr(value)


# --- parameters ------------------------------------------------------------------------------------------------------


def _parameter(operation: Operation[Any], name: str) -> Parameter | None:
    """The parameter with a Python name. A path parameter without a descriptor is a string of the same name."""
    for parameter in operation.parameters:
        if parameter.name == name:
            return parameter
    return Path(name, name, lambda: str) if f"{{{name}}}" in operation.path else None


def _sent(call: FakeCall, parameter: Parameter, value: object) -> tuple[object, object]:
    """The expected and the received parameter, as sent."""
    given = value is not None and value is not UNSET
    wanted = encoded(parameter, value) if given else []
    match parameter.location:
        case "path":
            return wanted, [call.encoded_path.get(parameter.wire, "")]
        case "header":
            received = [call.headers[parameter.wire]] if parameter.wire in call.headers else []
            return wanted or UNSET, received or UNSET
        case "cookie":
            pairs = call.cookies
        case "query":
            pairs = [f"{name}={text}" for name, text in call.pairs]
            wanted = [unquote(pair) for pair in wanted]
    names = {pair.partition("=")[0] for pair in wanted} or {parameter.wire}
    received = [pair for pair in pairs if pair.partition("=")[0] in names]
    return wanted or UNSET, received or UNSET


# --- bodies ----------------------------------------------------------------------------------------------------------


def _in_body(
    call: FakeCall, name: str, value: object, fields: Mapping[str, str]
) -> tuple[object, object]:
    """The expected and the received field of the body, or the whole body."""
    kind = call.kind
    if kind is None:
        return value, UNSET
    field = _field(type_info_of(kind.type), fields.get(name, name))
    if field is None:
        return _whole(call, kind, name, value)
    given = value is not None and value is not UNSET
    if isinstance(kind, Form | Multipart):
        wanted = _form_values(value, field) if given else UNSET
        return wanted, call.form.get(field.wire, UNSET)
    received = call.json.get(field.wire, UNSET) if is_object(call.json) else UNSET
    if not given and value is not UNSET and received is None:
        return None, None
    return (to_wire(value, field.type, name) if given else UNSET), received


def _field(info: TypeInfo, name: str) -> Field | None:
    if info.kind == "union":
        found = (_field(type_info_of(member), name) for member in info.arguments)
        return next((field for field in found if field is not None), None)
    fields = info.fields.values() if info.kind == "object" else ()
    return next((field for field in fields if field.name == name), None)


def _whole(call: FakeCall, kind: BodyKind, name: str, value: object) -> tuple[object, object]:
    if value is None or value is UNSET:
        return b"", call.content
    if isinstance(kind, Json):
        return to_wire(value, kind.type, name), call.json
    if isinstance(kind, Form | Multipart):
        wire = to_wire(value, kind.type, name)
        assert is_object(wire), "the body of a form is an object"
        return {key: _texts(item) for key, item in wire.items()}, call.form
    return (_content(value, name) if is_file(value) else str(value).encode()), call.content


def _form_values(value: object, field: Field) -> list[bytes]:
    """The values of a field as they are sent in a form."""
    if is_file(value) and type_info_of(field.type).kind != "bytes":
        return [_content(value, field.name)]
    if is_files(value):
        return [_content(item, field.name) for item in value]
    return _texts(to_wire(value, field.type, field.name))


def _texts(value: object) -> list[bytes]:
    items = value if is_array(value) else [value]
    return [text_of(item).encode() for item in items]


def _content(value: object, name: str) -> bytes:
    return b"".join(upload(value, name).chunks())

"""Compare the arguments that a test expects with a request."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from typing import Any, NamedTuple
from urllib.parse import unquote

from msgspec import UNSET

from ...descriptors.bodies import BodyKind, Form, Json, Multipart
from ...descriptors.operation import Operation
from ...descriptors.parameters import Parameter, Path
from ...errors import ArgumentError
from ...json_data import is_array, is_object
from ...models import decimals
from ...models.codec import encode, parse
from ...models.decoders import EXACT_DECODER, convert
from ...models.reprs import short_repr
from ...models.type_info import Field, TypeInfo, type_info_of, types_at
from ...serialization.files import is_file, upload
from ...serialization.form_fields import is_files
from ...serialization.parameters import encoded
from ...serialization.styles import text_of
from ...serialization.validation import to_wire
from ..problems import FakeError
from .calls import FakeCall

_SHOWN = 60  # bytes


class _Any:
    def __repr__(self) -> str:
        return "ANY"


ANY: Any = _Any()
"""An argument that an assertion does not compare."""


class _Difference(NamedTuple):
    """An argument with its expected and its received value. UNSET: the request does not have it."""

    name: str
    expected: object
    received: object


class _Sent(NamedTuple):
    """The expected and the received argument, comparable, and the received one as a value for a reader."""

    wanted: object
    received: object
    value: object


def mismatch(
    operation: Operation[Any],
    calls: Sequence[FakeCall],
    expected: Mapping[str, object],
    fields: Mapping[str, str],
) -> str:
    """How the most similar call differs from the expected arguments; empty if a call has all of them.

    Args:
        expected: Values by the names of the method's arguments. None: the argument was not sent.
        fields: The field of the body for each argument with another name.

    Raises:
        FakeError: The operation cannot send an expected value.
    """
    compared = [_differences(operation, call, expected, fields) for call in calls]
    closest = min(compared, key=len)
    if not closest:
        return ""
    wanted = _arguments((each.name, each.expected) for each in closest)
    received = _arguments((each.name, each.received) for each in closest)
    name = operation.name
    return f"{name} was called with other arguments: expected {wanted}, received {received}"


def _arguments(values: Iterable[tuple[str, object]]) -> str:
    """Arguments as in a call. An argument that the request does not have is left out."""
    shown = [f"{name}={_shown(value)}" for name, value in values if value is not UNSET]
    return f"({', '.join(shown)})"


def _shown(value: object) -> str:
    """A short repr. Unlike the client, a test shows bytes."""
    if not isinstance(value, bytes):
        return short_repr(value)
    start = repr(value[:_SHOWN])
    return start if len(value) <= _SHOWN else f"{start[:-1]}…{start[-1]} of {len(value):,} bytes"


def _differences(
    operation: Operation[Any],
    call: FakeCall,
    expected: Mapping[str, object],
    fields: Mapping[str, str],
) -> list[_Difference]:
    found: list[_Difference] = []
    for name, value in expected.items():
        if value is ANY:
            continue
        try:
            sent = _sent(operation, call, name, value, fields)
        except ArgumentError as error:
            argument = f"{name}={short_repr(value)}"
            raise FakeError(f"{operation.name} cannot have {argument}: {error}") from error
        if sent.wanted != sent.received:
            found.append(_Difference(name, value, sent.value))
    return found


def _sent(
    operation: Operation[Any], call: FakeCall, name: str, value: object, fields: Mapping[str, str]
) -> _Sent:
    parameter = _parameter(operation, name)
    if parameter is not None:
        return _in_parameter(call, parameter, value)
    if name == "content_type":
        return _Sent(value, call.media_type, call.media_type)
    return _in_body(call, name, value, fields)


def _read(received: object, type_: object) -> object:
    """A received JSON value as a value of its type, if it is one."""
    with suppress(ValueError):
        return convert(received, type_)
    return received


def _read_texts(texts: Sequence[str], type_: object) -> object:
    """The texts of a parameter or of a field of a form as a value of its type, if they are one."""
    candidates = [*texts, texts] if len(texts) == 1 else [texts]
    for candidate in candidates:
        with suppress(ValueError):
            return convert(candidate, type_, strict=False)
    return candidates[0] if texts else UNSET


# --- parameters ------------------------------------------------------------------------------------------------------


def _parameter(operation: Operation[Any], name: str) -> Parameter | None:
    """The parameter with a Python name. A path parameter without a descriptor is a string of the same name."""
    for parameter in operation.parameters:
        if parameter.name == name:
            return parameter
    return Path(name, name, lambda: str) if f"{{{name}}}" in operation.path else None


def _in_parameter(call: FakeCall, parameter: Parameter, value: object) -> _Sent:
    """The expected and the received parameter."""
    given = value is not None and value is not UNSET
    wanted = encoded(parameter, value) if given else []
    wire = parameter.wire
    match parameter.location:
        case "path":
            received = [unquote(call.encoded_path.get(wire, ""))]
            return _compared([unquote(text) for text in wanted], received, parameter.type)
        case "header":
            received = [call.headers[wire]] if wire in call.headers else []
            return _compared(wanted, received, parameter.type)
        case "cookie":
            pairs = call.cookies
        case "query":
            pairs = [f"{name}={text}" for name, text in call.pairs]
            wanted = [unquote(pair) for pair in wanted]
    names = {pair.partition("=")[0] for pair in wanted} or {wire}
    received = [pair for pair in pairs if pair.partition("=")[0] in names]
    wanted = [pair.removeprefix(f"{wire}=") for pair in wanted]
    texts = [pair.removeprefix(f"{wire}=") for pair in received]
    return _compared(wanted, texts, parameter.type)


def _compared(wanted: Sequence[str], received: Sequence[str], type_: object) -> _Sent:
    """Texts as values: 0.1 and 0.10 are the same number."""
    value = _read_texts(received, type_)
    return _Sent(_read_texts(wanted, type_), value, value)


# --- bodies ----------------------------------------------------------------------------------------------------------


def _in_body(call: FakeCall, name: str, value: object, fields: Mapping[str, str]) -> _Sent:
    """The expected and the received field of the body, or the whole body."""
    kind = call.kind
    if kind is None or (isinstance(kind, Json) and not call.content):
        return _Sent(UNSET if value is None else value, UNSET, UNSET)
    field = _field(type_info_of(kind.type), fields.get(name, name))
    if field is None:
        wanted, received = _whole(call, kind, name, value)
        return _Sent(wanted, received, call.body)
    given = value is not None and value is not UNSET
    if isinstance(kind, Form | Multipart):
        values = call.form.get(field.wire, [])
        wanted = _form_values(value, field) if given else []
        shown = _read_parts(values, field)
        return _Sent(_read_parts(wanted, field), shown, shown)
    body = parse(call.content, are_exact=True)
    received = body.get(field.wire, UNSET) if is_object(body) else UNSET
    if not given and value is not UNSET and received is None:
        return _Sent(None, None, None)
    wanted = _wanted(value, field.type, name) if given else UNSET
    return _Sent(wanted, _like(wanted, received, field.type), _read(received, field.type))


def _wanted(value: object, type_: object, name: str) -> object:
    """An expected value as JSON, with all digits of numbers."""
    return EXACT_DECODER.decode(encode(to_wire(value, type_, name)))


def _like(
    wanted: object, received: object, type_: object, path: tuple[str | int, ...] = ()
) -> object:
    """A received JSON value, with the expected text in place of another text of the same decimal number."""
    if is_object(wanted) and is_object(received):
        return {k: _like(wanted.get(k), v, type_, (*path, k)) for k, v in received.items()}
    if is_array(wanted) and is_array(received) and len(wanted) == len(received):
        pairs = enumerate(zip(wanted, received, strict=True))
        return [_like(a, b, type_, (*path, n)) for n, (a, b) in pairs]
    if isinstance(wanted, str) and isinstance(received, str):
        kinds = {each.kind for each in types_at(type_, path)}
        number = decimals.text_of(received) if "decimal-text" in kinds else None
        return wanted if number is not None and number == decimals.text_of(wanted) else received
    return received


def _read_parts(values: Sequence[bytes], field: Field) -> object:
    """The parts of a form as a value of the field's type, or as bytes."""
    try:
        return _read_texts([each.decode() for each in values], field.type)
    except UnicodeDecodeError:
        return values[0] if len(values) == 1 else values


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
        wanted = _wanted(value, kind.type, name)
        return wanted, _like(wanted, parse(call.content, are_exact=True), kind.type)
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

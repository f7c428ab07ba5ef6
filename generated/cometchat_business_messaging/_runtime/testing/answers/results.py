"""Values as successful responses."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeAlias

import httpx2

from ...descriptors.operation import Operation, Result
from ...errors import ArgumentError
from ...json_data import is_object
from ...models.encoding.json_types import to_json
from ...models.fields.wire_names import ANY_NAMES
from ...serialization.validation import to_wire
from ..problems import FakeError, refuse_class
from ..requests.calls import FakeCall
from ..transport import response

Answer: TypeAlias = Callable[[FakeCall], httpx2.Response]

_MEDIA_TYPES = {
    "json": "application/json",
    "text": "text/plain; charset=utf-8",
    "binary": "application/octet-stream",
    "json-lines": "application/jsonl",
    "events": "text/event-stream",
    "event-objects": "text/event-stream",
}


def value_answer(operation: Operation[Any], value: object) -> Answer:
    """The response with a value.

    Raises:
        FakeError: No documented response of the operation has such a value.
    """
    refuse_class(value)
    problems: list[str] = []
    for result in sorted(operation.results, key=lambda each: _rank(each, value)):
        try:
            content = _content(result, value)
        except ArgumentError as error:
            problems.append(str(error))
            continue
        return complete_answer(result, content)
    if not operation.results and value is None:
        return lambda call: response(204, b"")
    reasons = "; ".join(dict.fromkeys(problems)) or "it documents no response"
    raise FakeError(f"{operation.name} cannot return this value: {reasons}")


def items_answer(operation: Operation[Any], items: Iterable[object]) -> Answer:
    """The response with a stream of items.

    Raises:
        FakeError: The operation does not document such an item.
    """
    result = next(each for each in operation.results if each.type is not None)
    pieces = (_item(result, item) for item in wire_items(operation, items))
    return complete_answer(result, b"".join(pieces))


def wire_items(operation: Operation[Any], items: Iterable[object]) -> list[object]:
    """The items of a list or stream as JSON types.

    Raises:
        FakeError: The operation does not document such an item.
    """
    result = next((each for each in operation.results if each.type is not None), None)
    type_: object = Any if result is None else result.type
    wire: list[object] = []
    try:
        for index, item in enumerate(items):
            refuse_class(item)
            wire.append(to_wire(item, type_, f"[{index}]", names=ANY_NAMES))
    except ArgumentError as error:
        raise FakeError(f"{operation.name} cannot return these items: {error}") from error
    return wire


def complete_answer(result: Result, content: bytes) -> Answer:
    """A response of a documented status and media type."""
    status = status_of(result)
    return lambda call: response(status, content, media_type_of(result) if content else "")


def is_empty(result: Result) -> bool:
    """Whether a response has no body. Texts and files have no type."""
    return result.type is None and result.kind == "json"


def status_of(result: Result) -> int:
    """A status that the result is documented for."""
    if result.status.isdigit():
        return int(result.status)
    if result.status.upper().startswith("3"):
        return 302
    return 204 if is_empty(result) else 200


def media_type_of(result: Result) -> str:
    """A media type that the result is documented for."""
    usual = _MEDIA_TYPES[result.kind]
    return usual if not result.media_type or "*" in result.media_type else result.media_type


def _rank(result: Result, value: object) -> int:
    """The order in which results are tried: any JSON accepts bytes as text, but a file is meant."""
    if isinstance(value, bytes | bytearray):
        return 0 if result.kind == "binary" else 1
    return 1 if is_empty(result) and value is not None else 0


def _content(result: Result, value: object) -> bytes:
    """The body of a response with a value.

    Raises:
        ArgumentError: It is not the documented type.
    """
    if is_empty(result):
        if value is not None:
            raise ArgumentError("must be None: the response has no body")
        return b""
    if result.kind == "text" and isinstance(value, str):
        if result.type is not None:
            to_wire(value, result.type, "value")
        return value.encode()
    if result.kind == "binary" and isinstance(value, bytes | bytearray):
        return bytes(value)
    if result.kind in ("text", "binary"):
        expected = "a str" if result.kind == "text" else "bytes"
        raise ArgumentError(f"must be {expected}, not {type(value).__name__}")
    wire = to_wire(value, result.type, "value", names=ANY_NAMES)
    return to_json(wire, "value", result.type)


def _item(result: Result, item: object) -> bytes:
    """A piece of a stream with one item."""
    if result.kind == "json-lines":
        record = b"\x1e" if "json-seq" in result.media_type else b""  # RFC 7464
        return record + to_json(item) + b"\n"
    if result.kind == "event-objects" and is_object(item):
        return b"".join(_event_lines(item)) + b"\n"
    return b"".join(_data_lines(item)) + b"\n"


def _event_lines(item: dict[str, object]) -> Iterator[bytes]:
    for name in ("event", "id", "retry"):
        if item.get(name) is not None:
            yield f"{name}: {item[name]}\n".encode()
    if item.get("data") is not None:
        yield from _data_lines(item["data"])


def _data_lines(data: object) -> Iterator[bytes]:
    text = data.encode() if isinstance(data, str) else to_json(data)
    for line in text.split(b"\n"):
        yield b"data: " + line + b"\n"

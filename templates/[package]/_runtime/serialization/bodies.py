"""Encode request bodies as bytes or as iterators of chunks."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from typing import Final, cast

import msgspec

from ..descriptors.bodies import Binary, BodyKind, Form, JsonLines, Multipart, Part, Text
from ..errors import ArgumentError
from ..http.media_types import allowed, essence
from ..http.media_types import is_json as is_json_type
from ..json_data import is_array, is_object
from ..models.encoding.json_types import to_json
from ..models.fields.wire_names import BOTH_NAMES
from ..models.model import Model
from ..models.open_model import OpenModel
from ..models.type_info import kinds_of, type_info_of
from ..transport.messages import Pieces
from . import styles
from .csv_rows import is_csv
from .files import FileInput, Upload, is_file, upload
from .form_fields import checked_fields, is_files
from .jsonl import encode_lines, is_read_once
from .media_type_selection import check_required, choose
from .validation import check_integers, to_wire, utf8

_NO_PART: Final = Part("")


class Content:
    """A request body. `open` is called once for each attempt, and repeatedly only if the body is `replayable`."""

    __slots__ = ("_data", "length", "media_type", "replayable")

    def __init__(
        self,
        media_type: str | None,
        data: bytes | Callable[[], Pieces],
        length: int | None = None,
        replayable: bool = True,
    ) -> None:
        self._data = data
        self.media_type = media_type
        self.length = len(data) if isinstance(data, bytes) else length
        self.replayable = replayable

    def open(self) -> bytes | Pieces:
        """The bytes, or an iterator of chunks that reads the caller's files and iterables lazily."""
        return self._data if isinstance(self._data, bytes) else self._data()

    def without_media_type(self) -> Content:
        """The same body without a media type, for a caller whose headers have it."""
        return Content(None, self._data, self.length, self.replayable)

    def __repr__(self) -> str:
        return f"<Content {self.media_type}, {'unknown' if self.length is None else self.length} bytes>"


NO_CONTENT: Final = Content(None, b"")


def build(
    kinds: tuple[BodyKind, ...],
    value: object,
    content_type: str | None = None,
    boundary: str | None = None,
) -> Content:
    """The body of a request.

    Args:
        kinds: The media types that the operation accepts.
        content_type: The media type to use; by default the first one that fits the value best.
        boundary: The boundary of a multipart body; random by default.

    Raises:
        ArgumentError: The value is invalid, or the operation does not accept this media type.
    """
    if not kinds:
        raise ArgumentError("this operation accepts no body", argument="body")
    kind = choose(kinds, value, content_type)
    if isinstance(kind, Form | Multipart) and isinstance(value, Mapping):
        value = BOTH_NAMES.converted(dict(cast("Mapping[str, object]", value)), kind.type)
    if content_type is not None and "*" in content_type:
        content_type = None  # a range selects a kind, but cannot be sent
    if not kind.required and isinstance(value, Model | OpenModel) and not value.to_dict():
        return NO_CONTENT
    if kind.requires:
        check_required(kind, value)
    return _content(kind, value, content_type, boundary)


def _content(
    kind: BodyKind, value: object, content_type: str | None, boundary: str | None
) -> Content:
    match kind:
        case Multipart():
            return _multipart(kind, value, boundary or os.urandom(16).hex())
        case Form():
            return Content(kind.media_type, _form(kind, value))
        case Text():
            return _text(value, content_type or kind.usual_media_type)
        case Binary():
            return _binary(kind, value, content_type)
        case JsonLines():
            return _jsonl(kind, value, content_type or kind.usual_media_type)
        case _:
            return Content(
                content_type or kind.usual_media_type,
                to_json(to_wire(value, kind.type), type_=kind.type),
            )


# --- plain bodies ----------------------------------------------------------------------------------------------------


def _text(value: object, media_type: str) -> Content:
    if is_csv(media_type) and not isinstance(value, str):
        file = upload(value, "body", media_type)
        return Content(media_type, file.chunks, file.length, file.replayable)
    if isinstance(value, bytes):
        return Content(media_type, value)
    if not isinstance(value, str):
        raise ArgumentError(f"must be a str or bytes, not {type(value).__name__}", argument="body")
    if media_type.startswith("text/") and "charset" not in media_type:
        media_type += "; charset=utf-8"
    return Content(media_type, utf8(value, "body"))


def _binary(kind: BodyKind, value: object, content_type: str | None) -> Content:
    file = upload(value, "body", content_type or kind.media_type)
    return Content(file.media_type, file.chunks, file.length, file.replayable)


def _jsonl(kind: BodyKind, value: object, media_type: str) -> Content:
    prefix = b"\x1e" if "json-seq" in media_type else b""  # RFC 7464: the record separator
    lines = encode_lines(value, kind.type, prefix)
    return Content(media_type, lines, replayable=not is_read_once(value))


# --- forms -----------------------------------------------------------------------------------------------------------


def _form(kind: BodyKind, value: object) -> bytes:
    encodings = {part.wire: part for part in kind.encodings}
    pieces: list[str] = []
    for wire, name, type_, item in checked_fields(kind, value):
        part = encodings.get(wire, _NO_PART)
        wire_value = to_wire(item, type_, name)
        if _is_json(part, wire_value):
            wire_value = _json_text(wire_value, name).decode()
        elif part.style is None and part.explode is None:
            wire_value = _objects_as_json(wire_value)
        style = part.style or "form"
        explode = style == "form" if part.explode is None else part.explode
        try:
            pieces += styles.query(wire, wire_value, style, explode, styles.form)
        except ValueError as error:  # a lone surrogate, or a number that is too long
            raise ArgumentError(f"cannot be sent: {error}", argument=name) from error
    return "&".join(pieces).encode()


def _objects_as_json(value: object) -> object:
    """A value with its objects as JSON, which is the default without a style (OpenAPI, Encoding Object)."""
    if is_object(value):
        return styles.text_of(value)
    if is_array(value):
        return [_objects_as_json(item) for item in value]
    return value


def _own_type(value: object) -> str:
    return "application/json" if is_object(value) or is_array(value) else "text/plain"


def _is_json(part: Part, value: object) -> bool:
    """Whether the document declares that a property is sent as JSON. With a style, it is not (Encoding Object)."""
    if part.media_type is None or part.style is not None or part.explode is not None:
        return False
    return is_json_type(essence(allowed(part.media_type, _own_type(value))))


def _json_text(value: object, name: str) -> bytes:
    """A value as JSON. A string that is the JSON of an object or array stays as it is."""
    if isinstance(value, str) and value.lstrip()[:1] in ("{", "["):
        with suppress(ValueError, RecursionError):
            msgspec.json.decode(value)
            return value.encode()
    return to_json(value, name)


# --- multipart -------------------------------------------------------------------------------------------------------


def _multipart(kind: BodyKind, value: object, boundary: str) -> Content:
    encodings = {part.wire: part for part in kind.encodings}
    parts: list[tuple[bytes, Upload | bytes]] = []
    for wire, name, type_, item in checked_fields(kind, value):
        part = encodings.get(wire, _NO_PART)
        for field, source, media_type, filename in _sources(wire, part, name, type_, item):
            head = _part_head(boundary, field, filename, media_type, part.headers)
            parts.append((head, source))
    end = f"--{boundary}--\r\n".encode()
    lengths = [_length(source) for _, source in parts]
    total = len(end) + sum(len(head) + 2 for head, _ in parts) + sum(n or 0 for n in lengths)
    return Content(
        f"{kind.media_type}; boundary={boundary}",
        lambda: _joined(parts, end),
        None if None in lengths else total,
        all(isinstance(source, bytes) or source.replayable for _, source in parts),
    )


def _joined(parts: list[tuple[bytes, Upload | bytes]], end: bytes) -> Iterator[bytes]:
    for head, source in parts:
        yield head
        if isinstance(source, bytes):
            yield source
        else:
            yield from source.chunks()
        yield b"\r\n"
    yield end


def _length(source: Upload | bytes) -> int | None:
    return len(source) if isinstance(source, bytes) else source.length


def _sources(
    wire: str, part: Part, name: str, type_: object, value: object
) -> Iterator[tuple[str, Upload | bytes, str | None, str | None]]:
    """The (wire name, content, content type, file name) of each part of a property; a list has one part per item."""
    is_empty = is_array(value) and not value and "array" in kinds_of(type_)
    if is_empty and (part.is_file or not _is_json(part, value)):
        return
    is_base64 = "bytes" in kinds_of(type_)
    are_files = is_file(value) or is_files(value) or _takes_files(type_)
    if part.is_file or (not is_base64 and are_files):
        for index, item in enumerate(value if is_files(value) else [value]):
            argument = name if item is value else f"{name}[{index}]"
            file = upload(item, argument, part.media_type)
            yield wire, file, file.media_type, file.name or "upload"
        return
    wire_value = to_wire(value, type_, name)
    check_integers(wire_value, name)
    media_type = part.media_type and allowed(part.media_type, _own_type(wire_value))
    if _is_json(part, wire_value):
        yield wire, _json_text(wire_value, name), media_type, None
        return
    if part.style == "deepObject":
        for field, text in styles.deep(wire, wire_value):
            yield field, utf8(text, name), media_type, None
        return
    if is_array(wire_value) and part.explode is False:
        wire_value = styles.simple(wire_value, False, styles.plain)
    for item in wire_value if is_array(wire_value) else [wire_value]:
        default = "application/json" if is_object(item) or is_array(item) else None
        yield wire, utf8(styles.text_of(item), name), media_type or default, None


def _takes_files(type_: object) -> bool:
    """Whether a type accepts only a file or a list of files, beside null."""
    info = type_info_of(type_)
    members = map(type_info_of, info.arguments if info.kind == "union" else (type_,))
    items = (
        type_info_of(each.arguments[0]) if each.kind == "array" else each
        for each in members
        if each.kind != "null"
    )
    return all(each.type is FileInput for each in items)


def _part_head(
    boundary: str,
    wire: str,
    filename: str | None,
    media_type: str | None,
    headers: tuple[tuple[str, str], ...],
) -> bytes:
    head = f'--{boundary}\r\nContent-Disposition: form-data; name="{_quoted(wire)}"'
    if filename is not None:
        head += f'; filename="{_quoted(filename)}"'
    if media_type is not None:
        head += f"\r\nContent-Type: {media_type}"
    head += "".join(f"\r\n{name}: {value}" for name, value in headers)
    return utf8(head + "\r\n\r\n", wire)


def _quoted(text: str) -> str:
    """A name escaped as browsers do (WHATWG HTML, multipart form data)."""
    return text.replace('"', "%22").replace("\r", "%0D").replace("\n", "%0A")

"""Convert the arguments of an operation to the parts of a request.

The encoders of an operation's parameters are created at its first call and stored in `Operation.plan`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from msgspec import UNSET

from ..descriptors.operation import Operation
from ..descriptors.parameters import Parameter, ParameterLocation, Path
from ..errors import ArgumentError
from ..http.media_types import essence, is_json
from ..http.urls import TEMPLATED, split_template
from ..json_data import is_array, is_object
from ..models.encoding.json_types import to_json
from ..models.type_info import type_info_of
from . import styles
from .bodies import NO_CONTENT, Content, build
from .validation import check_integers, to_wire

_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_COOKIE_UNSAFE = re.compile(r'[\x00-\x20\x7f",;\\]|[^\x00-\x7f]')


class Prepared(NamedTuple):
    """A request without host, credentials and client headers."""

    method: str
    path: str  # encoded, begins with "/"
    query: str  # encoded, without "?"
    headers: Mapping[str, str | None]  # None leaves a header of the client out
    cookies: list[str]  # name=value
    content: Content


def prepare(
    operation: Operation[Any],
    arguments: Mapping[str, object],
    body: object = UNSET,
    content_type: str | None = None,
    *,
    boundary: str | None = None,
) -> Prepared:
    """The parts of a request for a call.

    Args:
        arguments: Values by the parameters' Python names; None and UNSET mean that an argument is not given.
        content_type: The media type of the body, if the operation accepts several.
        boundary: The boundary of a multipart body; random by default.

    Raises:
        ArgumentError: An argument is missing, has the wrong type, or cannot be sent in its location.
    """
    plan: _Plan | None = operation.plan
    if plan is None:
        plan = operation.plan = _Plan(operation)
    path = plan.path(arguments)
    query = plan.constant_query(arguments)
    for parameter in plan.query:
        value = parameter.wire_value(arguments)
        if value is not UNSET:
            query += parameter.query(value)
    headers: dict[str, str] = {}
    for parameter in plan.headers:
        value = parameter.wire_value(arguments)
        if value is not UNSET:
            headers[parameter.wire] = parameter.header(value)
    cookies: list[str] = []
    for parameter in plan.cookies:
        value = parameter.wire_value(arguments)
        if value is not UNSET:
            cookies += parameter.cookies(value)
    given = body is not UNSET and (body is not None or plan.nullable_body)
    if body is None and not given and plan.requires_body:
        raise ArgumentError("is required", argument="body")
    content = build(operation.body, body, content_type, boundary) if given else NO_CONTENT
    return Prepared(operation.method, path, "&".join(query), headers, cookies, content)


class _Encoder:
    """The encoder of one parameter."""

    __slots__ = ("_explode", "name", "_nullable", "_parameter", "_quote", "_style", "_type", "wire")

    def __init__(self, parameter: Parameter) -> None:
        self._parameter = parameter
        self.name = parameter.name
        self._type = parameter.type
        self._style = parameter.style
        self._explode = parameter.explode
        self._quote = _quoting(parameter)
        self._nullable = (
            parameter.required and parameter.location != "path" and _admits_null(self._type)
        )
        self.wire = parameter.wire

    def wire_value(self, arguments: Mapping[str, object]) -> object:
        """The argument as a JSON value (as text for a `content` parameter); UNSET if it is not given."""
        value = arguments.get(self.name, UNSET)
        if value is UNSET or (value is None and not self._nullable):
            if self._parameter.required:
                raise ArgumentError("is required", argument=self.name)
            return UNSET
        wire = to_wire(value, self._type, self.name)
        if type(wire) is not str:
            check_integers(wire, self.name)
        media_type = self._parameter.media_type
        return wire if media_type is None else self._content(wire, media_type)

    def _content(self, wire: object, media_type: str) -> object:
        """The text of a `content` parameter. A string is sent unchanged unless the media type is JSON."""
        if isinstance(wire, str) and not is_json(essence(media_type)):
            return wire
        if is_object(wire) and "urlencoded" in media_type:
            return "&".join(styles.query("", wire, "form", True, styles.form))
        return to_json(wire, self.name).decode()

    def path(self, arguments: Mapping[str, object]) -> str:
        value = self.wire_value(arguments)
        if value in ([], (), {}) or (value == "" and self._style != "matrix"):
            raise ArgumentError("must not be empty", argument=self.name)
        try:
            match self._style:
                case "label":
                    return styles.label(value, self._explode, self._quote)
                case "matrix":
                    return styles.matrix(self.wire, value, self._explode, self._quote)
                case _:
                    return styles.simple(value, self._explode, self._quote)
        except ValueError as error:
            raise self._unsendable(error) from error

    def query(self, value: object) -> list[str]:
        if self._style == "querystring":  # OpenAPI 3.2: the whole query
            return [self._quote(styles.text_of(value))]
        return self._pieces(value, self._style, self._explode)

    def _pieces(self, value: object, style: str, explode: bool) -> list[str]:
        try:
            return styles.query(self.wire, value, style, explode, self._quote)
        except ValueError as error:
            raise self._unsendable(error) from error

    def header(self, value: object) -> str:
        media_type = essence(self._parameter.media_type or "")
        if is_json(media_type) and isinstance(value, str) and not value.isascii():
            value = _NOT_ASCII.sub(lambda text: json.dumps(text[0])[1:-1], value)
        text = styles.simple(value, self._explode, styles.plain)
        if _CONTROL.search(text) or text != text.strip():
            problem = "must not contain control characters, or start or end with a space"
        elif text.isascii() or _is_latin1(text):
            return text
        else:
            problem = "must contain only characters of ISO 8859-1, because it is sent in a header"
        raise ArgumentError(problem, argument=self.name)

    def cookies(self, value: object) -> list[str]:
        if self._style != "cookie":
            # Not all servers accept several cookies of one name.
            explode = self._explode and not is_array(value)
            return self._pieces(value, "form", explode)
        try:  # OpenAPI 3.2: values are not encoded
            return styles.query(self.wire, value, "form", self._explode, _cookie_text)
        except ValueError as error:
            raise ArgumentError(str(error), argument=self.name) from error

    def _unsendable(self, error: ValueError) -> ArgumentError:
        """The error for a value with a lone surrogate, or a number that is too long."""
        return ArgumentError(f"cannot be sent: {error}", argument=self.name)


def encoded(parameter: Parameter, value: object) -> list[str]:
    """A parameter as it is sent: `name=value` pairs of the query or cookies, or the text in the path or header.

    Raises:
        ArgumentError: The value has the wrong type, or cannot be sent in the parameter's location.
    """
    encoder = _Encoder(parameter)
    arguments = {parameter.name: value}
    if parameter.location == "path":
        return [encoder.path(arguments)]
    wire = encoder.wire_value(arguments)
    if wire is UNSET:
        return []
    if parameter.location == "header":
        return [encoder.header(wire)]
    return encoder.query(wire) if parameter.location == "query" else encoder.cookies(wire)


class _Plan:
    """The encoders of an operation's parameters."""

    __slots__ = ("_path", "_query", "cookies", "headers", "nullable_body", "query", "requires_body")

    def __init__(self, operation: Operation[Any]) -> None:
        encoders: dict[tuple[ParameterLocation, str], _Encoder] = {
            (p.location, p.wire): _Encoder(p) for p in operation.parameters
        }
        path, constant = split_template(operation.path)
        declared = {f"{wire}={{{wire}}}" for location, wire in encoders if location == "query"}
        pairs = (pair for pair in constant.split("&") if pair not in declared)
        self._path = _Template(path, encoders, styles.literal)
        self._query = _Template("&".join(pairs), encoders, str)
        self.query = [e for (location, _), e in encoders.items() if location == "query"]
        self.headers = [e for (location, _), e in encoders.items() if location == "header"]
        self.cookies = [e for (location, _), e in encoders.items() if location == "cookie"]
        self.nullable_body = any(
            kind.required and _names_null(kind.type) for kind in operation.body
        )
        self.requires_body = bool(operation.body) and all(
            kind.required and type_info_of(kind.type).kind != "any" for kind in operation.body
        )

    def path(self, arguments: Mapping[str, object]) -> str:
        """The path. Arguments cannot add or remove a segment, or make one empty."""
        path = self._path.filled(arguments)
        if "/." in path and any(segment in (".", "..") for segment in path.split("/")):
            raise ArgumentError(
                "must not result in the path segment `.` or `..`",
                argument=self._path.invalid_parameter(arguments),
            )
        return path if path.startswith("/") else "/" + path

    def constant_query(self, arguments: Mapping[str, object]) -> list[str]:
        """The query that the path template contains; some documents distinguish operations by it."""
        query = self._query.filled(arguments)
        return [query] if query else []


class _Template:
    """A text with parameters in braces."""

    __slots__ = ("_encoders", "_literals")

    def __init__(
        self,
        text: str,
        encoders: Mapping[tuple[ParameterLocation, str], _Encoder],
        literal: Callable[[str], str],
    ) -> None:
        pieces = TEMPLATED.split(text)
        self._encoders = [
            encoders.get(("path", wire)) or _string_encoder(wire) for wire in pieces[1::2]
        ]
        self._literals = [literal(piece) for piece in pieces[::2]]

    def filled(self, arguments: Mapping[str, object]) -> str:
        text = self._literals[0]
        for encoder, literal in zip(self._encoders, self._literals[1:], strict=True):
            text += encoder.path(arguments) + literal
        return text

    def invalid_parameter(self, arguments: Mapping[str, object]) -> str:
        dotted = (e for e in self._encoders if not e.path(arguments).strip("."))
        encoder = next(dotted, None) or next(iter(self._encoders), None)
        return "" if encoder is None else encoder.name


def _string_encoder(wire: str) -> _Encoder:
    """The encoder of a path parameter without a descriptor, which is a string of that name."""
    return _Encoder(Path(wire, wire, lambda: str))


def _quoting(parameter: Parameter) -> Callable[[str], str]:
    if not parameter.reserved:
        return styles.strict
    return styles.reserved_path if parameter.location == "path" else styles.reserved_query


def _admits_null(type_: object) -> bool:
    return type_info_of(type_).kind == "any" or _names_null(type_)


def _names_null(type_: object) -> bool:
    """Whether the type names null explicitly; for a type that accepts any value, None means "not given"."""
    info = type_info_of(type_)
    if info.kind == "union":
        return any(member is None or _names_null(member) for member in info.arguments)
    return info.kind == "null" and type_ is not None


def _is_latin1(text: str) -> bool:
    return all(ord(character) < 256 for character in text)


def _cookie_text(text: str) -> str:
    if _COOKIE_UNSAFE.search(text):
        raise ValueError("must contain only characters that are allowed in cookies")
    return text

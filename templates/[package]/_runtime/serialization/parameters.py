"""An operation and its arguments to the parts of a request.

What depends on the operation alone is worked out at its first call and kept on it (`Operation.plan`).
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from msgspec import UNSET

from ..descriptors.operation import Operation, Parameter, Path
from ..errors import ArgumentError
from ..json_types import is_array, is_object
from ..models.type_info import type_info_of
from . import styles
from .bodies import NO_CONTENT, Content, build
from .validation import check_integers, to_json, to_wire

_TEMPLATED = re.compile(r"\{([^{}]*)\}")
_QUERY = re.compile(r"\?(?![^{}]*\})")  # none within braces
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_COOKIE_UNSAFE = re.compile(r'[\x00-\x20\x7f",;\\]|[^\x00-\x7f]')


class Prepared(NamedTuple):
    """A request without host, credentials and the client's own headers."""

    method: str
    path: str  # encoded, begins with "/"
    query: str  # encoded, without "?"
    headers: dict[str, str]
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
    """A call as the parts of a request.

    Args:
        arguments: values by the parameters' Python names; None and UNSET are not given.
        content_type: which of the operation's media types the body has, where it has several.
        boundary: of a multipart body; random by default.

    Raises:
        ArgumentError: an argument is missing, not of its type, or cannot stand where it has to.
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
    content = build(operation.body, body, content_type, boundary) if given else NO_CONTENT
    return Prepared(operation.method, path, "&".join(query), headers, cookies, content)


class _Encoder:
    """One parameter, ready to be encoded."""

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
        """The argument as a JSON value (as JSON text for a `content` parameter); UNSET where it is not given."""
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
        """The text of a `content` parameter. A text of another kind than JSON is what it is."""
        if isinstance(wire, str) and "json" not in media_type:
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
        if self._style == "querystring":  # the whole query, of some media type (OpenAPI 3.2)
            return [self._quote(styles.text_of(value))]
        return self._pieces(value, self._style, self._explode)

    def _pieces(self, value: object, style: str, explode: bool) -> list[str]:
        try:
            return styles.query(self.wire, value, style, explode, self._quote)
        except ValueError as error:
            raise self._unsendable(error) from error

    def header(self, value: object) -> str:
        media_type = self._parameter.media_type or ""
        if "json" in media_type and isinstance(value, str) and not value.isascii():
            value = json.dumps(json.loads(value))
        text = styles.simple(value, self._explode, styles.plain)
        if _CONTROL.search(text) or text != text.strip():
            problem = "must have no control characters, and no space at its ends"
        elif text.isascii() or _is_latin1(text):
            return text
        else:
            problem = "must have no characters beyond ISO 8859-1, which headers cannot carry"
        raise ArgumentError(problem, argument=self.name)

    def cookies(self, value: object) -> list[str]:
        if self._style != "cookie":
            explode = self._explode and not is_array(value)  # cookies of one name are not for all
            return self._pieces(value, "form", explode)
        try:  # OpenAPI 3.2: values go as they are
            return styles.query(self.wire, value, "form", self._explode, _cookie_text)
        except ValueError as error:
            raise ArgumentError(str(error), argument=self.name) from error

    def _unsendable(self, error: ValueError) -> ArgumentError:
        """The value has a lone surrogate, or a number too long to be written."""
        return ArgumentError(f"cannot be sent: {error}", argument=self.name)


class _Plan:
    """What `prepare` needs to know of an operation."""

    __slots__ = ("_path", "_query", "cookies", "headers", "nullable_body", "query")

    def __init__(self, operation: Operation[Any]) -> None:
        encoders = {(p.location, p.wire): _Encoder(p) for p in operation.parameters}
        path, *rest = _QUERY.split(operation.path.partition("#")[0], 1)
        declared = {f"{wire}={{{wire}}}" for location, wire in encoders if location == "query"}
        pairs = (pair for text in rest for pair in text.split("&") if pair not in declared)
        self._path = _Template(path, encoders, styles.literal)
        self._query = _Template("&".join(pairs), encoders, str)
        self.query = [e for (location, _), e in encoders.items() if location == "query"]
        self.headers = [e for (location, _), e in encoders.items() if location == "header"]
        self.cookies = [e for (location, _), e in encoders.items() if location == "cookie"]
        self.nullable_body = any(
            kind.required and _names_null(kind.type) for kind in operation.body
        )

    def path(self, arguments: Mapping[str, object]) -> str:
        """The path; arguments cannot add, remove or empty a segment of it."""
        path = self._path.filled(arguments)
        if "/." in path and any(segment in (".", "..") for segment in path.split("/")):
            raise ArgumentError(
                "must not make a path segment of `.` or `..`",
                argument=self._path.invalid_path(arguments),
            )
        return path if path.startswith("/") else "/" + path

    def constant_query(self, arguments: Mapping[str, object]) -> list[str]:
        """The query that stands in the path, which some documents tell operations apart by."""
        query = self._query.filled(arguments)
        return [query] if query else []


class _Template:
    """A text with parameters in braces."""

    __slots__ = ("_encoders", "_literals")

    def __init__(
        self,
        text: str,
        encoders: Mapping[tuple[str, str], _Encoder],
        literal: Callable[[str], str],
    ) -> None:
        pieces = _TEMPLATED.split(text)
        self._encoders = [encoders.get(("path", wire)) or _plain(wire) for wire in pieces[1::2]]
        self._literals = [literal(piece) for piece in pieces[::2]]

    def filled(self, arguments: Mapping[str, object]) -> str:
        text = self._literals[0]
        for encoder, literal in zip(self._encoders, self._literals[1:], strict=True):
            text += encoder.path(arguments) + literal
        return text

    def invalid_path(self, arguments: Mapping[str, object]) -> str:
        dotted = (e for e in self._encoders if not e.path(arguments).strip("."))
        encoder = next(dotted, None) or next(iter(self._encoders), None)
        return "" if encoder is None else encoder.name


def _plain(wire: str) -> _Encoder:
    """A path parameter that the operation does not describe: a text of that name."""
    return _Encoder(Path(wire, wire, lambda: str))


def _quoting(parameter: Parameter) -> Callable[[str], str]:
    if not parameter.reserved:
        return styles.strict
    return styles.reserved_path if parameter.location == "path" else styles.reserved_query


def _admits_null(type_: object) -> bool:
    return type_info_of(type_).kind == "any" or _names_null(type_)


def _names_null(type_: object) -> bool:
    """Whether null is a value of its own; where anything goes, None still means that nothing is given."""
    info = type_info_of(type_)
    if info.kind == "union":
        return any(member is None or _names_null(member) for member in info.arguments)
    return info.kind == "null" and type_ is not None


def _is_latin1(text: str) -> bool:
    return all(ord(character) < 256 for character in text)


def _cookie_text(text: str) -> str:
    if _COOKIE_UNSAFE.search(text):
        raise ValueError("must have only characters that cookies can carry")
    return text

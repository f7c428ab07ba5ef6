"""Calls of what the API's document does not have."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import unquote, urlencode

from msgspec import UNSET

from ..calls.call import Call, Request
from ..calls.request_headers import body_headers
from ..config import header_pair
from ..deadline import Deadline
from ..errors import APIError, ArgumentError, ConfigurationError
from ..json_types import is_array, is_object
from ..models.codec import parse
from ..responses.raw import RawResponse
from ..serialization.styles import text_of
from ..serialization.validation import check_integers, to_json, to_wire, utf8
from ..transport.messages import HTTPResponse
from .state import ClientState

_METHOD = re.compile(r"[A-Za-z]+")
_PATH = re.compile(r"/[\x21\x22\x24-\x3e\x40-\x7e]*")  # printable ASCII without "?" and "#"
_DOTTED = frozenset({".", ".."})
_SAFE = frozenset({"GET", "HEAD", "OPTIONS", "PUT", "DELETE", "TRACE"})


def call(
    state: ClientState,
    method: str,
    path: str,
    params: Mapping[str, Any] | None,
    json: object,
    content: bytes | str | None,
    headers: Mapping[str, str] | None,
) -> Call:
    """A call, checked and encoded.

    Raises:
        ArgumentError: an argument is refused.
    """
    _check_target(method, path)
    data, media_type = _body(json, content)
    own = _own_headers(headers)
    names = {name.lower() for name, _ in own}
    sent = [
        pair
        for pair in state.base_headers(state.config.base_url, "application/json")
        if pair[0].lower() not in names
    ]
    if data is not None or method.upper() in ("POST", "PUT", "PATCH"):
        given = None if b"content-type" in names else media_type
        sent += body_headers(given, len(data or b""))
    query = _query(params)
    request = Request(
        operation="request",
        method=method.upper(),
        path=path,
        url=f"{state.config.base_url}{path}{query}",
        headers=[*sent, *own],
        content=data or b"",
        idempotent=method.upper() in _SAFE,
        requirement=state.security.select(None),
    )
    return Call(state, request, Deadline(state.config.timeout))


def _check_target(method: str, path: str) -> None:
    if not _METHOD.fullmatch(method):
        raise ArgumentError("must be the name of an HTTP method", argument="method")
    if (
        not _PATH.fullmatch(path)
        or path.startswith("//")
        or _DOTTED & set(unquote(path).split("/"))
    ):
        raise ArgumentError(
            "must begin with / and be a plain, encoded path without query", argument="path"
        )


def response(made: Call, response: HTTPResponse) -> RawResponse[Any]:
    """The answer; `parse()` gives its JSON."""
    return RawResponse(response, made, lambda: _parsed(made, response))


def _parsed(made: Call, response: HTTPResponse) -> object:
    try:
        return parse(response.content) if response.content else None
    except APIError as error:
        raise made.described(error) from error.__cause__


def _body(json: object, content: object) -> tuple[bytes | None, str | None]:
    if json is not UNSET and content is not None:
        raise ArgumentError("give json or content, not both", argument="content")
    if json is not UNSET:
        return to_json(to_wire(json, Any, "json"), "json"), "application/json"
    if isinstance(content, str):
        return utf8(content, "content"), "text/plain; charset=utf-8"
    if content is not None and not isinstance(content, bytes):
        raise ArgumentError(
            f"must be bytes or str, not {type(content).__name__}", argument="content"
        )
    return content, None if content is None else "application/octet-stream"


def _own_headers(headers: Mapping[str, str] | None) -> list[tuple[bytes, bytes]]:
    _check_mapping(headers, "headers")
    try:
        pairs = [header_pair(name, value) for name, value in (headers or {}).items()]
    except ConfigurationError as error:
        raise ArgumentError(error.message.removeprefix("headers: "), argument="headers") from None
    return [(name.encode(), value.encode()) for name, value in pairs]


def _query(params: Mapping[str, Any] | None) -> str:
    _check_mapping(params, "params")
    given = {
        name: _texts(name, value) for name, value in (params or {}).items() if value is not None
    }
    return f"?{urlencode(given, doseq=True)}" if given else ""


def _texts(name: str, value: object) -> list[bytes]:
    argument = f"params[{name!r}]"
    plain = to_wire(value, Any, argument)
    check_integers(plain, argument)
    values = [each for each in (plain if is_array(plain) else [plain]) if each is not None]
    if any(is_array(each) or is_object(each) for each in values):
        raise ArgumentError(
            "must be a text, number, boolean or time, or a list of them", argument=argument
        )
    return [utf8(text_of(each), argument) for each in values]


def _check_mapping(value: object, argument: str) -> None:
    if value is not None and not isinstance(value, Mapping):
        raise ArgumentError(f"must be a mapping, not {type(value).__name__}", argument=argument)

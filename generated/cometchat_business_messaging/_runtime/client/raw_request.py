"""`client.request`: calls that the API's document does not have."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import unquote

from msgspec import UNSET

from ..calls.call import Call
from ..calls.request import Endpoint, build_request
from ..calls.state import ClientState
from ..config.call_options import CallOptions, headers_of
from ..config.checks import DOT_SEGMENTS
from ..deadline import Deadline
from ..descriptors.bodies import Json
from ..descriptors.operation import IDEMPOTENT_METHODS, Operation
from ..errors import APIError, ArgumentError
from ..models.codec import parse
from ..models.encoding.json_types import to_json
from ..responses.raw import RawResponse
from ..serialization.bodies import NO_CONTENT, Content
from ..serialization.extras import encode_query
from ..serialization.parameters import Prepared
from ..serialization.validation import to_wire, utf8
from ..transport.messages import HTTPResponse
from .call_options import changed_state, with_call_options

_ANY: Operation[Any] = Operation("request", "POST /", body=(Json(lambda: Any),))
_METHOD = re.compile(r"[A-Za-z]+")
_PATH = re.compile(r"/[\x21\x22\x24-\x3e\x40-\x7e]*")  # printable ASCII without "?" and "#"


def request_call(
    state: ClientState,
    method: str,
    path: str,
    params: Mapping[str, Any] | None,
    json: object,
    body: bytes | str | None,
    headers: Mapping[str, str | None] | None,
    options: CallOptions | None,
) -> Call:
    """A call, with its arguments checked and encoded.

    Raises:
        ArgumentError: An argument is invalid.
    """
    _check_target(method, path)
    _check_mapping(headers, "headers")
    _check_mapping(params, "params")
    own = headers_of(headers, "headers")
    content = _content(json, body, is_typed=any(name.lower() == "content-type" for name in own))
    prepared = Prepared(
        method.upper(), path, encode_query(params or {}, "params"), own, [], content
    )
    if options is not None:
        state = changed_state(state, _ANY, options)
        prepared = with_call_options(prepared, _ANY, options)
    state.security.redact_headers(prepared.headers.items(), temporary=True)
    base_url = state.config.base_url
    endpoint = Endpoint(
        base_url,
        state.base_headers(
            base_url, "application/json", typed=prepared.content.media_type is not None
        ),
        state.requirement(None),
        omitted=state.omitted,
    )
    request = build_request(
        endpoint, prepared, "request", idempotent=method.upper() in IDEMPOTENT_METHODS
    )
    return Call(state, request, Deadline(state.config.timeout))


def _check_target(method: str, path: str) -> None:
    if not _METHOD.fullmatch(method):
        raise ArgumentError("must be the name of an HTTP method", argument="method")
    if (
        not _PATH.fullmatch(path)
        or path.startswith("//")
        or DOT_SEGMENTS & set(unquote(path).split("/"))
    ):
        raise ArgumentError(
            "must begin with / and be an encoded path without a query", argument="path"
        )


def raw_response(call: Call, response: HTTPResponse) -> RawResponse[Any]:
    """The raw response; `parse()` returns its JSON."""
    return RawResponse(response, call, lambda: _parsed(call, response))


def _parsed(call: Call, response: HTTPResponse) -> object:
    try:
        return parse(response.content) if response.content else None
    except APIError as error:
        raise call.described(error) from error.__cause__


def _content(json: object, content: object, *, is_typed: bool) -> Content:
    """The body; `is_typed` says that the caller's headers give its media type."""
    if json is not UNSET and content is not None:
        raise ArgumentError("give json or content, not both", argument="content")
    if json is not UNSET:
        data, media_type = to_json(to_wire(json, Any, "json"), "json"), "application/json"
    elif isinstance(content, str):
        data, media_type = utf8(content, "content"), "text/plain; charset=utf-8"
    elif isinstance(content, bytes):
        data, media_type = content, "application/octet-stream"
    elif content is None:
        return NO_CONTENT
    else:
        raise ArgumentError(
            f"must be bytes or str, not {type(content).__name__}", argument="content"
        )
    return Content(None if is_typed else media_type, data)


def _check_mapping(value: object, argument: str) -> None:
    if value is not None and not isinstance(value, Mapping):
        raise ArgumentError(f"must be a mapping, not {type(value).__name__}", argument=argument)

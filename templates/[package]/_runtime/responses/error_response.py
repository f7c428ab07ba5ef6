"""The error for a response with an error status."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from ..descriptors.api import ApiDescription
from ..descriptors.operation import ErrorBody
from ..descriptors.typed import Typed
from ..errors import APIError, APIStatusError
from ..escaping import printable
from ..http.headers import Headers
from ..http.media_types import essence
from ..json_data import lookup
from ..models.codec import decode
from ..models.drift import Report
from ..redaction import Redactor
from ..transport.messages import HTTPResponse
from .error_messages import message_of
from .statuses import reason, status_class

_CODES = (
    *("/error/code", "/code", "/error/type", "/error", "/type"),
    *("/errors/0/code", "/detail/code"),
)


def status_error(
    api: ApiDescription,
    response: HTTPResponse,
    redactor: Redactor,
    bodies: tuple[ErrorBody, ...],
    report: Report,
) -> APIStatusError:
    """The error for a response. Every body is accepted, and the client's credentials are redacted in all parts."""
    body, data = _redacted(response.content, redactor)
    fields = {name: lookup(data, pointer) for name, pointer in api.error_fields}
    code, message = _code(fields, data), _message(fields, data)
    headers = redacted_headers(response.headers, redactor)
    kind = status_class(response.status, code, api.error_classes())
    of_class = api.error_bodies().get(kind)
    documented = of_class or documented_body(bodies, response.status)
    return kind(
        message or _plain_text(response, body) or reason(response.status),
        status_code=response.status,
        code=code,
        details=fields.get("details"),
        headers=headers,
        body=body,
        data=_typed(body, data, documented, report, None if of_class else data),
        fields={
            name: value
            for name, value in fields.items()
            if name not in ("code", "message", "details")
        },
    )


def redacted_headers(headers: Headers, redactor: Redactor) -> Headers:
    """The headers without credentials."""
    return Headers((name, redactor.text(value)) for name, value in headers.items_list())


def _redacted(content: bytes, redactor: Redactor) -> tuple[bytes, Any]:
    """The body and its JSON (None if it is not JSON), without credentials."""
    body = redactor.data(content)
    try:
        data = json.loads(body)
        if b"\\" in body:  # an escape can hide a credential from a search in the bytes
            clean = redactor.json(data)
            return (body, data) if clean == data else (json.dumps(clean).encode(), clean)
    except (ValueError, RecursionError):
        return body, None
    return body, data


def _code(fields: Mapping[str, Any], data: Any) -> str | None:
    candidates = [fields["code"]] if "code" in fields else []
    candidates += [lookup(data, pointer) for pointer in _CODES]
    for value in candidates:
        if isinstance(value, str) and value:
            return printable(value)
        if isinstance(value, int) and not isinstance(value, bool):
            return str(value)
    return None


def _message(fields: Mapping[str, Any], data: Any) -> str:
    return message_of(fields.get("message")) or message_of(data)


def _plain_text(response: HTTPResponse, body: bytes) -> str:
    """The message in a body of plain text."""
    media_type = essence(response.headers.get("content-type", ""))
    text = body.decode("utf-8", "replace").strip() if media_type == "text/plain" else ""
    return _message({}, text)


def documented_body(bodies: tuple[ErrorBody, ...], status: int) -> ErrorBody | None:
    """The documented body of an error with a status."""
    for wanted in (str(status), f"{status // 100}XX", f"{status // 100}xx", "default"):
        for body in bodies:
            if wanted in body.statuses:
                return body
    return None


def _typed(body: bytes, data: Any, documented: Typed | None, report: Report, unusable: Any) -> Any:
    """The body as its documented type, or `unusable` if it does not match. `strict` does not replace the error."""
    if documented is None or data is None:
        return data
    try:
        return decode(body, documented.type, report.with_strict(False))
    except APIError:
        return unusable


def stream_error(response: HTTPResponse, data: bytes, redactor: Redactor) -> APIStatusError:
    """The error that a server reports within a stream."""
    body, parsed = _redacted(data, redactor)
    headers = redacted_headers(response.headers, redactor)
    message = _message({}, parsed) or "the server reports an error in the stream"
    return APIStatusError(
        message,
        status_code=response.status,
        code=_code({}, parsed),
        headers=headers,
        body=body,
        data=parsed,
    )

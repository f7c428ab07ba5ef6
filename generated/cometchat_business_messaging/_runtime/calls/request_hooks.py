"""Hooks that change the request of an attempt."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from ..config.checks import NEVER_AWAITED, close_if_awaitable, header_pair
from ..errors import ConfigurationError
from ..http.headers import MutableHeaders
from ..http.urls import url_is_plain
from ..observability.hooks import Hooks, OutgoingRequest
from ..redaction import Redactor
from ..transport.messages import HTTPRequest

# Headers whose values are redacted if a hook sets them.
_SECRET = re.compile(r"auth|cookie|key|secret|signature|token|password", re.IGNORECASE)
_FRAMING = ("content-length", "transfer-encoding")


def changes_requests(hooks: tuple[Hooks, ...]) -> bool:
    """Whether a hook may change requests."""
    return any(each.change_request is not None for each in hooks)


def outgoing(message: HTTPRequest, call: int, operation: str, number: int) -> OutgoingRequest:
    """The request of an attempt for the hooks. Its body is opened, so that it can be signed."""
    content = message.content if isinstance(message.content, bytes) else message.content()
    message.content = content if isinstance(content, bytes) else lambda: content
    return OutgoingRequest(
        call,
        operation,
        message.method,
        number,
        message.url,
        MutableHeaders(message.headers),
        content if isinstance(content, bytes) else None,
        message.cross_origin,
    )


def change(
    message: HTTPRequest, request: OutgoingRequest, hooks: tuple[Hooks, ...], redactor: Redactor
) -> None:
    """Call the hooks that may change a request, and apply their changes to the message.

    Raises:
        ConfigurationError: A hook made the request invalid.
    """
    before = dict(request.headers)
    content = request.content
    for each in hooks:
        if each.change_request is not None:
            result = each.change_request(request)
            if close_if_awaitable(result):
                raise ConfigurationError(f"hooks: change_request {NEVER_AWAITED}")
    added = {name: v for name, v in request.headers.items() if before.get(name) != v}
    for name, value in added.items():
        if name.lower() != "host":
            header_pair(name, value)
        if _SECRET.search(name):
            redactor.add_header(value, temporary=True)
    if request.content != content:
        _frame(request, content)
    if request.url != message.url:
        _retarget(request, before.get("Host"))
    message.url, message.headers = request.url, request.headers.raw()
    if isinstance(request.content, bytes):
        message.content = request.content


def _frame(request: OutgoingRequest, before: bytes | None) -> None:
    """Set the length of a body that a hook replaced."""
    if before is None or not isinstance(request.content, bytes):
        raise ConfigurationError("hooks: change_request can only replace bytes by bytes as content")
    for name in _FRAMING:
        request.headers.pop(name, None)
    request.headers["Content-Length"] = str(len(request.content))


def _retarget(request: OutgoingRequest, host: str | None) -> None:
    """Check the URL that a hook set, and set its host."""
    if not url_is_plain(request.url):
        raise ConfigurationError("hooks: change_request must set an http(s) URL")
    if request.headers.get("Host") == host:
        request.headers["Host"] = urlsplit(request.url).netloc

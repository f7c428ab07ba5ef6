"""The parts that both transports share. Only the modules of this package use the HTTP library.

They are imported at the first call. A pool opens its connections at their first use, and again in a forked child or
another event loop. Requests go directly to the library's transport, which does not follow redirects, keep cookies or
log.
"""

from __future__ import annotations

import os
import socket
import ssl
from collections.abc import Callable
from functools import cache
from typing import TypeVar

import anyio
import httpx2

from ..deadline import Deadline
from ..errors import (
    ConfigurationError,
    ResponseDecodeError,
    ResponseError,
    ResponseTooLargeError,
)
from .decompression import Decoder
from .messages import FailureKind, HTTPRequest, HTTPResponse, Pieces, TransportError
from .proxies import proxy_for

T = TypeVar("T")

_LIMITS = httpx2.Limits(max_connections=100, max_keepalive_connections=100, keepalive_expiry=5.0)
# Seconds before the first probe and between probes, and their number, where the system has these options.
_PROBES = (("TCP_KEEPIDLE", 60), ("TCP_KEEPINTVL", 60), ("TCP_KEEPCNT", 5))
_KEEP_ALIVE = [
    (socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1),
    *(
        (socket.IPPROTO_TCP, getattr(socket, name), value)
        for name, value in _PROBES
        if hasattr(socket, name)
    ),
]
_UNSENT = (httpx2.ConnectError, httpx2.ConnectTimeout, httpx2.PoolTimeout, httpx2.ProxyError)
BROKEN = (
    httpx2.NetworkError,
    httpx2.RemoteProtocolError,
    OSError,
    anyio.ClosedResourceError,
    anyio.BrokenResourceError,
)
UNREADABLE = (*BROKEN, ResponseError)
_OTHERS = (RuntimeError, ValueError, TypeError, LookupError, ImportError)
ANY = (httpx2.HTTPError, httpx2.InvalidURL, *BROKEN, *_OTHERS)

UNREAD = "a download or stream was not read to its end or closed: use `{}`, or call close()"


@cache
def _tls() -> ssl.SSLContext:
    """The TLS settings. They are expensive to make: this loads the certificates."""
    for name, exists in (("SSL_CERT_FILE", os.path.isfile), ("SSL_CERT_DIR", _has_folder)):
        path = os.environ.get(name)
        if not path:
            continue
        if not exists(path):
            raise ConfigurationError(f"{name}: {path!r} does not exist, or is of another kind")
        try:
            return httpx2.create_ssl_context()
        except OSError as error:
            raise ConfigurationError(f"{name}: {path!r} cannot be used: {error}") from error
    return httpx2.create_ssl_context()


def _has_folder(paths: str) -> bool:
    return any(map(os.path.isdir, paths.split(os.pathsep)))


def transport_to(url: httpx2.URL, kind: Callable[..., T]) -> T:
    """A transport for a URL, with the proxy of the environment and TCP keep-alive.

    Raises:
        ConfigurationError: The proxy or the certificates of the environment cannot be used.
    """
    variable, proxy = proxy_for(url) or ("", None)
    verify = _tls() if url.scheme == "https" or proxy else False
    try:
        return kind(verify=verify, proxy=proxy, limits=_LIMITS, socket_options=_KEEP_ALIVE)
    except ImportError as error:
        raise ConfigurationError(
            "the environment names a SOCKS proxy, which needs another package: pip install socksio"
        ) from error
    except (ValueError, httpx2.InvalidURL):
        # The proxy's URL can have a password, so the message does not quote it.
        scheme = (proxy or "").partition("://")[0]
        raise ConfigurationError(
            f"{variable} is not the URL of an http, https, socks5 or socks5h proxy (its scheme is {scheme!r})"
        ) from None


def transport_error(error: Exception) -> TransportError:
    """The TransportError for an exception of the HTTP library or of the layers below it."""
    timed_out = isinstance(error, httpx2.TimeoutException | TimeoutError)
    if isinstance(error, _UNSENT):
        invalid_certificate = _has_cause(error, ssl.SSLCertVerificationError)
        return TransportError(
            FailureKind.PERMANENT if invalid_certificate else FailureKind.UNSENT, error, timed_out
        )
    if timed_out:
        return TransportError(FailureKind.TIMEOUT, error, True)
    return TransportError(
        FailureKind.BROKEN if isinstance(error, BROKEN) else FailureKind.PERMANENT, error
    )


def already_read() -> TransportError:
    """The error for a body that was already read or closed."""
    return TransportError(
        FailureKind.PERMANENT, RuntimeError("the body was already read or closed")
    )


def _has_cause(error: BaseException | None, kind: type[BaseException]) -> bool:
    while error is not None:
        if isinstance(error, kind):
            return True
        error = error.__cause__ or error.__context__
    return False


def request_of(
    message: HTTPRequest,
    deadline: Deadline,
    streamed: Callable[[Pieces], httpx2.SyncByteStream | httpx2.AsyncByteStream],
) -> httpx2.Request:
    """The request of the HTTP library. `streamed` wraps a body that is sent in pieces."""
    content = message.content if isinstance(message.content, bytes) else message.content()
    left = deadline.remaining()
    extensions: dict[str, object] = {"operation": message.operation}
    if message.trace is not None:
        extensions["trace"] = message.trace
    timeouts = extensions["timeout"] = {
        "connect": deadline.cap(message.connect_timeout),
        "read": left,
        "write": left,
        "pool": left,
    }
    if message.steps is not None:
        timeouts |= {name: deadline.cap(each) for name, each in message.steps._asdict().items()}
    request = httpx2.Request(
        message.method,
        message.url,
        headers=message.headers,
        stream=httpx2.ByteStream(content) if isinstance(content, bytes) else streamed(content),
        extensions=extensions,
    )
    request.method = message.method  # the library converts it to upper case
    return request


class BodyReader:
    """Collects a body up to a size limit. If the status is not 2xx, an incomplete body is accepted."""

    def __init__(self, response: HTTPResponse, limit: int, deadline: Deadline) -> None:
        self._optional = not 200 <= response.status < 300
        self._decoder = self._decoder_for(response.headers.get("content-encoding"))
        self._limit = limit
        self._deadline = deadline
        self._parts: list[bytes] = []
        self._size = 0

    def _decoder_for(self, content_encoding: str | None) -> Decoder | None:
        if content_encoding is None:
            return None
        try:
            return Decoder(content_encoding)
        except ResponseDecodeError:
            if not self._optional:
                raise
            return None

    def feed(self, chunk: bytes) -> None:
        """Add a chunk as it came.

        Raises:
            ResponseTooLargeError: The body is larger than the limit.
        """
        for piece in (chunk,) if self._decoder is None else self._decoder.feed(chunk):
            self._size += len(piece)
            if self._size > self._limit:
                raise _too_large(self._limit)
            self._parts.append(piece)
        if self._deadline.expired:
            raise httpx2.ReadTimeout("the body did not end in time")

    def incomplete(self) -> bytes:
        """The bytes so far if the status is not 2xx; otherwise raise the current exception again."""
        if not self._optional:
            raise
        return b"".join(self._parts)

    def finish(self) -> bytes:
        """The whole body."""
        if self._decoder is not None:
            self._decoder.finish()
        return self._parts[0] if len(self._parts) == 1 else b"".join(self._parts)


def content_read(raw_response: httpx2.Response, limit: int) -> bytes | None:
    """The decompressed body if the caller's HTTP client has read it (b"" if it was closed); None to read it.

    Raises:
        ResponseTooLargeError: The body is larger than `limit` bytes.
        httpx2.ResponseNotRead: It was read only in part, or closed although the status is a success.
    """
    if not (raw_response.is_stream_consumed or raw_response.is_closed):
        return None
    if raw_response.is_error and not raw_response.is_stream_consumed:
        return b""
    content = raw_response.content
    if len(content) > limit:
        raise _too_large(limit)
    return content


def response_of(error: httpx2.HTTPStatusError, request: httpx2.Request) -> httpx2.Response:
    """The response for which a hook of the caller's HTTP client called `raise_for_status`.

    Raises:
        httpx2.HTTPStatusError: It is the response to another request, for example for a token.
    """
    if error.response.request is not request:
        raise error
    return error.response


def _too_large(limit: int) -> ResponseTooLargeError:
    return ResponseTooLargeError(f"the body is larger than {limit:,} bytes (max_response_size)")


def dispose(raw_response: httpx2.Response) -> None:
    """Do not reuse the connection if bytes came after the response. Call this before closing the response.

    The HTTP library would read those bytes as the next response, and has no public way to find them. So this function
    looks for the HTTP/1.1 state machine below the response, and ends it.
    """
    link: object = raw_response.stream
    while link is not None:
        state = getattr(link, "_h11_state", None)
        if state is not None:
            if state.trailing_data[0] and raw_response.is_closed:
                # The pool has the connection already, and closes it as expired.
                setattr(link, "_expire_at", 0.0)  # noqa: B010
            elif state.trailing_data[0]:
                state.send_failed()
            return
        names = ("_httpcore_stream", "_stream", "_connection")
        link = next((getattr(link, name) for name in names if hasattr(link, name)), None)

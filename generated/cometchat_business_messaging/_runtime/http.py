"""The transport: the only module that knows the HTTP library. It is loaded at the first call, not at import.

A pool opens its connections at first use, and anew in a forked child or in another event loop. Requests go straight
to the library's transport: no redirects, no cookies, no log lines of its own.
"""

from __future__ import annotations

import asyncio
import os
import ssl
import threading
import urllib.request
import warnings
from collections.abc import AsyncIterator, Iterator
from functools import cache
from typing import Any

import anyio
import anyio.to_thread
import httpx2

from .deadline import Deadline, enforced
from .decompression import Decoder
from .exchange import Answer, Failure, Message, StreamWanted
from .headers import Headers
from .retries import Trouble
from .sockets import BoundedBackend

_LIMITS = httpx2.Limits(max_connections=100, max_keepalive_connections=100, keepalive_expiry=5.0)
_UNSENT = (httpx2.ConnectError, httpx2.ConnectTimeout, httpx2.PoolTimeout, httpx2.ProxyError)
_BROKEN = (
    httpx2.NetworkError,
    httpx2.RemoteProtocolError,
    OSError,
    anyio.ClosedResourceError,
    anyio.BrokenResourceError,
)
_ANY = (httpx2.HTTPError, httpx2.InvalidURL, *_BROKEN, RuntimeError, ValueError, TypeError)


@cache
def _tls() -> ssl.SSLContext:
    return httpx2.create_ssl_context()  # expensive: it loads the certificates


def _route(url: httpx2.URL) -> dict[str, Any]:
    """The TLS context and the proxy (of the environment, as the standard library reads it) for a URL."""
    proxies = {} if urllib.request.proxy_bypass(url.host) else urllib.request.getproxies()
    proxy = proxies.get(url.scheme) or proxies.get("all")
    verify = _tls() if url.scheme == "https" or proxy else False
    return {"verify": verify, "proxy": proxy, "limits": _LIMITS}


class _SyncTransport(httpx2.HTTPTransport):
    def __init__(self, url: httpx2.URL) -> None:
        super().__init__(**_route(url))
        # The library's transport does not pass a backend on; without it only the sum of many short reads is unbounded.
        setattr(self._pool, "_network_backend", BoundedBackend())  # noqa: B010


def _failure(error: Exception) -> Failure:
    timed_out = isinstance(error, httpx2.TimeoutException | TimeoutError)
    if isinstance(error, _UNSENT):
        hopeless = _has_cause(error, ssl.SSLCertVerificationError)
        return Failure(Trouble.PERMANENT if hopeless else Trouble.UNSENT, error, timed_out)
    if timed_out:
        return Failure(Trouble.TIMEOUT, error, True)
    return Failure(Trouble.BROKEN if isinstance(error, _BROKEN) else Trouble.PERMANENT, error)


def _has_cause(error: BaseException | None, kind: type[BaseException]) -> bool:
    while error is not None:
        if isinstance(error, kind):
            return True
        error = error.__cause__ or error.__context__
    return False


class _SyncContent(httpx2.SyncByteStream):
    def __init__(self, content: Iterator[bytes]) -> None:
        self._content = content

    def __iter__(self) -> Iterator[bytes]:
        return self._content


class _AsyncContent(httpx2.AsyncByteStream):
    def __init__(self, content: Iterator[bytes]) -> None:
        self._content = content

    async def __aiter__(self) -> AsyncIterator[bytes]:
        # Files are read in a thread, so that a slow disk does not stop the event loop.
        while (piece := await anyio.to_thread.run_sync(next, self._content, None)) is not None:
            yield piece


def _request(
    message: Message, deadline: Deadline, streamed: type[_SyncContent] | type[_AsyncContent]
) -> httpx2.Request:
    content = message.content if isinstance(message.content, bytes) else message.content()
    left = deadline.remaining()
    timeouts = {
        "connect": deadline.cap(message.connect_timeout),
        "read": left,
        "write": left,
        "pool": left,
    }
    return httpx2.Request(
        message.method,
        message.url,
        headers=message.headers,
        stream=httpx2.ByteStream(content) if isinstance(content, bytes) else streamed(content),
        extensions={"timeout": timeouts},
    )


class _Reading:
    """The parts of a body that is read to its end."""

    def __init__(self, status: int, decoder: Decoder, deadline: Deadline) -> None:
        self._status = status
        self._decoder = decoder
        self._deadline = deadline
        self._parts: list[bytes] = []

    def feed(self, chunk: bytes) -> None:
        self._parts.extend(self._decoder.feed(chunk))
        if self._deadline.expired:
            raise httpx2.ReadTimeout("the body did not end in time")

    def broken(self) -> bytes:
        """What there is, where the status says enough; otherwise the error that is being handled is raised again."""
        if self._status < 400:
            raise  # noqa: PLE0704
        return b"".join(self._parts)

    def finish(self) -> bytes:
        self._decoder.finish()
        return self._parts[0] if len(self._parts) == 1 else b"".join(self._parts)


# --- synchronous -----------------------------------------------------------------------------------------------------


class SyncPool:
    """The connections of a client and of its clones."""

    def __init__(self, client: httpx2.Client | None = None) -> None:
        self._client = client
        self._reset()

    def _reset(self) -> None:
        self._pid = os.getpid()
        self._lock = threading.Lock()
        self._routes: dict[tuple[str, str], _SyncTransport] = {}

    def exchange(
        self, message: Message, deadline: Deadline, limit: int | None, stream: StreamWanted | None
    ) -> Answer:
        """Send a message and read the answer; of a success that `stream` wants, only the head.

        Raises Failure, ResponseTooLargeError and ResponseDecodeError. The connection is given back in any case.
        """
        try:
            with enforced(deadline):
                response = self._send(_request(message, deadline, _SyncContent))
                return self._receive(response, deadline, limit, stream)
        except _ANY as error:
            raise _failure(error) from error

    def _send(self, request: httpx2.Request) -> httpx2.Response:
        if self._client is not None:
            return self._client.send(request, stream=True, follow_redirects=False)
        return self._transport(request.url).handle_request(request)

    def _transport(self, url: httpx2.URL) -> _SyncTransport:
        if self._pid != os.getpid():
            self._parents = self._routes  # neither used nor closed here
            self._reset()
        key = (url.scheme, url.host)
        transport = self._routes.get(key)
        if transport is None:
            with self._lock:
                transport = self._routes.get(key) or _SyncTransport(url)
                self._routes[key] = transport
        return transport

    def _receive(
        self,
        response: httpx2.Response,
        deadline: Deadline,
        limit: int | None,
        stream: StreamWanted | None,
    ) -> Answer:
        keep = False
        try:
            answer = Answer(response.status_code, Headers.from_raw(response.headers.raw))
            wanted = stream is not None and response.is_success and stream(answer)
            decoder = Decoder(answer.headers.get("content-encoding", ""), None if wanted else limit)
            if wanted:
                answer.sync_body = _SyncBody(response, decoder, deadline.timeout)
                keep = True
            else:
                answer.content = self._read(response, _Reading(answer.status, decoder, deadline))
        finally:
            if not keep:
                response.close()
        return answer

    def _read(self, response: httpx2.Response, reading: _Reading) -> bytes:
        try:
            for chunk in _sync_stream(response):
                reading.feed(chunk)
        except _BROKEN:
            return reading.broken()
        return reading.finish()

    def close(self) -> None:
        """Close all connections (a caller's own client stays open); a later call opens new ones."""
        routes, self._routes = self._routes, {}
        for transport in routes.values():
            transport.close()

    def __del__(self) -> None:
        if self._routes and self._pid == os.getpid():
            warnings.warn(
                "a client was not closed: use `with`, or call close()",
                ResourceWarning,
                stacklevel=2,
            )
            self.close()


class _SyncBody:
    """A body on the wire; each read is bounded by the timeout, their sum is not."""

    def __init__(self, response: httpx2.Response, decoder: Decoder, timeout: float | None) -> None:
        self._response = response
        self._decoder = decoder
        self._timeout = timeout

    def chunks(self) -> Iterator[bytes]:
        raw = iter(_sync_stream(self._response))
        try:
            while (chunk := self._next(raw)) is not None:
                yield from self._decoder.feed(chunk)
            self._decoder.finish()
        except _ANY as error:
            raise _failure(error) from error
        finally:
            self.close()

    def _next(self, raw: Iterator[bytes]) -> bytes | None:
        with enforced(Deadline(self._timeout)):
            return next(raw, None)

    def close(self) -> None:
        self._response.close()


def _sync_stream(response: httpx2.Response) -> httpx2.SyncByteStream:
    assert isinstance(response.stream, httpx2.SyncByteStream)
    return response.stream


# --- asynchronous ----------------------------------------------------------------------------------------------------


def _loop() -> object:
    """What connections belong to: asyncio's running loop; None under trio."""
    try:
        return asyncio.get_running_loop()
    except RuntimeError:
        return None


class AsyncPool:
    """The connections of an asynchronous client and of its clones."""

    def __init__(self, client: httpx2.AsyncClient | None = None) -> None:
        self._client = client
        self._owner: tuple[int, object] | None = None
        self._routes: dict[tuple[str, str], httpx2.AsyncHTTPTransport] = {}

    async def exchange(
        self, message: Message, deadline: Deadline, limit: int | None, stream: StreamWanted | None
    ) -> Answer:
        """As SyncPool's. The caller bounds the time."""
        try:
            response = await self._send(_request(message, deadline, _AsyncContent))
            return await self._receive(response, deadline, limit, stream)
        except _ANY as error:
            raise _failure(error) from error

    async def _send(self, request: httpx2.Request) -> httpx2.Response:
        if self._client is not None:
            return await self._client.send(request, stream=True, follow_redirects=False)
        return await self._transport(request.url).handle_async_request(request)

    def _transport(self, url: httpx2.URL) -> httpx2.AsyncHTTPTransport:
        owner = (os.getpid(), _loop())
        if self._owner != owner:
            self._others = (
                self._routes
            )  # of a parent process or of a loop that is gone: they cannot be closed here
            self._owner, self._routes = owner, {}
        key = (url.scheme, url.host)
        transport = self._routes.get(key)
        if transport is None:
            transport = self._routes[key] = httpx2.AsyncHTTPTransport(**_route(url))
        return transport

    async def _receive(
        self,
        response: httpx2.Response,
        deadline: Deadline,
        limit: int | None,
        stream: StreamWanted | None,
    ) -> Answer:
        keep = False
        try:
            answer = Answer(response.status_code, Headers.from_raw(response.headers.raw))
            wanted = stream is not None and response.is_success and stream(answer)
            decoder = Decoder(answer.headers.get("content-encoding", ""), None if wanted else limit)
            if wanted:
                answer.async_body = _AsyncBody(response, decoder, deadline.timeout)
                keep = True
            else:
                answer.content = await self._read(
                    response, _Reading(answer.status, decoder, deadline)
                )
        finally:
            if not keep:
                await response.aclose()
        return answer

    async def _read(self, response: httpx2.Response, reading: _Reading) -> bytes:
        try:
            async for chunk in _async_stream(response):
                reading.feed(chunk)
        except _BROKEN:
            return reading.broken()
        return reading.finish()

    async def close(self) -> None:
        """As SyncPool's."""
        routes, self._routes = self._routes, {}
        if self._owner == (os.getpid(), _loop()):
            for transport in routes.values():
                await transport.aclose()

    def __del__(self) -> None:
        if self._routes and self._owner and self._owner[0] == os.getpid():
            warnings.warn(
                "a client was not closed: use `async with`, or call close()",
                ResourceWarning,
                stacklevel=2,
            )


class _AsyncBody:
    """A body on the wire; each read is bounded by the timeout, their sum is not."""

    def __init__(self, response: httpx2.Response, decoder: Decoder, timeout: float | None) -> None:
        self._response = response
        self._decoder = decoder
        self._timeout = timeout

    async def chunks(self) -> AsyncIterator[bytes]:
        raw = aiter(_async_stream(self._response))
        try:
            while (chunk := await self._next(raw)) is not None:
                for piece in self._decoder.feed(chunk):
                    yield piece
            self._decoder.finish()
        except _ANY as error:
            raise _failure(error) from error
        finally:
            await self.close()

    async def _next(self, raw: AsyncIterator[bytes]) -> bytes | None:
        with anyio.fail_after(self._timeout):
            return await anext(raw, None)

    async def close(self) -> None:
        with anyio.CancelScope(shield=True):
            await self._response.aclose()


def _async_stream(response: httpx2.Response) -> httpx2.AsyncByteStream:
    assert isinstance(response.stream, httpx2.AsyncByteStream)
    return response.stream

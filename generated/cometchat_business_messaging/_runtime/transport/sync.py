"""The synchronous transport."""

from __future__ import annotations

import _thread
import os
import threading
import warnings
from collections.abc import Iterator
from contextlib import suppress

import httpx2

from ..deadline import Deadline, enforced
from ..errors import ArgumentError
from ..http.headers import Headers
from . import substitution
from .common import (
    ANY,
    UNREAD,
    UNREADABLE,
    BodyReader,
    already_read,
    content_read,
    dispose,
    request_of,
    response_of,
    transport_error,
    transport_to,
)
from .decompression import Decoder
from .messages import HTTPRequest, HTTPResponse, Pieces, StreamWanted, buffered
from .own_client import with_defaults
from .sockets import keep_to_deadlines


def _transport_to(url: httpx2.URL) -> httpx2.HTTPTransport:
    transport = transport_to(url, httpx2.HTTPTransport)
    keep_to_deadlines(transport)
    return transport


def _transports_of(client: httpx2.Client | None) -> Iterator[object]:
    yield getattr(client, "_transport", None)
    yield from getattr(client, "_mounts", {}).values()


class _SyncContent(httpx2.SyncByteStream):
    def __init__(self, content: Pieces) -> None:
        if not isinstance(content, Iterator):
            raise ArgumentError(
                "must not be an asynchronous iterable; use the asynchronous client", argument="body"
            )
        self._content = content

    def __iter__(self) -> Iterator[bytes]:
        return self._content


class _Transports:
    """The transports of a process, by scheme and host."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._by_host: dict[tuple[str, str], httpx2.HTTPTransport] = {}

    def to(self, url: httpx2.URL) -> httpx2.HTTPTransport:
        key = (url.scheme, url.host)
        transport = self._by_host.get(key)
        if transport is None:
            with self._lock:
                transport = self._by_host.get(key) or _transport_to(url)
                self._by_host[key] = transport
        return transport

    def close(self) -> None:
        for transport in self._by_host.values():
            transport.close()


class SyncPool:
    """The connections of a client and of its clones.

    A forked child has its own transports. It neither uses nor closes those of its parent.
    """

    def __init__(self, client: httpx2.Client | None = None) -> None:
        self._client = substitution.sync_client(client)
        for transport in _transports_of(self._client):
            keep_to_deadlines(transport)
        self._by_process: dict[int, _Transports] = {}

    def exchange(
        self,
        message: HTTPRequest,
        deadline: Deadline,
        limit: int,
        stream: StreamWanted | None,
    ) -> HTTPResponse:
        """Send a request and read the response; only its head if it is a success for which `stream` is true.

        Raises:
            TransportError: No complete response came.
            ResponseTooLargeError: The body is larger than `limit` bytes.
            ResponseDecodeError: The body cannot be decompressed.
        """
        try:
            if self._client is not None:
                message = with_defaults(message, self._client)
            with enforced(deadline):
                raw_response = self._send(
                    request_of(message, deadline, _SyncContent), message.cross_origin
                )
                return self._receive(raw_response, deadline, limit, stream)
        except ANY as error:
            raise transport_error(error) from error

    def _send(self, request: httpx2.Request, cross_origin: bool) -> httpx2.Response:
        if self._client is not None:
            auth = None if cross_origin else httpx2.USE_CLIENT_DEFAULT
            try:
                return self._client.send(request, stream=True, auth=auth, follow_redirects=False)
            except httpx2.HTTPStatusError as error:
                return response_of(error, request)
        pid = os.getpid()
        own = self._by_process.get(pid) or self._by_process.setdefault(pid, _Transports())
        return own.to(request.url).handle_request(request)

    def _receive(
        self,
        raw_response: httpx2.Response,
        deadline: Deadline,
        limit: int,
        stream: StreamWanted | None,
    ) -> HTTPResponse:
        response = HTTPResponse(
            raw_response.status_code, Headers.from_raw(raw_response.headers.raw)
        )
        try:
            content = content_read(raw_response, limit)
            is_streamed = stream is not None and raw_response.is_success and stream(response)
            if content is not None:
                response.content = content
                return buffered(response) if is_streamed else response
            if is_streamed:
                decoder = Decoder(response.headers.get("content-encoding", ""))
                response.sync_body = _SyncBody(raw_response, decoder, deadline.timeout)
            else:
                response.content = self._read(raw_response, BodyReader(response, limit, deadline))
        finally:
            if response.sync_body is None:
                _release(raw_response)
        return response

    def _read(self, raw_response: httpx2.Response, reader: BodyReader) -> bytes:
        try:
            for chunk in _sync_stream(raw_response):
                reader.feed(chunk)
            return reader.finish()
        except UNREADABLE:
            return reader.incomplete()

    def close(self) -> None:
        """Close all connections, but not the caller's HTTP client. A later call opens new ones."""
        own = self._by_process.pop(os.getpid(), None)
        if own is not None:
            own.close()

    def __del__(self) -> None:
        if os.getpid() in self._by_process:
            self.close()
            warnings.warn(
                "a client was not closed: use `with`, or call close()",
                ResourceWarning,
                stacklevel=2,
            )


class _SyncBody:
    """A body that is read while it arrives. The timeout limits each read, not their sum."""

    def __init__(
        self, raw_response: httpx2.Response, decoder: Decoder, timeout: float | None
    ) -> None:
        self._response = raw_response
        self._decoder = decoder
        self._timeout = timeout
        self._begun = self._closed = False
        self._pid = os.getpid()

    def chunks(self) -> Iterator[bytes]:
        if self._begun or self._closed:
            raise already_read()
        self._begun = True
        raw = iter(_sync_stream(self._response))
        try:
            while (chunk := self._next(raw)) is not None:
                yield from self._decoder.feed(chunk)
            self._decoder.finish()
        except ANY as error:
            raise transport_error(error) from error
        finally:
            self.close()

    def _next(self, raw: Iterator[bytes]) -> bytes | None:
        with enforced(Deadline(self._timeout)):
            return next(raw, None)

    def close(self) -> None:
        self._closed = True
        _release(self._response)

    def __del__(self) -> None:
        if self._closed or self._pid != os.getpid():
            return
        # In another thread: garbage collection can run while this one holds a lock of the pool, or of `threading`.
        with suppress(RuntimeError):  # the interpreter starts no threads while it exits
            _thread.start_new_thread(_release, (self._response,))
        warnings.warn(UNREAD.format("with"), ResourceWarning, stacklevel=2)


def _release(raw_response: httpx2.Response) -> None:
    dispose(raw_response)
    raw_response.close()


def _sync_stream(raw_response: httpx2.Response) -> httpx2.SyncByteStream:
    assert isinstance(raw_response.stream, httpx2.SyncByteStream)
    return raw_response.stream

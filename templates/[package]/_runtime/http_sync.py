"""The synchronous transport."""

from __future__ import annotations

import _thread
import os
import threading
import warnings
from collections.abc import Iterator
from contextlib import suppress

import httpx2

from .deadline import Deadline, enforced
from .decompression import Decoder
from .errors import ArgumentError
from .exchange import Answer, Message, Pieces, StreamWanted
from .headers import Headers
from .http import (
    ANY,
    FORGOTTEN,
    UNREADABLE,
    Reading,
    dispose,
    failure_of,
    read_already,
    request_of,
    route,
)
from .http_sockets import keep_to_deadlines


def _transport_to(url: httpx2.URL) -> httpx2.HTTPTransport:
    transport = httpx2.HTTPTransport(**route(url))
    keep_to_deadlines(transport)
    return transport


def _transports_of(client: httpx2.Client | None) -> Iterator[object]:
    yield getattr(client, "_transport", None)
    yield from getattr(client, "_mounts", {}).values()


class _SyncContent(httpx2.SyncByteStream):
    def __init__(self, content: Pieces) -> None:
        if not isinstance(content, Iterator):
            raise ArgumentError("must not be an asynchronous iterable here", argument="body")
        self._content = content

    def __iter__(self) -> Iterator[bytes]:
        return self._content


class SyncPool:
    """The connections of a client and of its clones."""

    def __init__(self, client: httpx2.Client | None = None) -> None:
        self._client = client
        for transport in _transports_of(client):
            keep_to_deadlines(transport)
        self._reset()

    def _reset(self) -> None:
        self._pid = os.getpid()
        self._lock = threading.Lock()
        self._routes: dict[tuple[str, str], httpx2.HTTPTransport] = {}

    def exchange(
        self, message: Message, deadline: Deadline, limit: int | None, stream: StreamWanted | None
    ) -> Answer:
        """Send a message and read the answer; of a success that `stream` wants, only the head.

        Raises Failure, ResponseTooLargeError and ResponseDecodeError. The connection is given back in any case.
        """
        try:
            with enforced(deadline):
                response = self._send(request_of(message, deadline, _SyncContent), message.foreign)
                return self._receive(response, deadline, limit, stream)
        except ANY as error:
            raise failure_of(error) from error

    def _send(self, request: httpx2.Request, foreign: bool) -> httpx2.Response:
        if self._client is not None:
            auth = None if foreign else httpx2.USE_CLIENT_DEFAULT
            return self._client.send(request, stream=True, auth=auth, follow_redirects=False)
        return self._transport(request.url).handle_request(request)

    def _transport(self, url: httpx2.URL) -> httpx2.HTTPTransport:
        if self._pid != os.getpid():
            self._parents = self._routes  # neither used nor closed here
            self._reset()
        key = (url.scheme, url.host)
        transport = self._routes.get(key)
        if transport is None:
            with self._lock:
                transport = self._routes.get(key) or _transport_to(url)
                self._routes[key] = transport
        return transport

    def _receive(
        self,
        response: httpx2.Response,
        deadline: Deadline,
        limit: int | None,
        stream: StreamWanted | None,
    ) -> Answer:
        answer = Answer(response.status_code, Headers.from_raw(response.headers.raw))
        try:
            if stream is not None and response.is_success and stream(answer):
                decoder = Decoder(answer.headers.get("content-encoding", ""), None)
                answer.sync_body = _SyncBody(response, decoder, deadline.timeout)
            else:
                answer.content = self._read(response, Reading(answer, limit, deadline))
        finally:
            if answer.sync_body is None:
                _give_back(response)
        return answer

    def _read(self, response: httpx2.Response, reading: Reading) -> bytes:
        try:
            for chunk in _sync_stream(response):
                reading.feed(chunk)
            return reading.finish()
        except UNREADABLE:
            return reading.broken()

    def close(self) -> None:
        """Close all connections (a caller's own client stays open); a later call opens new ones."""
        routes, self._routes = self._routes, {}
        for transport in routes.values():
            transport.close()

    def __del__(self) -> None:
        if self._routes and self._pid == os.getpid():
            self.close()
            warnings.warn(
                "a client was not closed: use `with`, or call close()",
                ResourceWarning,
                stacklevel=2,
            )


class _SyncBody:
    """A body on the wire; each read is bounded by the timeout, their sum is not."""

    def __init__(self, response: httpx2.Response, decoder: Decoder, timeout: float | None) -> None:
        self._response = response
        self._decoder = decoder
        self._timeout = timeout
        self._begun = self._closed = False
        self._pid = os.getpid()

    def chunks(self) -> Iterator[bytes]:
        if self._begun or self._closed:
            raise read_already()
        self._begun = True
        raw = iter(_sync_stream(self._response))
        try:
            while (chunk := self._next(raw)) is not None:
                yield from self._decoder.feed(chunk)
            self._decoder.finish()
        except ANY as error:
            raise failure_of(error) from error
        finally:
            self.close()

    def _next(self, raw: Iterator[bytes]) -> bytes | None:
        with enforced(Deadline(self._timeout)):
            return next(raw, None)

    def close(self) -> None:
        self._closed = True
        _give_back(self._response)

    def __del__(self) -> None:
        if self._closed or self._pid != os.getpid():
            return
        # In a thread of its own: this one may be inside of the pool, holding its lock, when the garbage is collected.
        # (`threading` itself has such locks.)
        with suppress(RuntimeError):  # at the interpreter's end there are no new threads
            _thread.start_new_thread(_give_back, (self._response,))
        warnings.warn(FORGOTTEN, ResourceWarning, stacklevel=2)


def _give_back(response: httpx2.Response) -> None:
    dispose(response)
    response.close()


def _sync_stream(response: httpx2.Response) -> httpx2.SyncByteStream:
    assert isinstance(response.stream, httpx2.SyncByteStream)
    return response.stream

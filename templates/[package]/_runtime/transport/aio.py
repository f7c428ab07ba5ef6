"""The asynchronous transport, for asyncio and trio."""

from __future__ import annotations

import asyncio
import os
import warnings
import weakref
from collections.abc import AsyncGenerator, AsyncIterator, Iterator
from typing import TypeAlias

import anyio
import httpx2
from anyio import to_thread
from anyio.lowlevel import RunVar

from ..deadline import Deadline
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


class _AsyncContent(httpx2.AsyncByteStream):
    def __init__(self, content: Pieces) -> None:
        self._content = content

    async def __aiter__(self) -> AsyncIterator[bytes]:
        content = (
            self._content if isinstance(self._content, AsyncIterator) else _threaded(self._content)
        )
        async for piece in content:
            yield piece


async def _threaded(content: Iterator[bytes]) -> AsyncIterator[bytes]:
    """Read files in a thread, so that a slow disk does not block the event loop."""
    while (
        piece := await to_thread.run_sync(next, content, None, abandon_on_cancel=True)
    ) is not None:
        yield piece


class _Run:
    """A run of trio. It ends when nothing refers to this object anymore."""


_Owner: TypeAlias = "tuple[int, asyncio.AbstractEventLoop | weakref.ref[_Run]]"
_Transports: TypeAlias = "dict[tuple[str, str], httpx2.AsyncHTTPTransport]"

_RUN: RunVar[_Run] = RunVar("run")


def _owner() -> _Owner:
    """The owner of new connections: the process, and the running event loop of asyncio or run of trio."""
    try:
        return os.getpid(), asyncio.get_running_loop()
    except RuntimeError:
        run = _RUN.get(None)
        if run is None:
            run = _Run()
            _RUN.set(run)
        return os.getpid(), weakref.ref(run)


def _has_ended(loop: asyncio.AbstractEventLoop | weakref.ref[_Run]) -> bool:
    return loop.is_closed() if isinstance(loop, asyncio.AbstractEventLoop) else loop() is None


class AsyncPool:
    """The connections of an asynchronous client and of its clones."""

    def __init__(self, client: httpx2.AsyncClient | None = None) -> None:
        self._client = substitution.async_client(client)
        self._by_owner: dict[_Owner, _Transports] = {}

    async def exchange(
        self,
        message: HTTPRequest,
        deadline: Deadline,
        limit: int,
        stream: StreamWanted | None,
    ) -> HTTPResponse:
        """Send a request and read the response, as SyncPool.exchange does. The caller enforces the deadline."""
        try:
            if self._client is not None:
                message = with_defaults(message, self._client)
            raw_response = await self._send(
                request_of(message, deadline, _AsyncContent), message.cross_origin
            )
            return await self._receive(raw_response, deadline, limit, stream)
        except ANY as error:
            raise transport_error(error) from error

    async def _send(self, request: httpx2.Request, cross_origin: bool) -> httpx2.Response:
        if self._client is not None:
            auth = None if cross_origin else httpx2.USE_CLIENT_DEFAULT
            try:
                return await self._client.send(
                    request, stream=True, auth=auth, follow_redirects=False
                )
            except httpx2.HTTPStatusError as error:
                return response_of(error, request)
        return await self._transport(request.url).handle_async_request(request)

    def _transport(self, url: httpx2.URL) -> httpx2.AsyncHTTPTransport:
        owner = _owner()
        transports = self._by_owner.get(owner)
        if transports is None:
            self._forget()
            transports = self._by_owner.setdefault(owner, {})
        key = (url.scheme, url.host)
        transport = transports.get(key)
        if transport is None:
            transport = transports[key] = transport_to(url, httpx2.AsyncHTTPTransport)
        return transport

    def _forget(self) -> None:
        """Drop the transports of event loops that have ended, whose connections cannot be closed anymore."""
        for owner in list(self._by_owner):
            if _has_ended(owner[1]):
                self._by_owner.pop(owner, None)

    async def _receive(
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
                holder = _holder(raw_response)
                await anext(holder)
                response.async_body = _AsyncBody(raw_response, decoder, deadline.timeout, holder)
            else:
                response.content = await self._read(
                    raw_response, BodyReader(response, limit, deadline)
                )
        finally:
            if response.async_body is None:
                dispose(raw_response)
                await raw_response.aclose()
        return response

    async def _read(self, raw_response: httpx2.Response, reader: BodyReader) -> bytes:
        try:
            async for chunk in _async_stream(raw_response):
                reader.feed(chunk)
            return reader.finish()
        except UNREADABLE:
            return reader.incomplete()

    async def close(self) -> None:
        """Close the connections of this event loop. A later call opens new ones."""
        for transport in self._by_owner.pop(_owner(), {}).values():
            await transport.aclose()

    def __del__(self) -> None:
        if any(
            transports and process == os.getpid()
            for (process, _), transports in self._by_owner.items()
        ):
            warnings.warn(
                "a client was not closed: use `async with`, or call close()",
                ResourceWarning,
                stacklevel=2,
            )


async def _holder(raw_response: httpx2.Response) -> AsyncGenerator[None]:
    """Close the response at the end. Event loops also end the generators that are no longer reachable."""
    try:
        yield
    finally:
        dispose(raw_response)
        with anyio.CancelScope(shield=True):
            await raw_response.aclose()


class _AsyncBody:
    """A body that is read while it arrives. The timeout limits each read, not their sum."""

    def __init__(
        self,
        raw_response: httpx2.Response,
        decoder: Decoder,
        timeout: float | None,
        holder: AsyncGenerator[None],
    ) -> None:
        self._raw = aiter(_async_stream(raw_response))
        self._decoder = decoder
        self._timeout = timeout
        self._holder: AsyncGenerator[None] | None = holder
        self._begun = False

    async def chunks(self) -> AsyncIterator[bytes]:
        if self._begun or self._holder is None:
            raise already_read()
        self._begun = True
        try:
            while (chunk := await self._next()) is not None:
                for piece in self._decoder.feed(chunk):
                    yield piece
            self._decoder.finish()
        except ANY as error:
            raise transport_error(error) from error
        finally:
            await self.close()

    async def _next(self) -> bytes | None:
        with anyio.fail_after(self._timeout):
            return await anext(self._raw, None)

    async def close(self) -> None:
        holder, self._holder = self._holder, None
        if holder is not None:
            await holder.aclose()

    def __del__(self) -> None:
        if self._holder is not None:
            warnings.warn(UNREAD.format("async with"), ResourceWarning, stacklevel=2)


def _async_stream(raw_response: httpx2.Response) -> httpx2.AsyncByteStream:
    assert isinstance(raw_response.stream, httpx2.AsyncByteStream)
    return raw_response.stream

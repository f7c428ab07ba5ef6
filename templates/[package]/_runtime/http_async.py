"""The asynchronous transport, for asyncio and trio."""

from __future__ import annotations

import asyncio
import os
import warnings
from collections.abc import AsyncIterator, Iterator

import anyio
import anyio.to_thread
import httpx2

from .deadline import Deadline
from .decompression import Decoder
from .exchange import Answer, Message, StreamWanted
from .headers import Headers
from .http import ANY, BROKEN, Reading, failure_of, request_of, route


class _AsyncContent(httpx2.AsyncByteStream):
    def __init__(self, content: Iterator[bytes]) -> None:
        self._content = content

    async def __aiter__(self) -> AsyncIterator[bytes]:
        # Files are read in a thread, so that a slow disk does not stop the event loop.
        while (piece := await anyio.to_thread.run_sync(next, self._content, None)) is not None:
            yield piece


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
            response = await self._send(request_of(message, deadline, _AsyncContent))
            return await self._receive(response, deadline, limit, stream)
        except ANY as error:
            raise failure_of(error) from error

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
            transport = self._routes[key] = httpx2.AsyncHTTPTransport(**route(url))
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
                    response, Reading(answer.status, decoder, deadline)
                )
        finally:
            if not keep:
                await response.aclose()
        return answer

    async def _read(self, response: httpx2.Response, reading: Reading) -> bytes:
        try:
            async for chunk in _async_stream(response):
                reading.feed(chunk)
        except BROKEN:
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
        except ANY as error:
            raise failure_of(error) from error
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

"""A call works if the caller's own HTTP client has read or closed the response."""

from __future__ import annotations

import gzip
from collections.abc import AsyncGenerator, Generator
from typing import Any

import httpx2
import pytest
from client_under_test._runtime import errors

from tests.runtime.sides import DOWNLOAD, LINES, NOTE, Side
from tests.support.loopback import Loopback, Reply, answer, compressed, raw


class ReadingAuth(httpx2.Auth):
    """Authentication that needs the body of each response."""

    requires_response_body = True

    def auth_flow(
        self, request: httpx2.Request
    ) -> Generator[httpx2.Request, httpx2.Response, None]:
        response = yield request
        assert response.content is not None


class ReadingTransport(httpx2.HTTPTransport):
    """A transport that reads each response, as a cache or a recorder does."""

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        response = super().handle_request(request)
        response.read()
        return response


class AsyncReadingTransport(httpx2.AsyncHTTPTransport):
    """The same for asynchronous clients."""

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        response = await super().handle_async_request(request)
        await response.aread()
        return response


def hooked(side: Side, hook: Any) -> dict[str, Any]:
    """Options of an HTTP client with a hook for each response, which may return an awaitable."""

    def call(response: httpx2.Response) -> None:
        hook(response)

    async def call_async(response: httpx2.Response) -> None:
        result = hook(response)
        if result is not None:
            await result

    return {"event_hooks": {"response": [call if side.portal is None else call_async]}}


def read(response: httpx2.Response) -> Any:
    """Read a response; the result is awaited in asynchronous code."""
    is_sync = isinstance(response.stream, httpx2.SyncByteStream)
    return response.read() if is_sync else response.aread()


def reading(side: Side, how: str) -> dict[str, Any]:
    """Options of an HTTP client that reads responses."""
    if how == "hook":
        return hooked(side, read)
    if how == "auth":
        return {"auth": ReadingAuth()}
    return {"transport": ReadingTransport() if side.portal is None else AsyncReadingTransport()}


@pytest.mark.parametrize("how", ["hook", "auth", "transport"])
def test_a_response_that_was_read_is_used(side: Side, server: Loopback, how: str) -> None:
    caller = side.caller(server, http_client=side.http_client(**reading(side, how)), max_retries=0)
    server.play(compressed({"id": "7"}))
    assert caller.get().id == "7"
    server.play(answer({"id": "new"}))
    assert caller.create().id == "new"
    server.play(Reply(204, content_type=None))
    assert caller.request("DELETE", "/things/1").status_code == 204
    server.play(answer({"error": {"code": "ERR_THING_MISSING", "message": "no"}}, 404))
    with pytest.raises(errors.NotFoundError, match="no"):
        caller.get()
    assert len(server.requests) == 1


@pytest.mark.parametrize("how", ["hook", "auth", "transport"])
def test_a_stream_or_download_that_was_read_is_used(side: Side, server: Loopback, how: str) -> None:
    caller = side.caller(server, http_client=side.http_client(**reading(side, how)))
    server.play(Reply(200, b'{"id":"1"}\n{"id":"2"}\n', content_type="application/jsonl"))
    assert [item.id for item in caller.stream(LINES)] == ["1", "2"]
    content = gzip.compress(b"%PDF")
    server.play(Reply(200, content, {"Content-Encoding": "gzip"}, content_type="application/pdf"))
    download = caller.call(DOWNLOAD)
    assert side.run(download.read) == b"%PDF"
    server.play(Reply(200, b"noted", content_type="text/plain"))
    assert caller.call(NOTE) == "noted"


def test_a_body_that_was_read_is_limited(side: Side, server: Loopback) -> None:
    own = side.http_client(**reading(side, "hook"))
    caller = side.caller(server, http_client=own, max_response_size=100)
    server.play(Reply(200, gzip.compress(b"x" * 101), {"Content-Encoding": "gzip"}))
    with pytest.raises(errors.ResponseTooLargeError, match="100 bytes"):
        caller.get()


def test_surplus_bytes_are_not_the_next_response(side: Side, server: Loopback) -> None:
    own = side.http_client(**reading(side, "hook"))
    caller = side.caller(server, http_client=own)
    first = answer({"id": "1"}).to_bytes()
    server.play(raw(first + answer({"id": "stolen"}).to_bytes()), answer({"id": "2"}))
    assert caller.get().id == "1"
    assert caller.get().id == "2"


def fail(response: httpx2.Response) -> None:
    """Raise for an error status, without reading the body."""
    response.raise_for_status()


def read_and_fail(response: httpx2.Response) -> Any:
    """Raise for an error status after reading the body."""

    async def later() -> None:
        await response.aread()
        response.raise_for_status()

    if not isinstance(response.stream, httpx2.SyncByteStream):
        return later()
    response.read()
    return response.raise_for_status() and None


@pytest.mark.parametrize("hook", [fail, read_and_fail])
def test_a_hook_that_raises_for_the_status(side: Side, server: Loopback, hook: Any) -> None:
    caller = side.caller(server, http_client=side.http_client(**hooked(side, hook)))
    server.play(Reply(503), answer({"id": "1"}))
    assert caller.get().id == "1", "it is retried"
    server.play(answer({"error": {"code": "ERR_THING_MISSING", "message": "gone"}}, 404))
    with pytest.raises(errors.NotFoundError) as caught:
        caller.get()
    assert caught.value.message == ("gone" if hook is read_and_fail else "Not Found")


class FailingTokens(httpx2.Auth):
    """Authentication whose own request fails."""

    def __init__(self, url: str) -> None:
        self._url = url

    def auth_flow(
        self, request: httpx2.Request
    ) -> Generator[httpx2.Request, httpx2.Response, None]:
        response = yield httpx2.Request("POST", self._url)
        response.raise_for_status()
        yield request

    async def async_auth_flow(
        self, request: httpx2.Request
    ) -> AsyncGenerator[httpx2.Request, httpx2.Response]:
        response = yield httpx2.Request("POST", self._url)
        response.raise_for_status()
        yield request


def test_the_status_of_another_request_is_not_that_of_the_call(
    side: Side, server: Loopback
) -> None:
    own = side.http_client(auth=FailingTokens(f"{server.url}/token"))
    server.play(Reply(404))
    with pytest.raises(errors.APIConnectionError, match="HTTPStatusError"):
        side.caller(server, http_client=own).get()


@pytest.mark.parametrize("status", [200, 404])
def test_a_hook_that_closes_the_response(side: Side, server: Loopback, status: int) -> None:
    def close(response: httpx2.Response) -> Any:
        if isinstance(response.stream, httpx2.SyncByteStream):
            return response.close()
        return response.aclose()

    caller = side.caller(server, http_client=side.http_client(**hooked(side, close)))
    server.play(answer({"id": "1"}, status))
    with pytest.raises(errors.NotFoundError if status == 404 else errors.APIConnectionError):
        caller.get()
    assert len(server.requests) == 1


def test_a_hook_that_reads_a_part(side: Side, server: Loopback) -> None:
    async def first(response: httpx2.Response) -> None:
        await anext(response.aiter_raw())

    def part(response: httpx2.Response) -> Any:
        if not isinstance(response.stream, httpx2.SyncByteStream):
            return first(response)
        return next(response.iter_raw()) and None

    caller = side.caller(server, http_client=side.http_client(**hooked(side, part)), timeout=5)
    server.play(answer({"id": "1"}))
    with pytest.raises(errors.APIConnectionError, match=r"read\(\)"):
        caller.get()

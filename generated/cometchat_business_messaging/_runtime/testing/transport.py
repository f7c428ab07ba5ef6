"""The HTTP client of a fake. The clients of the API use it like any other HTTP client."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator
from typing import TypeAlias

import httpx2

Respond: TypeAlias = Callable[[httpx2.Request], httpx2.Response]


class _Transport(httpx2.BaseTransport, httpx2.AsyncBaseTransport):
    def __init__(self, respond: Respond) -> None:
        self._respond = respond

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        request.read()
        return self._respond(request)

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        await request.aread()
        return self._respond(request)


class FakeConnections:
    """The HTTP clients of a fake, in place of the network and of the callers' own HTTP clients."""

    def __init__(self, respond: Respond) -> None:
        transport = _Transport(respond)
        self.sync = httpx2.Client(transport=transport, trust_env=False)
        self.asynchronous = httpx2.AsyncClient(transport=transport, trust_env=False)

    def sync_client(self, given: httpx2.Client | None) -> httpx2.Client:
        """The HTTP client of a new pool: that of another fake if it was given, otherwise of this one."""
        return given if given is not None and _is_fake(given) else self.sync

    def async_client(self, given: httpx2.AsyncClient | None) -> httpx2.AsyncClient:
        """Like `sync_client`."""
        return given if given is not None and _is_fake(given) else self.asynchronous


def _is_fake(client: object) -> bool:
    return isinstance(getattr(client, "_transport", None), _Transport)


class Body(httpx2.SyncByteStream, httpx2.AsyncByteStream):
    """The body of a response in pieces, which may end with an exception."""

    def __init__(self, pieces: Callable[[], Iterator[bytes]]) -> None:
        self._pieces = pieces

    def __iter__(self) -> Iterator[bytes]:
        return self._pieces()

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for piece in self._pieces():
            yield piece


def response(
    status: int, content: bytes, media_type: str = "", headers: dict[str, str] | None = None
) -> httpx2.Response:
    """A complete response."""
    fields = {"content-length": str(len(content)), **(headers or {})}
    if media_type:
        fields["content-type"] = media_type
    return httpx2.Response(status, headers=fields, stream=httpx2.ByteStream(content))

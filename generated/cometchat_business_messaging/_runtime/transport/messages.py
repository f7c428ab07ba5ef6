"""The types between calls and transports: a request, a response, a transport error."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Protocol, TypeAlias

from ..deadline import StepTimeouts
from ..http.headers import Headers

Pieces: TypeAlias = Iterator[bytes] | AsyncIterator[bytes]
"""A body that is sent in pieces."""


@dataclass(slots=True, repr=False)
class HTTPRequest:
    """One HTTP request. `content` is opened again for each attempt."""

    method: str
    url: str
    headers: list[tuple[bytes, bytes]]
    content: Callable[[], bytes | Pieces] | bytes
    connect_timeout: float | None
    cross_origin: bool = False
    """Whether it goes to another origin, so that also the credentials of the caller's HTTP client are not sent."""
    omitted: frozenset[bytes] = frozenset()
    """The headers that the caller removed, in lower case. They are not taken from the caller's HTTP client either."""
    steps: StepTimeouts | None = None
    """The limits of single steps, beside the deadline of the call."""
    trace: Callable[[str, object], Awaitable[None] | None] | None = None
    """Called with the events of the HTTP library."""
    operation: str = ""
    """The name of the operation, by which the fake of an API tells equal requests apart."""


class SyncBody(Protocol):
    """A body that is read while it arrives."""

    def chunks(self) -> Iterator[bytes]:
        """The decompressed bytes, as they arrive."""
        ...

    def close(self) -> None:
        """Release the connection."""
        ...


class AsyncBody(Protocol):
    """A body that is read while it arrives."""

    def chunks(self) -> AsyncIterator[bytes]:
        """The decompressed bytes, as they arrive."""
        ...

    async def close(self) -> None:
        """Release the connection."""
        ...


@dataclass(slots=True)
class HTTPResponse:
    """A complete response; only its head if `sync_body` or `async_body` is set."""

    status: int
    headers: Headers
    content: bytes = b""
    sync_body: SyncBody | None = None
    async_body: AsyncBody | None = None


class _BufferedBody:
    """A complete body, in place of one that is read while it arrives."""

    def __init__(self, content: bytes) -> None:
        self._content = content

    def chunks(self) -> Iterator[bytes]:
        yield self._content

    def close(self) -> None:
        """Do nothing: the body holds no connection."""


class _AsyncBufferedBody:
    """A complete body, in place of one that is read while it arrives."""

    def __init__(self, content: bytes) -> None:
        self._content = content

    async def chunks(self) -> AsyncIterator[bytes]:
        yield self._content

    async def close(self) -> None:
        """Do nothing: the body holds no connection."""


def buffered(response: HTTPResponse) -> HTTPResponse:
    """The complete response in the form of one whose body is read while it arrives. It holds no connection."""
    content = response.content
    bodies = _BufferedBody(content), _AsyncBufferedBody(content)
    return HTTPResponse(response.status, response.headers, content, *bodies)


StreamWanted: TypeAlias = Callable[[HTTPResponse], bool]
"""Whether the body of a response is read while it arrives."""


class FailureKind(Enum):
    """Why an attempt has no response."""

    UNSENT = "no connection was made"
    BROKEN = "the connection broke"
    TIMEOUT = "the timeout has passed"
    PERMANENT = "another attempt would fail, too"


class TransportError(Exception):
    """An attempt without a response. The call converts it into an error of this package."""

    def __init__(self, kind: FailureKind, cause: BaseException, timed_out: bool = False) -> None:
        super().__init__(kind.value)
        self.kind = kind
        self.cause = cause
        self.timed_out = timed_out

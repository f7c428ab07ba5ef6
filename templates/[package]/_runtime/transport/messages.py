"""What the calls and the transport say to each other: a message to send, an answer, a failure."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Protocol, TypeAlias

from ..http.headers import Headers

Pieces: TypeAlias = Iterator[bytes] | AsyncIterator[bytes]
"""A body that is sent piece by piece."""


@dataclass(slots=True, repr=False)
class HTTPRequest:
    """One request, ready to be sent. `content` is opened anew for each attempt."""

    method: str
    url: str
    headers: list[tuple[bytes, bytes]]
    content: Callable[[], bytes | Pieces] | bytes
    connect_timeout: float | None
    cross_origin: bool = False
    """Whether it goes where no credentials may go, those of a caller's own HTTP client included."""


class SyncBody(Protocol):
    """A body that is still on the wire."""

    def chunks(self) -> Iterator[bytes]:
        """The plain bytes as they come."""
        ...

    def close(self) -> None:
        """Give the connection back."""
        ...


class AsyncBody(Protocol):
    """A body that is still on the wire."""

    def chunks(self) -> AsyncIterator[bytes]:
        """The plain bytes as they come."""
        ...

    async def close(self) -> None:
        """Give the connection back."""
        ...


@dataclass(slots=True)
class HTTPResponse:
    """A complete answer, or its head where `sync_body` or `async_body` is set."""

    status: int
    headers: Headers
    content: bytes = b""
    sync_body: SyncBody | None = None
    async_body: AsyncBody | None = None


StreamWanted: TypeAlias = Callable[[HTTPResponse], bool]
"""Whether the body of this answer is to be left on the wire."""


class FailureKind(Enum):
    """What went wrong with an attempt that brought no answer."""

    UNSENT = "no connection was made"
    BROKEN = "the connection broke"
    TIMEOUT = "the time ran out"
    PERMANENT = "it would fail again"


class TransportError(Exception):
    """An attempt that brought no answer. Never leaves the runtime: the call turns it into one of its errors."""

    def __init__(self, kind: FailureKind, cause: BaseException, timed_out: bool = False) -> None:
        super().__init__(kind.value)
        self.kind = kind
        self.cause = cause
        self.timed_out = timed_out

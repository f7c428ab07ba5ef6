"""Reading streams of items: JSON lines and server-sent events. Pure: bytes in, items out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from ..errors import ResponseTooLargeError


@dataclass(frozen=True, slots=True)
class Event:
    """A server-sent event; a line of JSON lines is one with data only."""

    data: bytes
    name: str = ""
    id: str = ""


class Splitter(Protocol):
    """Cuts bytes into events."""

    def feed(self, chunk: bytes) -> Iterator[Event]:
        """The events that this chunk completes."""
        ...

    def finish(self) -> Iterator[Event]:
        """What is left at the end."""
        ...


class Lines:
    """Bytes to lines; `limit` bounds what one line may hold. A line ends with LF, or (for events) also CR or CRLF."""

    def __init__(self, limit: int, *, carriage_returns: bool = False) -> None:
        self._limit = limit
        self._carriage_returns = carriage_returns
        self._rest: list[bytes] = []
        self._size = 0
        self._after_cr = False

    def feed(self, chunk: bytes) -> Iterator[bytes]:
        """The lines that this chunk completes, without their ends."""
        if self._carriage_returns and chunk:
            after_cr, self._after_cr = self._after_cr, chunk.endswith(b"\r")
            chunk = chunk.removeprefix(b"\n") if after_cr else chunk
            chunk = chunk.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        *lines, rest = chunk.split(b"\n")
        for line in lines:
            yield self._take(line)
        self._rest.append(rest)
        self._grow(len(rest))

    def _take(self, line: bytes) -> bytes:
        self._grow(len(line))
        whole = b"".join([*self._rest, line])
        self._rest, self._size = [], 0
        return whole

    def _grow(self, size: int) -> None:
        self._size += size
        if self._size > self._limit:
            raise ResponseTooLargeError(
                f"an item of the stream is larger than {self._limit} bytes (max_response_size)"
            )

    def finish(self) -> bytes:
        """The last line, if it has no end."""
        return self._take(b"")


class JsonLines:
    """JSON lines (`application/jsonl`, NDJSON; RFC 7464's record separators are dropped)."""

    def __init__(self, limit: int) -> None:
        self._lines = Lines(limit)

    def feed(self, chunk: bytes) -> Iterator[Event]:
        for line in self._lines.feed(chunk):
            yield from _line(line)

    def finish(self) -> Iterator[Event]:
        yield from _line(self._lines.finish())


def _line(line: bytes) -> Iterator[Event]:
    data = line.strip(b"\x1e \t\r")
    if data:
        yield Event(data)


class ServerSentEvents:
    """`text/event-stream` (WHATWG HTML, section 9.2); comments and events without data are skipped."""

    def __init__(self, limit: int) -> None:
        self._lines = Lines(limit, carriage_returns=True)
        self._limit = limit
        self._data: list[bytes] = []
        self._size = 0
        self._name = ""
        self._id = ""
        self._first = True

    def feed(self, chunk: bytes) -> Iterator[Event]:
        for line in self._lines.feed(chunk):
            yield from self._line(line)

    def finish(self) -> Iterator[Event]:
        # An event that the end of the stream cuts off is dropped, as the standard says.
        yield from ()

    def _line(self, line: bytes) -> Iterator[Event]:
        if self._first:
            self._first, line = False, line.removeprefix(b"\xef\xbb\xbf")
        if not line:
            if self._data:
                yield Event(b"\n".join(self._data), self._name, self._id)
            self._data, self._size, self._name = [], 0, ""
            return
        field, _, value = line.partition(b":")
        value = value.removeprefix(b" ")
        if field == b"data":
            self._data.append(value)
            self._size += len(value) + 1  # lines without a value fill the memory, too
            if self._size > self._limit:
                raise ResponseTooLargeError(
                    f"an event is larger than {self._limit} bytes (max_response_size)"
                )
        elif field == b"event":
            self._name = value.decode("utf-8", "replace")
        elif field == b"id" and b"\0" not in value:
            self._id = value.decode("utf-8", "replace")

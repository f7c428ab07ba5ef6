"""Splitters for JSON lines, JSON text sequences and server-sent events. They do no I/O."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from ..errors import ResponseTooLargeError

_MAX_DIGITS = 19  # of a reconnection time


@dataclass(frozen=True, slots=True)
class Event:
    """A server-sent event. A line of JSON lines is an event that has only data.

    `retry` is the reconnection time in milliseconds. The data of an event that `is_cut_off` is incomplete.
    """

    data: bytes
    name: str = ""
    id: str = ""
    retry: int | None = None
    is_cut_off: bool = False


class Splitter(Protocol):
    """Splits bytes into events."""

    def feed(self, chunk: bytes) -> Iterator[Event]:
        """The events that a chunk completes."""
        ...

    def finish(self) -> Iterator[Event]:
        """The event that the end of the stream completes."""
        ...


class Lines:
    """Splits bytes into pieces of at most `limit` bytes that end with LF or another separator.

    With `carriage_returns`, lines also end with CR or CRLF.
    """

    def __init__(
        self, limit: int, *, separator: bytes = b"\n", carriage_returns: bool = False
    ) -> None:
        self._limit = limit
        self._separator = separator
        self._carriage_returns = carriage_returns
        self._rest: list[bytes] = []
        self._size = 0
        self._after_cr = False

    def feed(self, chunk: bytes) -> Iterator[bytes]:
        """The lines that a chunk completes, without their line ends."""
        if self._carriage_returns and chunk:
            after_cr, self._after_cr = self._after_cr, chunk.endswith(b"\r")
            chunk = chunk.removeprefix(b"\n") if after_cr else chunk
            chunk = chunk.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        *lines, rest = chunk.split(self._separator)
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
                f"an item of the stream is larger than {self._limit:,} bytes (max_response_size)"
            )

    def finish(self) -> bytes:
        """The last line, if it has no line end."""
        return self._take(b"")


class JsonLinesSplitter:
    """Splits JSON lines (`application/jsonl`, NDJSON)."""

    def __init__(self, limit: int) -> None:
        self._lines = Lines(limit)

    def feed(self, chunk: bytes) -> Iterator[Event]:
        for line in self._lines.feed(chunk):
            yield from _line(line)

    def finish(self) -> Iterator[Event]:
        yield from _line(self._lines.finish())


def _line(line: bytes) -> Iterator[Event]:
    data = line.strip(b" \t\r")
    if data:
        yield Event(data)


class JsonSequenceSplitter:
    """Splits a JSON text sequence (`application/json-seq`, RFC 7464). Empty records are skipped."""

    def __init__(self, limit: int) -> None:
        self._records = Lines(limit, separator=b"\x1e")

    def feed(self, chunk: bytes) -> Iterator[Event]:
        for record in self._records.feed(chunk):
            yield from _record(record)

    def finish(self) -> Iterator[Event]:
        yield from _record(self._records.finish())


def _record(record: bytes) -> Iterator[Event]:
    data = record.strip(b" \t\r\n")
    if data:
        # RFC 7464, section 2.4: without white space after it, a number or a literal may lack its last characters.
        is_cut_off = record.endswith(data) and data[-1:] not in b'}]"'
        yield Event(data, is_cut_off=is_cut_off)


class ServerSentEvents:
    """Splits `text/event-stream` (WHATWG HTML, section 9.2). Comments and events without data are skipped."""

    def __init__(self, limit: int) -> None:
        self._lines = Lines(limit, carriage_returns=True)
        self._limit = limit
        self._data: list[bytes] = []
        self._size = 0
        self._name = ""
        self._id = ""
        self._retry: int | None = None
        self._first = True

    def feed(self, chunk: bytes) -> Iterator[Event]:
        for line in self._lines.feed(chunk):
            yield from self._line(line)

    def finish(self) -> Iterator[Event]:
        # The standard drops an event that the end of the stream cuts off.
        yield from ()

    def _line(self, line: bytes) -> Iterator[Event]:
        if self._first:
            self._first, line = False, line.removeprefix(b"\xef\xbb\xbf")
        if not line:
            if self._data:
                yield Event(b"\n".join(self._data), self._name, self._id, self._retry)
            self._data, self._size, self._name, self._retry = [], 0, "", None
            return
        field, _, value = line.partition(b":")
        value = value.removeprefix(b" ")
        if field == b"data":
            self._data.append(value)
            self._size += len(value) + 1  # also limits lines without a value
            if self._size > self._limit:
                raise ResponseTooLargeError(
                    f"an event is larger than {self._limit:,} bytes (max_response_size)"
                )
        elif field == b"event":
            self._name = value.decode("utf-8", "replace")
        elif field == b"id" and b"\0" not in value:
            self._id = value.decode("utf-8", "replace")
        elif field == b"retry" and value.isdigit() and len(value) < _MAX_DIGITS:
            self._retry = int(value)

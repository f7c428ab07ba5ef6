"""Streams of items that are read while they arrive: JSON lines and server-sent events.

An item that cannot be decoded is an error of this item only: iteration can go on with the next one. `timeout` limits
each read, not the whole stream. A stream holds a connection until it is read to its end or closed, so use it in a
`with` block. A stream that is garbage-collected before that releases its connection with a ResourceWarning.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Generator, Iterator
from types import TracebackType
from typing import TYPE_CHECKING, Any, Generic, Self, TypeVar, cast

from ..calls.call import Call
from ..clock import monotonic
from ..descriptors.operation import Result
from ..errors import APIError, ResponseDecodeError
from ..http.headers import Headers
from ..http.media_types import essence
from ..models.decoders import decoder_of
from ..models.drift import Report
from ..transport.messages import AsyncBody, FailureKind, HTTPResponse, SyncBody, TransportError
from .downloads import Received
from .error_response import redacted_headers, stream_error
from .event_values import EVENT_FIELDS, EventValues, json_or_text
from .events import (
    Event,
    JsonLinesSplitter,
    JsonSequenceSplitter,
    ServerSentEvents,
    Splitter,
)
from .raw import RawResponse
from .results import from_json
from .synchronous_use import AsyncEntered, AsyncIterated

T = TypeVar("T")
_END = b"[DONE]"  # the end of a stream of events in some APIs


class Stream(Received, Generic[T]):
    """An iterator over items, as they arrive."""

    @property
    def event_id(self) -> str:
        """The id of the last server-sent event, for the header `Last-Event-ID` of a later call; empty without one."""
        return self._reader.last_event.id

    @property
    def event_name(self) -> str:
        """The name (`event`) of the last server-sent event; empty without one."""
        return self._reader.last_event.name

    def __init__(
        self, response: HTTPResponse, call: Call, body: SyncBody, reader: ItemReader
    ) -> None:
        super().__init__(response, call)
        self._body = body
        self._chunks = body.chunks()
        self._reader = reader

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> T:
        try:
            return cast("T", self._reader.item(self._next_event()))
        except (TransportError, APIError) as error:
            raise self.translated(error) from self.cause(error)

    def _next_event(self) -> Event:
        reader = self._reader
        reader.wait()
        try:
            while (event := reader.next_event()) is None and not reader.is_done:
                reader.feed(next(self._chunks, None))
        except BaseException:
            self.close()
            raise
        if event is None:
            self.close()
            raise StopIteration
        return event

    def close(self) -> None:
        """Stop, and release the connection."""
        self._reader.stop()
        self._body.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: object, error: object, traceback: TracebackType | None) -> None:
        self.close()


Opener = Callable[[], Awaitable[tuple[HTTPResponse, Call, AsyncBody, "ItemReader"]]]


class AsyncStream(AsyncIterated, AsyncEntered, Generic[T]):
    """An asynchronous iterator over items, as they arrive. Awaiting, entering or iterating it makes the call."""

    def __init__(self, opener: Opener) -> None:
        self._opener = opener
        self._open: tuple[HTTPResponse, Call, AsyncBody, ItemReader] | None = None
        self._chunks: AsyncIterator[bytes] | None = None

    def __await__(self) -> Generator[Any, Any, Self]:
        return self._ready().__await__()

    async def _ready(self) -> Self:
        if self._open is None:
            self._open = await self._opener()
        return self

    @property
    def headers(self) -> Headers:
        """The response's headers; empty before the call is made."""
        if self._open is None:
            return Headers()
        return redacted_headers(self._open[0].headers, self._open[1].redactor)

    @property
    def event_id(self) -> str:
        """Like `Stream.event_id`."""
        return "" if self._open is None else self._open[3].last_event.id

    @property
    def event_name(self) -> str:
        """Like `Stream.event_name`."""
        return "" if self._open is None else self._open[3].last_event.name

    def raw(self) -> RawResponse[Self]:
        """The raw response. The call must have been made."""
        assert self._open is not None
        return RawResponse(self._open[0], self._open[1], lambda: self)

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> T:
        await self._ready()
        assert self._open is not None
        response, call, body, reader = self._open
        try:
            return cast("T", reader.item(await self._next_event(body, reader)))
        except (TransportError, APIError) as error:
            received = Received(response, call)
            raise received.translated(error) from received.cause(error)

    async def _next_event(self, body: AsyncBody, reader: ItemReader) -> Event:
        if self._chunks is None:
            self._chunks = body.chunks()
        reader.wait()
        try:
            while (event := reader.next_event()) is None and not reader.is_done:
                reader.feed(await anext(self._chunks, None))
        except BaseException:
            await self.close()
            raise
        if event is None:
            await self.close()
            raise StopAsyncIteration
        return event

    async def close(self) -> None:
        """Stop, and release the connection."""
        if self._open is not None:
            _, _, body, reader = self._open
            reader.stop()
            await body.close()

    if not TYPE_CHECKING:  # type checkers report such a use by themselves

        def __len__(self):
            """Raise an error: a stream has no length."""
            raise self._no_list()

        def __getitem__(self, key):
            """Raise an error: a stream has no index."""
            raise self._no_list()

        def __bool__(self):
            """Raise an error if the call is not made yet; otherwise return True."""
            if self._open is None:
                name = type(self).__name__
                raise TypeError(f"{name!r} is not open yet; write `async with ... as stream`")
            return True

        def _no_list(self):
            name = type(self).__name__
            return TypeError(f"{name!r} is no list; write `[item async for item in stream]`")

    async def __aenter__(self) -> Self:
        return await self._ready()

    async def __aexit__(self, kind: object, error: object, traceback: TracebackType | None) -> None:
        await self.close()


class ItemReader:
    """Decodes the chunks of a body as items of a type."""

    def __init__(self, result: Result, response: HTTPResponse, call: Call, report: Report) -> None:
        self._splitter = _splitter(result, response, call.limit)
        self._kind = result.kind
        self._type = result.type
        self._is_whole = result.kind == "event-objects"
        self._values = EventValues(result.type, whole=self._is_whole)
        self._response = response
        self._call = call
        self._report = report
        if self._is_whole:
            report.standard = EVENT_FIELDS
        self._events: Iterator[Event] = iter(())
        self.is_done = False  # after the events of the last chunk
        self.last_event = Event(b"")  # that next_event() returned
        self._alive = 0.0  # when the last chunk came that is not only comments

    def feed(self, chunk: bytes | None) -> None:
        """Take a chunk of the body; None is its end.

        Raises:
            TransportError: Only comments (`: ping`) have come for longer than the timeout.
        """
        self._check_alive(chunk)
        splitter = self._splitter
        self._events = self._with_items(
            splitter.finish() if chunk is None else splitter.feed(chunk)
        )
        self.is_done = chunk is None

    def next_event(self) -> Event | None:
        """The next event with an item that the chunk completes; None if there is none.

        Raises:
            ResponseTooLargeError: An item is too large.
            APIStatusError: The server reports an error in the stream.
        """
        event = next(self._events, None)
        if event is not None:
            self.last_event = event
        return event

    def wait(self) -> None:
        """Begin to wait for the next event. The time that the caller takes between two items does not count."""
        self._alive = monotonic()

    def stop(self) -> None:
        """Ignore the rest of the body."""
        self._events = iter(())
        self.is_done = True

    def _with_items(self, events: Iterator[Event]) -> Iterator[Event]:
        for event in events:
            if event.data == _END:
                self.is_done = True
                return
            if event.name == "error":
                raise stream_error(self._response, event.data, self._call.redactor)
            # An event without data only keeps the connection open.
            if self._is_whole or self._values.may_be_text or event.data.strip():
                yield event

    def _check_alive(self, chunk: bytes | None) -> None:
        timeout = self._call.deadline.timeout
        now = monotonic()
        if chunk is None or timeout is None or self._kind == "json-lines" or not _is_ping(chunk):
            self._alive = now
        elif now - self._alive > timeout:
            silence = TimeoutError("only comments came in the stream of events")
            raise TransportError(FailureKind.TIMEOUT, silence, timed_out=True)

    def item(self, event: Event) -> Any:
        """The item of an event.

        Raises:
            ResponseDecodeError: The item cannot be decoded.
            ResponseValidationError: With `strict`, the item does not match its type.
        """
        if event.is_cut_off:
            raise ResponseDecodeError("a record of the stream is cut off")
        if self._kind != "json-lines" and self._type is Any:
            return json_or_text(event.data, decoder_of(Any))
        data = event.data if self._kind == "json-lines" else self._values.json(event)
        return from_json(data, self._type, self._response, self._report)


def _is_ping(chunk: bytes) -> bool:
    """Whether a chunk of server-sent events has only comments and empty lines."""
    return all(not line or line.startswith(b":") for line in chunk.splitlines())


def _splitter(result: Result, response: HTTPResponse, limit: int) -> Splitter:
    """The splitter for a body. The response's media type decides between JSON lines and a JSON text sequence."""
    if result.kind != "json-lines":
        return ServerSentEvents(limit)
    media_type = essence(response.headers.get("content-type", "")) or result.media_type
    is_sequence = media_type == "application/json-seq"
    return JsonSequenceSplitter(limit) if is_sequence else JsonLinesSplitter(limit)

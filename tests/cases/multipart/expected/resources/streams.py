"""The resource `streams`."""

from __future__ import annotations

from .. import models
from .._runtime import AsyncResource, AsyncStream, CallOptions, Operation, Resource, Result, Stream

_FOLLOW_LINES: Operation[models.Meta] = Operation(
    "streams.follow_lines",
    "GET /lines",
    results=(
        Result("200", lambda: models.Meta, kind="json-lines", media_type="application/jsonl"),
    ),
)
_FOLLOW_EVENTS: Operation[models.Meta] = Operation(
    "streams.follow_events",
    "GET /events",
    results=(Result("200", lambda: models.Meta, kind="events", media_type="text/event-stream"),),
)


class Streams(Resource):
    """The operations of `streams`."""

    def follow_lines(self, *, options: CallOptions | None = None) -> Stream[models.Meta]:
        """Follow lines.

        `GET /lines`

        Returns:
            One after the other.
        """
        return self._stream(_FOLLOW_LINES, options=options)

    def follow_events(self, *, options: CallOptions | None = None) -> Stream[models.Meta]:
        """Follow events.

        `GET /events`

        Returns:
            As they happen.
        """
        return self._stream(_FOLLOW_EVENTS, options=options)


class AsyncStreams(AsyncResource):
    """The operations of `streams`."""

    def follow_lines(self, *, options: CallOptions | None = None) -> AsyncStream[models.Meta]:
        """Follow lines.

        `GET /lines`

        Returns:
            One after the other.
        """
        return self._stream(_FOLLOW_LINES, options=options)

    def follow_events(self, *, options: CallOptions | None = None) -> AsyncStream[models.Meta]:
        """Follow events.

        `GET /events`

        Returns:
            As they happen.
        """
        return self._stream(_FOLLOW_EVENTS, options=options)

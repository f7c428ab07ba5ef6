"""Report how much of a request body was sent."""

from __future__ import annotations

from collections.abc import AsyncGenerator, AsyncIterator, Callable, Iterator
from functools import partial
from typing import TypeAlias

from ..config.checks import NEVER_AWAITED, close_if_awaitable
from ..errors import ArgumentError
from ..transport.messages import Pieces
from .bodies import NO_CONTENT, Content
from .files import CHUNK

_ARGUMENT = "options['progress']"

Progress: TypeAlias = Callable[[int, int | None], object]
"""Called with the bytes sent so far, and the length of the body in bytes or None."""


def with_progress(content: Content, progress: Progress) -> Content:
    """The same body, sent in pieces. `progress` is called after each piece, from the start again in each attempt."""
    if content is NO_CONTENT:
        return content
    pieces = partial(_observed, content, progress)
    return Content(content.media_type, pieces, content.length, content.replayable)


def _observed(content: Content, progress: Progress) -> Pieces:
    data = content.open()
    pieces = _split(data) if isinstance(data, bytes) else data
    report = _Report(progress, content.length)
    if isinstance(pieces, AsyncIterator):
        return _reported_async(pieces, report)
    return _reported(pieces, report)


def _split(data: bytes) -> Iterator[bytes]:
    return (data[start : start + CHUNK] for start in range(0, len(data), CHUNK))


def _reported(pieces: Iterator[bytes], report: _Report) -> Iterator[bytes]:
    for piece in pieces:
        yield piece
        report.sent(piece)


async def _reported_async(pieces: AsyncIterator[bytes], report: _Report) -> AsyncIterator[bytes]:
    try:
        async for piece in pieces:
            yield piece
            report.sent(piece)
    finally:
        if isinstance(pieces, AsyncGenerator):  # trio warns of one that is dropped
            await pieces.aclose()


class _Report:
    """The progress of one attempt."""

    def __init__(self, progress: Progress, length: int | None) -> None:
        self._progress = progress
        self._length = length
        self._sent = 0

    def sent(self, piece: bytes) -> None:
        self._sent += len(piece)
        try:
            result = self._progress(self._sent, self._length)
        except Exception as error:  # the caller's function may raise any exception
            raise ArgumentError(f"failed: {error!r}", argument=_ARGUMENT) from error
        if close_if_awaitable(result):
            raise ArgumentError(NEVER_AWAITED, argument=_ARGUMENT)

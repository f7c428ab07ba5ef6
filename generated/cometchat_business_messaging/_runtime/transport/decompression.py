"""Decompression of bodies in pieces of bounded size."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

from ..errors import ResponseDecodeError, ResponseTooLargeError
from ..escaping import printable

ACCEPTED = "gzip, deflate"
_PIECE = 256 * 1024
_WINDOWS = {"gzip": 16 + zlib.MAX_WBITS, "x-gzip": 16 + zlib.MAX_WBITS, "deflate": zlib.MAX_WBITS}
_MAX_CODINGS = 3
_SLACK = 1024 * 1024


class Inflater:
    """Decompresses one content coding."""

    def __init__(self, coding: str) -> None:
        self._coding = coding
        self._window = _WINDOWS[coding]
        self._stream = zlib.decompressobj(self._window)
        self._begun = False

    def feed(self, data: bytes) -> Iterator[bytes]:
        """The decompressed bytes of a chunk, in pieces of bounded size."""
        more = False
        while data or more:
            if self._stream.eof and not self._next_member(data):
                return
            piece = self._inflate(data)
            data = self._stream.unconsumed_tail or self._stream.unused_data
            # zlib can have more output, although it has consumed the data.
            more = len(piece) == _PIECE
            self._begun = True
            if piece:
                yield piece

    def _inflate(self, data: bytes) -> bytes:
        try:
            return self._stream.decompress(data, _PIECE)
        except zlib.error as error:
            if self._coding == "deflate" and not self._begun:
                # Some servers send raw deflate data without the header of zlib.
                self._stream = zlib.decompressobj(-zlib.MAX_WBITS)
                self._begun = True
                return self._inflate(data)
            raise ResponseDecodeError(f"the body is not valid {self._coding}: {error}") from error

    def _next_member(self, data: bytes) -> bool:
        if self._coding == "deflate" or not data.startswith(b"\x1f\x8b"):
            return False
        self._stream = zlib.decompressobj(self._window)
        return True

    def finish(self) -> None:
        """Refuse a compressed body that ended early."""
        if self._begun and not self._stream.eof:
            raise ResponseDecodeError(f"the {self._coding} body is truncated")


class Decoder:
    """Decompresses a body with the codings of its `Content-Encoding`."""

    def __init__(self, content_encoding: str) -> None:
        self._inflaters = _inflaters(content_encoding)
        self._size = 0
        self._between = 0

    def feed(self, chunk: bytes) -> Iterator[bytes]:
        """The decompressed pieces of a chunk.

        Raises:
            ResponseDecodeError: The chunk cannot be decompressed.
            ResponseTooLargeError: Nested compression expands far beyond the content.
        """
        for piece in self._through(chunk, 0):
            self._size += len(piece)
            yield piece

    def _through(self, chunk: bytes, index: int) -> Iterator[bytes]:
        if index == len(self._inflaters):
            yield chunk
            return
        for piece in self._inflaters[index].feed(chunk):
            if index + 1 < len(self._inflaters):
                self._count_between(len(piece))
            yield from self._through(piece, index + 1)

    def _count_between(self, size: int) -> None:
        """Raise ResponseTooLargeError if the data between two codings is much larger than the result."""
        self._between += size
        if self._between > 2 * len(self._inflaters) * self._size + _SLACK:
            raise ResponseTooLargeError("nested compression expands far beyond the content")

    def finish(self) -> None:
        """Check that the body is complete. Call this at its end."""
        for inflater in self._inflaters:
            inflater.finish()


def _inflaters(content_encoding: str) -> list[Inflater]:
    codings = [coding.strip().lower() for coding in content_encoding.split(",")]
    wanted = [coding for coding in reversed(codings) if coding not in ("", "identity")]
    unknown = [coding for coding in wanted if coding not in _WINDOWS]
    shown = printable(content_encoding)
    if unknown:
        raise ResponseDecodeError(
            f"the content encoding {shown} is not supported (accepted: {ACCEPTED})"
        )
    if len(wanted) > _MAX_CODINGS:
        raise ResponseDecodeError(
            f"the content encoding {shown} has more than {_MAX_CODINGS} codings"
        )
    return [Inflater(coding) for coding in wanted]

"""Binary bodies that are read while they arrive. `timeout` limits each read, not the whole download.

A download holds a connection until it is read to its end or closed, so use it in a `with` block. A download that is
garbage-collected before that releases its connection with a ResourceWarning.
"""

from __future__ import annotations

import os
from collections.abc import AsyncGenerator, Awaitable, Callable, Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self, TypeVar, overload

from ..calls.call import Call
from ..calls.exception_chain import sanitized
from ..errors import (
    APIError,
    APIStatusError,
    ArgumentError,
    ResponseDecodeError,
    ResponseTooLargeError,
)
from ..http.headers import Headers, request_id
from ..transport.messages import AsyncBody, HTTPResponse, SyncBody, TransportError
from .destinations import Destination, OpenFile, destination
from .error_response import redacted_headers
from .resumption import Version, is_unrequested_part
from .synchronous_use import AsyncEntered

F = TypeVar("F", bound=IO[bytes])
_RANGE_NOT_SATISFIABLE = 416


class Received:
    """The head of a response whose body is read while it arrives."""

    def __init__(self, response: HTTPResponse, call: Call) -> None:
        self.status_code: int = response.status
        self.headers: Headers = redacted_headers(response.headers, call.redactor)
        self.request_id: str | None = request_id(self.headers)
        self._response = response
        self._call = call

    def _version(self, target: object = "") -> Version | None:
        """The version of the body, to continue it later.

        Raises:
            ArgumentError: The target is not a path.
        """
        if not isinstance(target, str | os.PathLike):
            raise ArgumentError("must be a path with resume=True", argument="target")
        return Version.of(self._response, self._call)

    def _require_whole(self) -> None:
        """Refuse a part of the body that the call did not request.

        Raises:
            ResponseDecodeError: The response is such a part.
        """
        if is_unrequested_part(self.status_code, self.headers, self._call.request.headers):
            message = "the response has a part of the body (206), but the call has no header Range"
            raise self._call.described(ResponseDecodeError(message))

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.status_code}>"

    def translated(self, error: TransportError | APIError) -> APIError:
        """The error to raise for one that ended the body."""
        if isinstance(error, TransportError):
            return self._call.connection_error(error)
        return self._call.described(error)

    def cause(self, error: TransportError | APIError) -> BaseException | None:
        """The cause of an error that ended the body, without credentials."""
        if isinstance(error, TransportError):
            return sanitized(error.cause, self._call.redactor)
        return error.__cause__


class Download(Received):
    """A binary body. Read it once: with `iter_bytes()`, `read()` or `save()`."""

    def __init__(
        self,
        response: HTTPResponse,
        call: Call,
        body: SyncBody,
        again: Callable[[Mapping[str, str]], Self],
    ) -> None:
        super().__init__(response, call)
        self._body = body
        self._again = again

    def iter_bytes(self) -> Iterator[bytes]:
        """The decompressed body in pieces, as they arrive.

        Raises:
            APIConnectionError, APITimeoutError: The connection broke, or a read took longer than the timeout.
            ResponseDecodeError: The body cannot be decompressed, or is truncated.
        """
        try:
            yield from self._body.chunks()
        except (TransportError, APIError) as error:
            raise self.translated(error) from self.cause(error)

    def read(self) -> bytes:
        """The whole body.

        Raises:
            ResponseTooLargeError: The body is larger than `max_response_size`.
            ResponseDecodeError: The response is a part of the body that was not requested.
        """
        with self:
            self._require_whole()
            parts = _Bounded(self._call)
            for piece in self.iter_bytes():
                parts.add(piece)
            return parts.join()

    @overload
    def save(self, target: str | os.PathLike[str], *, resume: bool = False) -> Path: ...
    @overload
    def save(self, target: F) -> F: ...
    def save(self, target: Any, *, resume: bool = False) -> Any:
        """Write the body to a path, whose file appears only once it is complete, or to an open binary file.

        A new file has the usual permissions. A replaced file keeps its own, and a symbolic link stays one.

        Args:
            resume: Keep the part that was received if the download fails, in a hidden file beside the path. The next
                download of the same version to this path does not read its response, but requests the rest. This needs
                a GET, a body that is not compressed, and the headers `ETag` (a strong one) and `Content-Length`.
                Otherwise, and if the server does not send exactly the rest, the download begins again.

        Returns:
            The path or the file.

        Raises:
            ArgumentError: The target cannot be written. This is checked before the body is read.
            APIError: The rest could not be requested, or the response is a part of the body that was not requested.
        """
        version = self._version(target) if resume else None
        place = destination(target, version, resumes=resume)
        with self, place as file, self._rest(version, file) as source:
            source._require_whole()
            for piece in source.iter_bytes():
                file.write(piece)
        return file.result

    def _rest(self, version: Version | None, file: Destination | OpenFile) -> Self:
        """The download whose body is written at the file's position."""
        if version is None or not file.start:
            return self
        self.close()
        try:
            rest = self._again(version.request_headers(file.start))
        except APIStatusError as error:
            if error.status_code != _RANGE_NOT_SATISFIABLE:
                raise
            rest = self._again({})
        if version.is_continued(rest.status_code, rest.headers, file.start):
            return rest
        if rest.status_code != 200:
            rest.close()
            rest = self._again({})
        file.restart(keep=rest._version() == version)
        return rest

    def close(self) -> None:
        """Release the connection."""
        self._body.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: object, error: object, traceback: TracebackType | None) -> None:
        self.close()


class AsyncDownload(AsyncEntered, Received):
    """A binary body. Read it once: with `iter_bytes()`, `read()` or `save()`."""

    def __init__(
        self,
        response: HTTPResponse,
        call: Call,
        body: AsyncBody,
        again: Callable[[Mapping[str, str]], Awaitable[Self]],
    ) -> None:
        super().__init__(response, call)
        self._body = body
        self._again = again

    async def iter_bytes(self) -> AsyncGenerator[bytes]:
        """The decompressed body in pieces, as Download.iter_bytes returns it."""
        try:
            async for piece in self._body.chunks():
                yield piece
        except (TransportError, APIError) as error:
            raise self.translated(error) from self.cause(error)

    async def read(self) -> bytes:
        """The whole body, as Download.read returns it."""
        async with self:
            self._require_whole()
            parts = _Bounded(self._call)
            async for piece in self.iter_bytes():
                parts.add(piece)
            return parts.join()

    @overload
    async def save(self, target: str | os.PathLike[str], *, resume: bool = False) -> Path: ...
    @overload
    async def save(self, target: F) -> F: ...
    async def save(self, target: Any, *, resume: bool = False) -> Any:
        """Write the body in a thread, as Download.save does."""
        import anyio.to_thread

        version = self._version(target) if resume else None
        async with self:
            with destination(target, version, resumes=resume) as file:
                async with await self._rest(version, file) as source:
                    source._require_whole()
                    async for piece in source.iter_bytes():
                        await anyio.to_thread.run_sync(file.write, piece)
        return file.result

    async def _rest(self, version: Version | None, file: Destination | OpenFile) -> Self:
        """The download whose body is written at the file's position."""
        if version is None or not file.start:
            return self
        await self.close()
        try:
            rest = await self._again(version.request_headers(file.start))
        except APIStatusError as error:
            if error.status_code != _RANGE_NOT_SATISFIABLE:
                raise
            rest = await self._again({})
        if version.is_continued(rest.status_code, rest.headers, file.start):
            return rest
        if rest.status_code != 200:
            await rest.close()
            rest = await self._again({})
        file.restart(keep=rest._version() == version)
        return rest

    async def close(self) -> None:
        """Release the connection."""
        await self._body.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, kind: object, error: object, traceback: TracebackType | None) -> None:
        await self.close()


class _Bounded:
    """The pieces of a body, up to the size limit."""

    def __init__(self, call: Call) -> None:
        self._call = call
        self._parts: list[bytes] = []
        self._size = 0

    def add(self, piece: bytes) -> None:
        self._size += len(piece)
        if self._size > self._call.limit:
            limit = f"{self._call.limit:,} bytes (max_response_size)"
            message = f"the body is larger than {limit}; use iter_bytes() or save()"
            raise self._call.described(ResponseTooLargeError(message))
        self._parts.append(piece)

    def join(self) -> bytes:
        return b"".join(self._parts)

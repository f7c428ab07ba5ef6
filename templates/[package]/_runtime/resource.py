"""Bases of the resource classes. A generated method is one expression: `self._call(...)`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, TypeVar, cast

from msgspec import UNSET

from .calls.call import Call
from .client.aio import AsyncClient, perform_async
from .client.base import is_raw
from .client.call_options import state_for, with_headers
from .client.requests import operation_call
from .client.sync import SyncClient, perform
from .config.call_options import CallOptions
from .descriptors.operation import Operation
from .errors import APIError, ResponseDecodeError
from .escaping import printable
from .pagination.page import Page, first_page
from .pagination.pager import AsyncPager
from .responses.downloads import AsyncDownload, Download
from .responses.raw import RawResponse
from .responses.results import selected, value
from .responses.streams import AsyncStream, ItemReader, Stream
from .transport.messages import AsyncBody, HTTPResponse

T = TypeVar("T")

_NO_ARGUMENTS: Mapping[str, object] = {}


class _Operations:
    """Operations of a client."""

    def _untyped(self, value: object) -> Any:
        """Return an argument unchanged, as Any for type checkers.

        The field takes models only, and encoding the body converts dicts.
        """
        return value


class Resource(_Operations):
    """Operations of the synchronous client."""

    def __init__(self, client: SyncClient) -> None:
        self._client = client

    def __repr__(self) -> str:
        return f"<{type(self).__name__} of {self._client!r}>"

    def _call(
        self,
        operation: Operation[T],
        arguments: Mapping[str, object] = _NO_ARGUMENTS,
        body: object = UNSET,
        content_type: str | None = None,
        options: CallOptions | None = None,
    ) -> T:
        client = self._client
        state = state_for(client, operation, options)
        call = operation_call(state, operation, arguments, body, content_type, options)

        def use(response: HTTPResponse) -> Any:
            stream = response.sync_body
            if stream is not None:
                again = partial(self._again, operation, arguments, body, content_type, options)
                download = Download(response, call, stream, again)
                return _result(is_raw(client), call, response, lambda: download)
            return _result(
                is_raw(client), call, response, lambda: _value(operation, call, response)
            )

        return cast("T", perform(client, call, use))

    def _again(
        self,
        operation: Operation[Any],
        arguments: Mapping[str, object],
        body: object,
        content_type: str | None,
        options: CallOptions | None,
        headers: Mapping[str, str],
    ) -> Any:
        """The result of the same call with further headers."""
        changed = with_headers(options, headers)
        result = self._call(operation, arguments, body, content_type, changed)
        return cast("RawResponse[Any]", result).parse() if is_raw(self._client) else result

    def _stream(
        self,
        operation: Operation[T],
        arguments: Mapping[str, object] = _NO_ARGUMENTS,
        body: object = UNSET,
        content_type: str | None = None,
        options: CallOptions | None = None,
    ) -> Stream[T]:
        client = self._client
        state = state_for(client, operation, options)
        call = operation_call(state, operation, arguments, body, content_type, options)

        def use(response: HTTPResponse) -> Any:
            if response.sync_body is None:
                raise _not_a_stream(response)
            reader = _reader(operation, call, response)
            stream = Stream[T](response, call, response.sync_body, reader)
            return _result(is_raw(client), call, response, lambda: stream)

        return cast("Stream[T]", perform(client, call, use))

    def _page(
        self,
        operation: Operation[T],
        arguments: Mapping[str, object] = _NO_ARGUMENTS,
        body: object = UNSET,
        options: CallOptions | None = None,
    ) -> Page[T]:
        return first_page(self._client, operation, arguments, body, options)


class AsyncResource(_Operations):
    """Operations of the asynchronous client."""

    def __init__(self, client: AsyncClient) -> None:
        self._client = client

    def __repr__(self) -> str:
        return f"<{type(self).__name__} of {self._client!r}>"

    async def _call(
        self,
        operation: Operation[T],
        arguments: Mapping[str, object] = _NO_ARGUMENTS,
        body: object = UNSET,
        content_type: str | None = None,
        options: CallOptions | None = None,
    ) -> T:
        client = self._client
        state = state_for(client, operation, options)
        call = operation_call(state, operation, arguments, body, content_type, options)

        def use(response: HTTPResponse) -> Any:
            stream = response.async_body
            if stream is not None:
                again = partial(self._again, operation, arguments, body, content_type, options)
                download = AsyncDownload(response, call, stream, again)
                return _result(is_raw(client), call, response, lambda: download)
            return _result(
                is_raw(client), call, response, lambda: _value(operation, call, response)
            )

        return cast("T", await perform_async(client, call, use))

    async def _again(
        self,
        operation: Operation[Any],
        arguments: Mapping[str, object],
        body: object,
        content_type: str | None,
        options: CallOptions | None,
        headers: Mapping[str, str],
    ) -> Any:
        """The result of the same call with further headers."""
        changed = with_headers(options, headers)
        result = await self._call(operation, arguments, body, content_type, changed)
        return cast("RawResponse[Any]", result).parse() if is_raw(self._client) else result

    def _stream(
        self,
        operation: Operation[T],
        arguments: Mapping[str, object] = _NO_ARGUMENTS,
        body: object = UNSET,
        content_type: str | None = None,
        options: CallOptions | None = None,
    ) -> AsyncStream[T]:
        client = self._client
        state = state_for(client, operation, options)
        call = operation_call(state, operation, arguments, body, content_type, options)

        def use(response: HTTPResponse) -> tuple[HTTPResponse, Call, AsyncBody, ItemReader]:
            if response.async_body is None:
                raise _not_a_stream(response)
            return response, call, response.async_body, _reader(operation, call, response)

        async def opened() -> tuple[HTTPResponse, Call, AsyncBody, ItemReader]:
            return await perform_async(client, call, use)

        stream = AsyncStream[T](opened)
        if not is_raw(client):
            return stream
        response: Any = _raw_stream(stream)
        # Python names a coroutine that is not awaited.
        response.__qualname__ = f"{type(self).__name__}.{operation.name.rpartition('.')[2]}"
        return cast("AsyncStream[T]", response)

    def _page(
        self,
        operation: Operation[T],
        arguments: Mapping[str, object] = _NO_ARGUMENTS,
        body: object = UNSET,
        options: CallOptions | None = None,
    ) -> AsyncPager[T]:
        return AsyncPager(self._client, operation, arguments, body, options)


def _result(raw: bool, call: Call, response: HTTPResponse, parse: Callable[[], Any]) -> Any:
    return RawResponse(response, call, parse) if raw else parse()


def _value(operation: Operation[Any], call: Call, response: HTTPResponse) -> Any:
    try:
        return value(operation, response, call.report())
    except APIError as error:
        raise call.described(error) from error.__cause__


def _reader(operation: Operation[Any], call: Call, response: HTTPResponse) -> ItemReader:
    result = selected(operation, response)
    assert result is not None
    return ItemReader(result, response, call, call.report())


def _not_a_stream(response: HTTPResponse) -> ResponseDecodeError:
    content_type = printable(response.headers.get("content-type", "none"))
    return ResponseDecodeError(
        f"the response is not a stream (status {response.status}, content type {content_type})"
    )


async def _raw_stream(stream: AsyncStream[T]) -> RawResponse[AsyncStream[T]]:
    await stream
    return stream.raw()

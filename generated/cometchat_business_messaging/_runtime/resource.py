"""Bases of the classes that stand for a tag of the API. Their methods are one expression: `self._call(...)`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar, cast

from msgspec import UNSET

from .calls.call import Call
from .client.aio import AsyncClient, perform_async
from .client.base import core_of, is_raw
from .client.state import Core
from .client.sync import SyncClient, perform
from .descriptors.operation import Operation
from .errors import APIError, ResponseDecodeError
from .escaping import printable
from .pagination.page import AsyncPager, Page, first_page
from .responses.downloads import AsyncDownload, Download
from .responses.raw import RawResponse
from .responses.results import selected, value
from .responses.streams import AsyncStream, ItemReader, Stream
from .transport.messages import Answer, AsyncBody

T = TypeVar("T")

_NONE: Mapping[str, object] = {}


class Resource:
    """Operations of the synchronous client."""

    def __init__(self, client: SyncClient) -> None:
        self._client = client

    def __repr__(self) -> str:
        return f"<{type(self).__name__} of {self._client!r}>"

    def _call(
        self,
        operation: Operation[T],
        arguments: Mapping[str, object] = _NONE,
        body: object = UNSET,
        content_type: str | None = None,
    ) -> T:
        client = self._client
        core = core_of(client)
        call = core.call(operation, arguments, body, content_type)

        def use(answer: Answer) -> Any:
            body = answer.sync_body
            if body is not None:
                return _given(is_raw(client), call, answer, lambda: Download(answer, call, body))
            return _given(
                is_raw(client), call, answer, lambda: _value(core, operation, call, answer)
            )

        return cast("T", perform(client, call, use))

    def _stream(
        self,
        operation: Operation[T],
        arguments: Mapping[str, object] = _NONE,
        body: object = UNSET,
        content_type: str | None = None,
    ) -> Stream[T]:
        client = self._client
        call = core_of(client).call(operation, arguments, body, content_type)

        def use(answer: Answer) -> Any:
            if answer.sync_body is None:
                raise _no_stream(answer)
            stream = Stream[T](
                answer, call, answer.sync_body, _reader(core_of(client), operation, call, answer)
            )
            return _given(is_raw(client), call, answer, lambda: stream)

        return cast("Stream[T]", perform(client, call, use))

    def _page(
        self, operation: Operation[T], arguments: Mapping[str, object] = _NONE, body: object = UNSET
    ) -> Page[T]:
        return first_page(self._client, operation, arguments, body)


class AsyncResource:
    """Operations of the asynchronous client."""

    def __init__(self, client: AsyncClient) -> None:
        self._client = client

    def __repr__(self) -> str:
        return f"<{type(self).__name__} of {self._client!r}>"

    async def _call(
        self,
        operation: Operation[T],
        arguments: Mapping[str, object] = _NONE,
        body: object = UNSET,
        content_type: str | None = None,
    ) -> T:
        client = self._client
        core = core_of(client)
        call = core.call(operation, arguments, body, content_type)

        def use(answer: Answer) -> Any:
            body = answer.async_body
            if body is not None:
                return _given(
                    is_raw(client), call, answer, lambda: AsyncDownload(answer, call, body)
                )
            return _given(
                is_raw(client), call, answer, lambda: _value(core, operation, call, answer)
            )

        return cast("T", await perform_async(client, call, use))

    def _stream(
        self,
        operation: Operation[T],
        arguments: Mapping[str, object] = _NONE,
        body: object = UNSET,
        content_type: str | None = None,
    ) -> AsyncStream[T]:
        client = self._client
        call = core_of(client).call(operation, arguments, body, content_type)

        def use(answer: Answer) -> tuple[Answer, Call, AsyncBody, ItemReader]:
            if answer.async_body is None:
                raise _no_stream(answer)
            return (
                answer,
                call,
                answer.async_body,
                _reader(core_of(client), operation, call, answer),
            )

        async def opened() -> tuple[Answer, Call, AsyncBody, ItemReader]:
            return await perform_async(client, call, use)

        stream = AsyncStream[T](opened)
        return cast("AsyncStream[T]", _raw_stream(stream)) if is_raw(client) else stream

    def _page(
        self, operation: Operation[T], arguments: Mapping[str, object] = _NONE, body: object = UNSET
    ) -> AsyncPager[T]:
        return AsyncPager(self._client, operation, arguments, body)


def _given(raw: bool, call: Call, answer: Answer, parse: Callable[[], Any]) -> Any:
    return RawResponse(answer, call, parse) if raw else parse()


def _value(core: Core, operation: Operation[Any], call: Call, answer: Answer) -> Any:
    try:
        return value(selected(operation, answer), answer, core.report(operation.name))
    except APIError as error:
        raise call.described(error) from error.__cause__


def _reader(core: Core, operation: Operation[Any], call: Call, answer: Answer) -> ItemReader:
    result = selected(operation, answer)
    assert result is not None
    return ItemReader(result, answer, call, core.report(operation.name))


def _no_stream(answer: Answer) -> ResponseDecodeError:
    content_type = printable(answer.headers.get("content-type", "none"))
    return ResponseDecodeError(
        f"the answer is no stream (status {answer.status}, content type {content_type})"
    )


async def _raw_stream(stream: AsyncStream[T]) -> RawResponse[AsyncStream[T]]:
    await stream
    return stream.raw()

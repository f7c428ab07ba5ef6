"""A list of the asynchronous client, before its first page is fetched."""

from __future__ import annotations

from collections.abc import AsyncIterator, Generator, Mapping
from typing import TYPE_CHECKING, Any, Final, Generic, Self, TypeVar, cast

from ..client.aio import AsyncClient
from ..client.base import is_raw
from ..config.call_options import CallOptions, check_deadline
from ..deadline import Deadline
from ..descriptors.operation import Operation
from ..responses.raw import RawResponse
from ..responses.synchronous_use import AsyncIterated
from .page import AsyncPage, fetch_async
from .sequence import page_sequence

T = TypeVar("T")

RESULTS: Final[Mapping[bool, tuple[type[Any], str]]] = {
    False: (AsyncPage, "page"),
    True: (RawResponse, "raw response"),
}
"""What a list is once it is awaited: its class and its name, by whether the response is raw."""


class AsyncPager(AsyncIterated, Generic[T]):
    """A list that is not fetched yet: `await` it for its first page, or use `async for` for its items."""

    __slots__ = ("_arguments", "_body", "_client", "_operation", "_options", "_deadline")

    def __init__(
        self,
        client: AsyncClient,
        operation: Operation[T],
        arguments: Mapping[str, object],
        body: object,
        options: CallOptions | None,
    ) -> None:
        self._client = client
        self._operation = operation
        self._arguments = arguments
        self._body = body
        self._options = options
        self._deadline: Deadline | None = None

    def __repr__(self) -> str:
        name = self._operation.name
        return f"<AsyncPager of {name}, not fetched: await it for a page, or use `async for` for items>"

    if not TYPE_CHECKING:  # type checkers report such a use by themselves

        def __getattr__(self, name):
            """Say what is missing if the attribute is one of a page or of a raw response."""
            result, noun = RESULTS[is_raw(self._client)]
            hint = f"; await it first for its {noun}" if hasattr(result, name) else ""
            raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}{hint}")

        def __len__(self):
            """Raise an error, because the list is not fetched."""
            raise self._not_fetched("`len(page)`")

        def __getitem__(self, key):
            """Raise an error, because the list is not fetched."""
            raise self._not_fetched("`page.data[...]`")

        def __bool__(self):
            """Raise an error, because the list is not fetched."""
            raise self._not_fetched("`if page.data`")

        def _not_fetched(self, then):
            name = type(self).__name__
            use = f"`page = await client.{self._operation.name}(...)`, then {then}"
            return TypeError(f"{name!r} is not fetched yet; write {use}")

    def __await__(self) -> Generator[Any, Any, AsyncPage[T]]:
        return self._fetch().__await__()

    async def _fetch(self) -> AsyncPage[T]:
        sequence = page_sequence(self._client, self._operation, self._body, self._options)
        sequence.deadline = self._deadline or sequence.deadline
        page: AsyncPage[T] = await fetch_async(
            self._client, sequence, sequence.first(self._arguments)
        )
        return cast("AsyncPage[T]", page.raw) if is_raw(self._client) else page

    async def pages(self) -> AsyncIterator[AsyncPage[T]]:
        """All pages."""
        async for page in (await self._fetch()).pages():
            yield page

    async def __aiter__(self) -> AsyncIterator[T]:
        async for item in await self._fetch():
            yield item

    def within(self, seconds: float) -> Self:
        """Limit the whole iteration: it raises APITimeoutError after so many seconds from now."""
        self._deadline = Deadline(check_deadline(seconds, "seconds"))
        return self

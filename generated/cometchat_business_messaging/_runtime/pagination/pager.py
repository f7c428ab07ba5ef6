"""A list of the asynchronous client, before its first page is fetched."""

from __future__ import annotations

from collections.abc import AsyncIterator, Generator, Mapping
from typing import TYPE_CHECKING, Any, Generic, Self, TypeVar, cast

from ..client.aio import AsyncClient
from ..client.base import is_raw
from ..config.call_options import CallOptions, check_deadline
from ..deadline import Deadline
from ..descriptors.operation import Operation
from .page import AsyncPage, fetch_async
from .sequence import page_sequence

T = TypeVar("T")


class AsyncPager(Generic[T]):
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
            """Say what is missing if the attribute is one of a page."""
            hint = "; await it first for its page" if hasattr(AsyncPage, name) else ""
            raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}{hint}")

        def __iter__(self):
            """Raise an error that names `async for`."""
            raise TypeError(f"{type(self).__name__!r} needs `async for` instead of `for`")

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

"""Pages of a list: each is also the iterator over all items from it on."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Generator, Iterator, Mapping
from contextlib import AbstractAsyncContextManager, AbstractContextManager
from dataclasses import replace
from typing import Any, Generic, TypeVar, cast

from ..calls.call import Call
from ..client.aio import AsyncClient, perform_async
from ..client.base import is_raw, state_of
from ..client.sync import SyncClient, perform
from ..descriptors.operation import Operation
from ..errors import APIError
from ..escaping import printable
from ..responses.raw import RawResponse
from ..transport.messages import HTTPResponse
from .next_page import REPEATED, Onward, Place, fresh, onward, position
from .prefetch import prefetched, prefetched_async
from .sequence import Chain

T = TypeVar("T")


class _Page(Generic[T]):
    """What both kinds of pages have.

    Attributes:
        data: the items of this page, without those that the page before had at its end.
        metadata: the rest of the response; empty where the response is the bare list.
        raw: the whole response.
        repeats: whether an earlier page had the same items.
        stopped: why the list ends here, where it does not end by itself: the server repeats pages, ignores the
            page size, or sends nothing but empty pages. Also logged as a warning.
    """

    __slots__ = ("_chain", "_next", "_place", "data", "metadata", "raw", "repeats", "stopped")

    def __init__(self, chain: Chain, place: Place, call: Call, response: HTTPResponse) -> None:
        body, count, items = chain.read(response)
        self._chain = chain
        self._place = place
        self.data: list[T] = fresh(items, place.before)
        self.metadata: Mapping[str, Any] = body.metadata
        self.stopped: str | None = None
        following = onward(chain.operation, place, body, count, response, call.request.url)
        there = following.place
        self._next: Place | None = None if there is None else replace(there, before=items)
        self.raw: RawResponse[Any] = RawResponse(response, call, lambda: self)
        self.repeats = count > 0 and chain.trail.repeats(body.items, items, place.index)
        if following.stopped:
            self._stop(following)

    def _stop(self, following: Onward) -> None:
        self._next = None
        self.stopped = following.stopped
        logger = logging.getLogger(self._chain.state.api.package)
        logger.warning(
            "%s stops at page %s: %s", self._chain.operation.name, self._shown, self.stopped
        )

    @property
    def number(self) -> int | str | None:
        """The page's number (or offset, or cursor), with which the list can be taken up again."""
        assert self._chain.operation.paging is not None
        return position(self._chain.operation.paging, self._place)

    @property
    def _shown(self) -> str:
        return printable(self._chain.state.redactor.text(str(self.number)))

    def has_next_page(self) -> bool:
        """Whether another page is expected; no request is made."""
        return self._next is not None

    def __len__(self) -> int:
        return len(self.data)

    def __bool__(self) -> bool:
        return True

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self._shown}: {len(self.data)} items>"


class Page(_Page[T]):
    """A page of a list. Iterating over it gives all items from here on and fetches pages as they are needed."""

    __slots__ = ("_client",)

    def __init__(
        self, client: SyncClient, chain: Chain, place: Place, call: Call, response: HTTPResponse
    ) -> None:
        super().__init__(chain, place, call, response)
        self._client = client

    def next_page(self) -> Page[T] | None:
        """The next page, fetched now; None at the end.

        Raises:
            APIError: as any call; `error.page` says which page, and calling this again tries it again.
        """
        if self._next is None:
            return None
        page: Page[T] = fetch(self._client, self._chain, self._next)
        if page.repeats:
            self._stop(Onward(stopped=REPEATED))
            return None
        return page

    def pages(self) -> Iterator[Page[T]]:
        """This page and all after it."""
        page: Page[T] | None = self
        while page is not None:
            yield page
            page = page.next_page()

    def __iter__(self) -> Iterator[T]:
        for page in self.pages():
            yield from page.data

    def prefetched(self) -> AbstractContextManager[Iterator[T]]:
        """All items from here on, while the next page is being fetched: `with page.prefetched() as items: ...`."""
        return prefetched(self)


class AsyncPage(_Page[T]):
    """A page of a list. `async for` over it gives all items from here on and fetches pages as they are needed."""

    __slots__ = ("_client",)

    def __init__(
        self, client: AsyncClient, chain: Chain, place: Place, call: Call, response: HTTPResponse
    ) -> None:
        super().__init__(chain, place, call, response)
        self._client = client

    async def next_page(self) -> AsyncPage[T] | None:
        """As Page's."""
        if self._next is None:
            return None
        page: AsyncPage[T] = await fetch_async(self._client, self._chain, self._next)
        if page.repeats:
            self._stop(Onward(stopped=REPEATED))
            return None
        return page

    async def pages(self) -> AsyncIterator[AsyncPage[T]]:
        """This page and all after it."""
        page: AsyncPage[T] | None = self
        while page is not None:
            yield page
            page = await page.next_page()

    async def __aiter__(self) -> AsyncIterator[T]:
        async for page in self.pages():
            for item in page.data:
                yield item

    def prefetched(self) -> AbstractAsyncContextManager[AsyncIterator[T]]:
        """As Page's: `async with page.prefetched() as items: ...`."""
        return prefetched_async(self)


class AsyncPager(Generic[T]):
    """A list that is not asked for yet: `await` it for its first page, or `async for` over its items."""

    __slots__ = ("_arguments", "_body", "_client", "_operation")

    def __init__(
        self,
        client: AsyncClient,
        operation: Operation[T],
        arguments: Mapping[str, object],
        body: object,
    ) -> None:
        self._client = client
        self._operation = operation
        self._arguments = arguments
        self._body = body

    def __await__(self) -> Generator[Any, Any, AsyncPage[T]]:
        return self._fetch().__await__()

    async def _fetch(self) -> AsyncPage[T]:
        chain = Chain(state_of(self._client), self._operation, self._body)
        page: AsyncPage[T] = await fetch_async(self._client, chain, chain.first(self._arguments))
        return cast("AsyncPage[T]", page.raw) if is_raw(self._client) else page

    async def pages(self) -> AsyncIterator[AsyncPage[T]]:
        """All pages."""
        async for page in (await self._fetch()).pages():
            yield page

    async def __aiter__(self) -> AsyncIterator[T]:
        async for page in self.pages():
            for item in page.data:
                yield item


def first_page(
    client: SyncClient, operation: Operation[T], arguments: Mapping[str, object], body: object
) -> Page[T]:
    """The page that the arguments ask for."""
    chain = Chain(state_of(client), operation, body)
    page: Page[T] = fetch(client, chain, chain.first(arguments))
    return cast("Page[T]", page.raw) if is_raw(client) else page


def fetch(client: SyncClient, chain: Chain, place: Place) -> Page[Any]:
    """A page. Errors say where it is."""
    try:
        call = chain.call(place)
        return perform(client, call, lambda response: Page(client, chain, place, call, response))
    except APIError as error:
        chain.located(error, place)
        raise


async def fetch_async(client: AsyncClient, chain: Chain, place: Place) -> AsyncPage[Any]:
    """As `fetch`."""
    try:
        call = chain.call(place)
        return await perform_async(
            client, call, lambda response: AsyncPage(client, chain, place, call, response)
        )
    except APIError as error:
        chain.located(error, place)
        raise

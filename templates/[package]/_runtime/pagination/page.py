"""Pages of a list. Each page also iterates over all items from itself on."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import AbstractAsyncContextManager, AbstractContextManager
from itertools import islice
from typing import Any, Generic, Self, TypeVar, cast

from ..calls.call import Call
from ..client.aio import AsyncClient, perform_async
from ..client.base import is_raw
from ..client.sync import SyncClient, perform
from ..config.call_options import CallOptions, check_deadline
from ..deadline import Deadline
from ..descriptors.operation import Operation
from ..errors import APIError
from ..escaping import printable
from ..responses.raw import RawResponse
from ..responses.synchronous_use import AsyncIterated
from ..transport.messages import HTTPResponse
from .next_page import REPEATED, PageRequest, find_next_page, position, position_text
from .page_metadata import read_metadata
from .prefetch import prefetched, prefetched_async
from .repetitions import without_overlap
from .sequence import PageSequence, page_sequence

T = TypeVar("T")


class _Page(Generic[T]):
    """Common part of synchronous and asynchronous pages.

    Attributes:
        data: The items of this page, without leading items that the previous page had at its end.
        metadata: The rest of the response; empty if the response is the bare list.
        repeats: Whether an earlier page had the same items.
        stopped: Why iteration ends early at this page: the server repeats pages, ignores the page size, or sends
            only empty pages, or the URL or value for the next page is invalid. Also logged as a warning.
    """

    __slots__ = (
        *("_call", "_next", "_request", "_response", "_sequence"),
        *("data", "metadata", "repeats", "stopped"),
    )

    def __init__(
        self, sequence: PageSequence, request: PageRequest, call: Call, response: HTTPResponse
    ) -> None:
        body, count, items = sequence.read(call, response)
        self._sequence = sequence
        self._request = request
        self.data: list[T] = without_overlap(items, request.before)
        self.metadata: Mapping[str, Any] = body.metadata
        repeated = sequence.seen_pages.find(body.items, items, request.index) if count else None
        next_page = find_next_page(
            sequence.operation, request, body, count, items, response, call.request.url, repeated
        )
        self._next = next_page.request
        self._call = call
        self._response = response
        self.repeats = repeated is not None
        self.stopped: str | None = None
        if next_page.stopped and not self.repeats:
            self._stop(next_page.stopped)

    def _stop(self, reason: str) -> None:
        self._next = None
        self.stopped = reason
        logger = logging.getLogger(self._sequence.state.api.package)
        logger.warning(
            "%s stops at %s: %s", self._sequence.operation.name, self._shown, self.stopped
        )

    @property
    def raw(self) -> RawResponse[Any]:
        """The whole response."""
        return RawResponse(self._response, self._call, lambda: self)

    @property
    def number(self) -> int | str | None:
        """The page's number, offset or cursor, which a later call can use to resume the list."""
        return position(self._sequence.paging, self._request)

    @property
    def position(self) -> str:
        """The position of this page, from which `options={"position": ...}` continues, also in another process."""
        return position_text(self._sequence.paging, self._request)

    @property
    def next_position(self) -> str | None:
        """The position of the next page; None at the end of the list."""
        return None if self._next is None else position_text(self._sequence.paging, self._next)

    @property
    def total(self) -> int | None:
        """The number of all items of the list, if the API says it."""
        return read_metadata(self._sequence.paging, self.metadata).total

    def within(self, seconds: float) -> Self:
        """Limit the rest of the iteration: it raises APITimeoutError after so many seconds from now."""
        self._sequence.deadline = Deadline(check_deadline(seconds, "seconds"))
        return self

    @property
    def _shown(self) -> str:
        number = self.number
        if number is None:
            return "the first page"
        return f"page {printable(self._sequence.state.redactor.text(str(number)))}"

    def has_next_page(self) -> bool:
        """Whether another page is expected. This makes no request."""
        return self._next is not None

    def __len__(self) -> int:
        return len(self.data)

    def __repr__(self) -> str:
        name = self._sequence.operation.name
        return f"<{type(self).__name__} of {name}, {self._shown}: {len(self.data)} items>"


class Page(_Page[T]):
    """A page of a list. Iteration yields all items from this page on and fetches pages as needed."""

    __slots__ = ("_client",)

    def __init__(
        self,
        client: SyncClient,
        sequence: PageSequence,
        request: PageRequest,
        call: Call,
        response: HTTPResponse,
    ) -> None:
        super().__init__(sequence, request, call, response)
        self._client = client

    def next_page(self) -> Page[T] | None:
        """Fetch the next page; None at the end of the list. Pages that an insertion shifted are skipped.

        Raises:
            APIError: The call fails; `error.page` is the page. Call this method again to retry.
        """
        following = self._next
        while following is not None:
            page: Page[T] = fetch(self._client, self._sequence, following)
            if not page.repeats:
                return page
            following = page._next
            if following is None:
                self._stop(REPEATED)
        return None

    def pages(self) -> Iterator[Page[T]]:
        """This page and all pages after it."""
        page: Page[T] | None = self
        while page is not None:
            yield page
            page = page.next_page()

    def __iter__(self) -> Iterator[T]:
        items = (item for page in self.pages() for item in page.data)
        return islice(items, self._sequence.max_items)

    def prefetched(self) -> AbstractContextManager[Iterator[T]]:
        """All items from this page on; fetches one page ahead: `with page.prefetched() as items: ...`."""
        return prefetched(self, self._sequence.max_items)


class AsyncPage(AsyncIterated, _Page[T]):
    """A page of a list. `async for` yields all items from this page on and fetches pages as needed."""

    __slots__ = ("_client",)

    def __init__(
        self,
        client: AsyncClient,
        sequence: PageSequence,
        request: PageRequest,
        call: Call,
        response: HTTPResponse,
    ) -> None:
        super().__init__(sequence, request, call, response)
        self._client = client

    async def next_page(self) -> AsyncPage[T] | None:
        """Like `Page.next_page`."""
        following = self._next
        while following is not None:
            page: AsyncPage[T] = await fetch_async(self._client, self._sequence, following)
            if not page.repeats:
                return page
            following = page._next
            if following is None:
                self._stop(REPEATED)
        return None

    async def pages(self) -> AsyncIterator[AsyncPage[T]]:
        """This page and all pages after it."""
        page: AsyncPage[T] | None = self
        while page is not None:
            yield page
            page = await page.next_page()

    async def __aiter__(self) -> AsyncIterator[T]:
        left = self._sequence.max_items
        async for page in self.pages():
            for item in page.data[:left]:
                yield item
            left = None if left is None else max(left - len(page.data), 0)
            if left == 0:
                return

    def prefetched(self) -> AbstractAsyncContextManager[AsyncIterator[T]]:
        """Like `Page.prefetched`: `async with page.prefetched() as items: ...`."""
        return prefetched_async(self, self._sequence.max_items)


def first_page(
    client: SyncClient,
    operation: Operation[T],
    arguments: Mapping[str, object],
    body: object,
    options: CallOptions | None,
) -> Page[T]:
    """Fetch the page that the arguments select."""
    sequence = page_sequence(client, operation, body, options)
    page: Page[T] = fetch(client, sequence, sequence.first(arguments))
    return cast("Page[T]", page.raw) if is_raw(client) else page


def fetch(client: SyncClient, sequence: PageSequence, request: PageRequest) -> Page[Any]:
    """Fetch a page; errors contain its position."""
    try:
        call = sequence.call(request)
        return perform(
            client, call, lambda response: Page(client, sequence, request, call, response)
        )
    except APIError as error:
        sequence.locate(error, request)
        raise


async def fetch_async(
    client: AsyncClient, sequence: PageSequence, request: PageRequest
) -> AsyncPage[Any]:
    """Like `fetch`."""
    try:
        call = sequence.call(request)
        return await perform_async(
            client, call, lambda response: AsyncPage(client, sequence, request, call, response)
        )
    except APIError as error:
        sequence.locate(error, request)
        raise

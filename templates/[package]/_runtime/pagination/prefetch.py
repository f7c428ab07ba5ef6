"""Iterate over a list while its next page is being fetched; at most one page is fetched ahead."""

from __future__ import annotations

from collections.abc import AsyncGenerator, AsyncIterator, Generator, Iterator
from contextlib import asynccontextmanager, contextmanager
from itertools import islice
from typing import TYPE_CHECKING, Any, TypeVar

from ..errors import APIError

T = TypeVar("T")

if TYPE_CHECKING:
    from concurrent.futures import Executor
    from typing import Protocol

    from anyio.streams.memory import MemoryObjectReceiveStream, MemoryObjectSendStream

    class Prefetchable(Protocol[T]):
        """A page of a list that fetches the next page."""

        data: list[T]

        def has_next_page(self) -> bool: ...

        def next_page(self) -> Prefetchable[T] | None: ...

    class AsyncPrefetchable(Protocol[T]):
        """A page of a list that fetches the next page asynchronously."""

        data: list[T]

        async def next_page(self) -> AsyncPrefetchable[T] | None: ...


@contextmanager
def prefetched(page: Prefetchable[T], limit: int | None = None) -> Generator[Iterator[T]]:
    """All items from a page on; a thread fetches the next page. An early exit does not wait for the thread."""
    from concurrent.futures import ThreadPoolExecutor

    executor = ThreadPoolExecutor(1, thread_name_prefix="prefetch")
    try:
        yield islice(_items(page, executor), limit)
    finally:
        executor.shutdown(wait=False, cancel_futures=True)


def _items(first: Prefetchable[T], executor: Executor) -> Iterator[T]:
    page: Prefetchable[T] | None = first
    while page is not None:
        following = executor.submit(page.next_page) if page.has_next_page() else None
        yield from page.data
        page = None if following is None else following.result()


@asynccontextmanager
async def prefetched_async(
    page: AsyncPrefetchable[T], limit: int | None = None
) -> AsyncGenerator[AsyncIterator[T]]:
    """All items from a page on; a task fetches the next page. An early exit cancels the task."""
    import anyio

    failure: Exception | None = None
    sender, receiver = anyio.create_memory_object_stream[Any](0)
    with receiver:
        async with anyio.create_task_group() as group:
            group.start_soon(_feed, page, sender)
            try:
                yield _async_items(receiver, limit)
            except Exception as error:  # raised below: the task group would raise an ExceptionGroup
                failure = error
            group.cancel_scope.cancel()
    if failure is not None:
        raise failure


async def _feed(first: AsyncPrefetchable[T], sender: MemoryObjectSendStream[Any]) -> None:
    page: AsyncPrefetchable[T] | None = first
    with sender:
        while page is not None:
            await sender.send(page)
            try:
                page = await page.next_page()
            except APIError as error:
                await sender.send(error)
                return


async def _async_items(
    receiver: MemoryObjectReceiveStream[Any], limit: int | None
) -> AsyncIterator[Any]:
    count = 0
    async for page in receiver:
        if isinstance(page, APIError):
            raise page
        for item in page.data:
            if count == limit:
                return
            count += 1
            yield item

"""Iterating over a list while its next page, and no more than that, is being fetched."""

from __future__ import annotations

from collections.abc import AsyncGenerator, AsyncIterator, Generator, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

from ..errors import APIError

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from anyio.streams.memory import MemoryObjectReceiveStream, MemoryObjectSendStream

    from .page import AsyncPage, Page

T = TypeVar("T")


@contextmanager
def prefetched(page: Page[T]) -> Generator[Iterator[T]]:
    """All items from a page on; a thread fetches the next page. Leaving early does not wait for it."""
    from concurrent.futures import ThreadPoolExecutor

    executor = ThreadPoolExecutor(1, thread_name_prefix="prefetch")
    try:
        yield _items(page, executor)
    finally:
        executor.shutdown(wait=False, cancel_futures=True)


def _items(first: Page[T], executor: Executor) -> Iterator[T]:
    page: Page[T] | None = first
    while page is not None:
        following = executor.submit(page.next_page) if page.has_next_page() else None
        yield from page.data
        page = None if following is None else following.result()


@asynccontextmanager
async def prefetched_async(page: AsyncPage[T]) -> AsyncGenerator[AsyncIterator[T]]:
    """All items from a page on; a task fetches the next page. Leaving early cancels it."""
    import anyio

    failure: Exception | None = None
    sender, receiver = anyio.create_memory_object_stream[Any](0)
    with receiver:
        async with anyio.create_task_group() as group:
            group.start_soon(_feed, page, sender)
            try:
                yield _async_items(receiver)
            except (
                Exception
            ) as error:  # raised below: within the group it would become an ExceptionGroup
                failure = error
            group.cancel_scope.cancel()
    if failure is not None:
        raise failure


async def _feed(first: AsyncPage[T], sender: MemoryObjectSendStream[Any]) -> None:
    page: AsyncPage[T] | None = first
    with sender:
        while page is not None:
            await sender.send(page)
            try:
                page = await page.next_page()
            except APIError as error:
                await sender.send(error)
                return


async def _async_items(receiver: MemoryObjectReceiveStream[Any]) -> AsyncIterator[Any]:
    async for page in receiver:
        if isinstance(page, APIError):
            raise page
        for item in page.data:
            yield item

"""Exit a prefetched list while its next page is pending."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from typing import Any

import anyio
import anyio.to_thread
import pytest

from tests.runtime.sides import Side
from tests.runtime.timing import soon
from tests.support.loopback import Loopback, Received, Reply, answer


class Held:
    """A server that returns its second page only after the test releases it."""

    def __init__(self, server: Loopback) -> None:
        self.requested, self.released, self.answered = (threading.Event() for _ in range(3))
        server.answer_with(self.act)

    def act(self, request: Received) -> Reply:
        if "page=2" not in request.query:
            return answer({"data": [{"id": "1"}, {"id": "2"}], "hasMore": True})
        self.requested.set()
        self.released.wait(20)
        self.answered.set()
        return answer({"data": [{"id": "3"}], "hasMore": False})


@pytest.fixture
def held(server: Loopback) -> Iterator[Held]:
    held = Held(server)
    yield held
    held.released.set()


def leave(side: Side, page: Any, before: Callable[[], object]) -> None:
    """Take the first item, call `before`, and exit the list."""
    if side.portal is None:
        with page.prefetched() as items:
            assert next(items).id == "1"
            before()
        return

    async def run() -> None:
        with anyio.fail_after(20):
            async with page.prefetched() as items:
                assert (await anext(items)).id == "1"
                await anyio.to_thread.run_sync(before)

    side.run(run)


def test_an_early_exit_does_not_wait_for_the_pending_page(
    side: Side, server: Loopback, held: Held
) -> None:
    caller = side.caller(server)
    leave(side, caller.page(limit=2), lambda: held.requested.wait(20))
    assert held.requested.is_set()
    assert not held.answered.is_set(), "the list was exited before the page arrived"
    held.released.set()
    assert caller.page(limit=2).data[0].id == "1", "the client is still usable"
    assert soon(lambda: not prefetching()), "no thread is left"


def test_an_error_in_the_caller_does_not_wait_for_the_pending_page(
    side: Side, server: Loopback, held: Held
) -> None:
    def fail() -> None:
        held.requested.wait(20)
        raise KeyError("mine")

    page = side.caller(server).page(limit=2)
    with pytest.raises(KeyError, match="mine"):
        leave(side, page, fail)
    assert not held.answered.is_set()


def prefetching() -> list[str]:
    """Return the names of the threads that prefetch pages."""
    return [each.name for each in threading.enumerate() if each.name.startswith("prefetch")]

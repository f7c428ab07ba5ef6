"""A `with` or `for` of the other kind, or a missing `await`, says what is needed."""

from __future__ import annotations

from typing import Any

import pytest

from tests.runtime.sides import LINES, LIST, Side
from tests.support.loopback import Loopback, Reply, answer


def test_an_asynchronous_client_in_a_with_block(server: Loopback, side: Side) -> None:
    client: Any = side.caller(server).client

    async def enter() -> None:
        async with client:
            pass

    if side.portal is None:
        with pytest.raises(TypeError, match="'SyncClient' needs `with` instead of `async with`"):
            enter().send(None)
        return
    with pytest.raises(TypeError, match="'AsyncClient' needs `async with` instead of"), client:
        pass


def test_asynchronous_items_in_a_for_loop(server: Loopback, async_side: Side) -> None:
    things = async_side.caller(server).things
    for items in (things._page(LIST), things._stream(LINES)):
        with pytest.raises(TypeError, match="needs `async for` instead of `for`"):
            list(items)
    stream = things._stream(LINES)
    with (
        pytest.raises(TypeError, match="'AsyncStream' needs `async with` instead of `with`"),
        stream,
    ):
        pass
    assert server.requests == []


def test_asynchronous_items_that_are_used_like_a_list(server: Loopback, async_side: Side) -> None:
    caller = async_side.caller(server)
    pager: Any = caller.things._page(LIST)
    begin = (
        r"'AsyncPager' is not fetched yet; write `page = await client.things.list\(...\)`, then "
    )
    with pytest.raises(TypeError, match=rf"{begin}`len\(page\)`"):
        len(pager)
    with pytest.raises(TypeError, match=rf"{begin}`page.data\[...\]`"):
        _ = pager[0]
    with pytest.raises(TypeError, match=rf"{begin}`if page.data`"):
        bool(pager)
    stream: Any = caller.things._stream(LINES)
    for use in (len, lambda s: s[0], lambda s: s[:2]):
        with pytest.raises(TypeError, match=r"'AsyncStream' is no list; write `\[item async for"):
            use(stream)
    with pytest.raises(TypeError, match=r"'AsyncStream' is not open yet; write `async with ... as"):
        bool(stream)
    assert server.requests == []


def test_pages_and_open_streams(server: Loopback, async_side: Side) -> None:
    caller = async_side.caller(server)
    server.play(answer([{"id": "1"}]), Reply(200, b'{"id": "1"}\n', content_type="application/jsonl"))  # fmt: skip
    page: Any = caller.page(LIST)
    with pytest.raises(TypeError, match="'AsyncPage' needs `async for` instead of `for`"):
        list(page)
    assert (bool(page), len(page)) == (True, 1)
    assert caller.stream(LINES)


def test_attributes_of_a_list_that_is_not_fetched(server: Loopback, async_side: Side) -> None:
    things = async_side.caller(server).things
    with pytest.raises(AttributeError, match="no attribute 'data'; await it first for its page"):
        _ = things._page(LIST).data
    with pytest.raises(AttributeError, match=r"no attribute 'dat'$"):
        _ = things._page(LIST).dat

"""A `with` or `for` of the other kind says which keyword is needed."""

from __future__ import annotations

from typing import Any

import pytest

from tests.runtime.sides import LINES, LIST, Side
from tests.support.loopback import Loopback


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

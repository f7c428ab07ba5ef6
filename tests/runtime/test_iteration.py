"""The budget of an iteration, and continuing it at a position."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from client_under_test._runtime import Operation, errors

from tests.runtime.clock import Clock
from tests.runtime.sides import CURSOR, LINKED, LIST, NEXT_URL, OFFSET, Side, Thing
from tests.support.loopback import Loopback, Received, Reply, answer

ALL = [f"t{number}" for number in range(6)]


def listed(operation: Operation[Thing], server: Loopback) -> Callable[[Received], Reply]:
    """Six things on pages of two, as each style of paging has them."""

    def act(request: Received) -> Reply:
        query = dict(each.split("=") for each in request.query.split("&") if each)
        start = int(query.get("start", query.get("after", query.get("offset", 0))))
        start = (int(query["page"]) - 1) * 2 if "page" in query else start
        following = str(start + 2) if start + 2 < len(ALL) else None
        url = f"{server.url}/things?start={following}"
        items = [{"id": each} for each in ALL[start : start + 2]]
        headers = {"Link": f'<{url}>; rel="next"'} if following else {}
        if operation is LINKED:
            return answer(items, 200, **headers)
        end = {"meta": {"next": following, "total": len(ALL)}, "next": following and url}
        return answer({"data": items, **end})

    return act


@pytest.fixture(params=[LIST, OFFSET, CURSOR, NEXT_URL, LINKED], ids=lambda each: each.name)
def operation(request: pytest.FixtureRequest, server: Loopback) -> Any:
    """A list of each style, and a server for it."""
    server.answer_with(listed(request.param, server))
    return request.param


def items(side: Side, caller: Any, operation: Operation[Thing], **options: Any) -> list[str]:
    """The ids of an iteration with options."""
    found = side.collect(lambda: caller.things._page(operation, {"limit": 2}, options=options))
    return [each.id for each in found]


@pytest.mark.parametrize("count", [0, 1, 2, 3, 6, 9])
def test_a_maximum_of_items(
    side: Side, server: Loopback, operation: Operation[Thing], count: int
) -> None:
    assert items(side, side.caller(server), operation, max_items=count) == ALL[:count]
    assert len(server.requests) == min(max(-(-count // 2), 1), 3)


def test_a_maximum_of_prefetched_items(side: Side, server: Loopback) -> None:
    server.answer_with(listed(CURSOR, server))
    caller = side.caller(server)
    page = side.run(lambda: caller.things._page(CURSOR, {}, options={"max_items": 3}))
    if side.portal is None:
        with page.prefetched() as found:
            assert [each.id for each in found] == ALL[:3]
        return

    async def collected() -> list[str]:
        async with page.prefetched() as found:
            return [each.id async for each in found]

    assert side.portal.call(collected) == ALL[:3]


@pytest.mark.parametrize(
    ("listed_as", "shown"),
    [(CURSOR, "things.cursor, the first page"), (LIST, "things.list, page 1")],
)
def test_the_repr_of_a_page_names_its_list(
    side: Side, server: Loopback, listed_as: Operation[Thing], shown: str
) -> None:
    server.answer_with(listed(listed_as, server))
    page = side.run(lambda: side.caller(server).things._page(listed_as, {}))
    assert repr(page) == f"<{type(page).__name__} of {shown}: 2 items>"


def test_a_list_continues_at_a_position(
    side: Side, server: Loopback, operation: Operation[Thing]
) -> None:
    caller = side.caller(server)
    first = side.run(lambda: caller.things._page(operation, {"limit": 2}))
    position = first.next_position
    assert isinstance(position, str)
    other = side.caller(server)  # as in a later process
    assert items(side, other, operation, position=position) == ALL[2:]
    second = side.run(first.next_page)
    assert second.position == position
    assert items(side, other, operation, position=first.position) == ALL
    last = side.run(second.next_page)
    assert last.next_position is None


def test_an_invalid_position(side: Side, server: Loopback) -> None:
    server.play(answer([]))
    caller = side.caller(server)
    with pytest.raises(errors.ArgumentError, match=r"options\['position'\]: is not a position"):
        items(side, caller, LIST, position="abc")
    with pytest.raises(errors.ResponseDecodeError, match="another origin"):
        items(side, caller, NEXT_URL, position="https://elsewhere.invalid/things")
    assert server.requests == []


def test_the_total_and_the_truth_of_a_page(side: Side, server: Loopback) -> None:
    server.answer_with(listed(CURSOR, server))
    caller = side.caller(server)
    page = caller.page(CURSOR)
    assert (page.total, len(page), bool(page)) == (6, 2, True)
    server.play(answer({"data": []}))
    empty = caller.page(CURSOR)
    assert (empty.total, len(empty), bool(empty)) == (None, 0, False)


@pytest.mark.parametrize("how", ["option", "method"])
def test_one_deadline_for_all_pages(side: Side, server: Loopback, clock: Clock, how: str) -> None:
    act = listed(CURSOR, server)

    def slow(request: Received) -> Reply:
        clock.move(4)
        return act(request)

    server.answer_with(slow)
    caller = side.caller(server, timeout=100, max_retries=0)
    options = {"deadline": 10} if how == "option" else None

    def pages() -> Any:
        found = caller.things._page(CURSOR, {}, options=options)
        return found if how == "option" else found.within(6 if side.portal is None else 10)

    with pytest.raises(errors.APITimeoutError):
        side.collect(pages)
    assert len(server.requests) == 3


@pytest.mark.parametrize(
    ("options", "name"),
    [
        ({"deadline": 0}, "deadline"),
        ({"deadline": "5"}, "deadline"),
        ({"max_items": -1}, "max_items"),
    ],
)
def test_invalid_budgets(side: Side, server: Loopback, options: dict[str, Any], name: str) -> None:
    server.play(answer([]))
    with pytest.raises(errors.ArgumentError, match=name):
        items(side, side.caller(server), LIST, **options)
    assert server.requests == []


def test_the_deadline_of_another_call(side: Side, server: Loopback) -> None:
    server.play(Reply(503, headers={"Retry-After": "20"}))
    caller = side.caller(server, timeout=None)
    with pytest.raises(errors.ServiceUnavailableError, match="not retried"):
        side.run(lambda: caller.things._call(LIST, {}, options={"deadline": 10}))

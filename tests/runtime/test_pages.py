"""Pages: no endless loop, no duplicate item, and no item lost without a warning."""

from __future__ import annotations

import itertools
import json
import logging
import time
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import parse_qs

import anyio
import pytest
from client_under_test._runtime import Operation, Paging, Query, Result, errors
from client_under_test._runtime.pagination.next_page import next_link
from hypothesis import given
from hypothesis import strategies as st

from tests.runtime.sides import (
    APP_ID,
    CURSOR,
    LINKED,
    LIST,
    NEXT_URL,
    OFFSET,
    SIZED,
    Side,
    Thing,
    sides,
)
from tests.support.examples import examples
from tests.support.loopback import Loopback, Received, Reply, answer


@pytest.fixture(autouse=True)
def _lists_end(server: Loopback) -> None:
    """The maximum number of pages of a list in these tests."""
    server.most = 100


Metadata = Callable[[int, int, int], dict[str, Any]]
"""A function of the page number, the page size and the number of all items."""


def ids(count: int, first: int = 1) -> list[str]:
    """The ids of things."""
    return [str(number) for number in range(first, first + count)]


def book(
    count: int,
    *,
    bare: bool = False,
    metadata: Metadata | None = None,
    size: int = 2,
    most: int | None = None,
) -> Callable[[Received], Reply]:
    """A server with `count` things that supports `page` and `limit`, with at most `most` things on a page."""

    def act(request: Received) -> Reply:
        query = {name: int(values[0]) for name, values in parse_qs(request.query).items()}
        page, limit = query.get("page", 1), min(query.get("limit", size), most or 99)
        items = [{"id": each} for each in ids(count)[(page - 1) * limit : page * limit]]
        if bare:
            return answer(items)
        return answer({"data": items, **({} if metadata is None else metadata(page, limit, count))})

    return act


def asked(server: Loopback, name: str = "page") -> list[str | None]:
    """The requested values."""
    return [parse_qs(request.query).get(name, [None])[0] for request in server.requests]


@pytest.mark.parametrize("bare", [True, False])
def test_both_shapes_are_iterated_to_the_end(side: Side, server: Loopback, bare: bool) -> None:
    server.answer_with(book(5, bare=bare))
    assert side.caller(server).items(limit=2) == ids(5)
    assert asked(server) == [None, "2", "3"], "the third page is short: it is the last"
    assert asked(server, "limit") == ["2", "2", "2"]


def test_a_page_is_more_than_its_items(side: Side, server: Loopback) -> None:
    server.answer_with(
        book(3, metadata=lambda page, limit, count: {"meta": {"page": page, "x": [1]}})
    )
    caller = side.caller(server)
    page = caller.page(limit=2)
    assert [thing.id for thing in page.data] == ["1", "2"]
    assert page.metadata == {"meta": {"page": 1, "x": [1]}}
    assert (page.number, len(page), page.stopped) == (1, 2, None)
    assert page.raw.status_code == 200
    assert page.raw.json()["meta"]["x"] == [1]
    assert page.has_next_page()
    second = caller.next(page)
    assert ([thing.id for thing in second.data], second.number, second.has_next_page()) == (
        ["3"],
        2,
        False,
    )
    assert caller.next(second) is None
    assert len(server.requests) == 2


def test_no_content_is_an_empty_page(side: Side, server: Loopback) -> None:
    server.play(Reply(204))
    caller = side.caller(server)
    page = caller.page()
    assert (page.data, page.has_next_page()) == ([], False)
    assert caller.items() == []
    assert len(caller.client.drift) == 0


def test_without_a_known_size_an_empty_page_ends_it(side: Side, server: Loopback) -> None:
    server.answer_with(book(4))
    assert side.caller(server).items() == ids(4)
    assert asked(server) == [None, "2", "3"]


def test_with_the_documented_size_a_short_page_ends_it(side: Side, server: Loopback) -> None:
    server.answer_with(book(3))
    assert side.caller(server).items(SIZED) == ids(3)
    assert asked(server) == [None, "2"]


@pytest.mark.parametrize(
    "metadata",
    [
        lambda page, limit, count: {"total": count},
        lambda page, limit, count: {"meta": {"totalCount": str(count)}},
        lambda page, limit, count: {"metadata": {"total_pages": -(-count // limit)}},
        lambda page, limit, count: {"pagination": {"hasMore": page * limit < count}},
        lambda page, limit, count: {"has_next_page": page * limit < count},
        lambda page, limit, count: {"nextPage": page + 1 if page * limit < count else None},
        lambda page, limit, count: {"page": {"number": page, "totalElements": count}},
    ],
)
def test_metadata_save_the_last_request(side: Side, server: Loopback, metadata: Metadata) -> None:
    server.answer_with(book(4, metadata=metadata))
    assert side.caller(server).items(limit=2) == ids(4)
    assert asked(server) == [None, "2"]


LIES: dict[str, Metadata] = {
    "too large": lambda page, limit, count: {"total": 1000},
    "too small": lambda page, limit, count: {"total": 1},
    "zero": lambda page, limit, count: {"total": 0, "totalPages": 0},
    "negative": lambda page, limit, count: {"total": -1, "totalPages": -5},
    "a string": lambda page, limit, count: {"total": "many", "totalPages": "0x10"},
    "missing": lambda page, limit, count: {"meta": None, "pagination": 3},
    "null": lambda page, limit, count: {"total": None, "hasMore": None},
    "a boolean": lambda page, limit, count: {"total": True, "hasMore": "yes"},
    "of other types": lambda page, limit, count: {
        "total": [1],
        "totalPages": {"x": 1},
        "limit": "all",
    },
    "pages too many": lambda page, limit, count: {"meta": {"totalPages": 99}},
    "always more": lambda page, limit, count: {"hasMore": True},
    "the page's own count": lambda page, limit, count: {"count": limit},
    "the page's own count as total": lambda page, limit, count: {"total": limit},
}


@pytest.mark.parametrize("lie", LIES)
def test_wrong_metadata_neither_lose_nor_duplicate_items(
    side: Side, server: Loopback, lie: str
) -> None:
    server.answer_with(book(5, metadata=LIES[lie]))
    assert side.caller(server).items(limit=2) == ids(5)
    assert len(server.requests) <= 3 + 11


LIES_THAT_SHOW: dict[str, Metadata] = {
    "a total between two pages": lambda page, limit, count: {"total": 3},
    "a total that grows": lambda page, limit, count: {"total": page * limit},
    "a total that begins too small": lambda page, limit, count: {"total": 3 if page < 2 else 4},
    "no more, though the total is not reached": lambda page, limit, count: {
        "hasMore": False,
        "total": count,
    },
    "no next page, though the total is not reached": lambda page, limit, count: {
        "nextPage": None,
        "total": count,
    },
    "no more, though there is a next page": lambda page, limit, count: {
        "hasMore": False,
        "nextPage": page + 1,
    },
    "the last page by their number, not by the total": lambda page, limit, count: {
        "totalPages": 1 if page < 2 else 2,
        "total": count,
    },
    "the last page by the total, not by their number": lambda page, limit, count: {
        "totalPages": 3,
        "total": 4,
    },
    "no more of a total that is too large": lambda page, limit, count: {
        "hasMore": False,
        "total": 1000,
    },
}


@pytest.mark.parametrize("lie", LIES_THAT_SHOW)
def test_contradictory_metadata_lose_no_items(side: Side, server: Loopback, lie: str) -> None:
    server.answer_with(book(5, metadata=LIES_THAT_SHOW[lie]))
    assert side.caller(server).items(limit=2) == ids(5)
    assert len(server.requests) <= 4, "at most one to see that there is nothing more"


@pytest.mark.parametrize("claim", [{"total": 4}, {"hasMore": False}, {"totalPages": 2}])
def test_metadata_without_contradictions_are_trusted(
    side: Side, server: Loopback, claim: dict[str, object]
) -> None:
    """Detecting that such metadata is wrong would cost one more request for each list."""
    server.answer_with(
        book(5, metadata=lambda page, limit, count: claim if page == 2 else {"more": True})
    )
    assert side.caller(server).items(limit=2) == ids(4)
    assert asked(server) == [None, "2"]


def test_items_shifted_to_the_next_page_are_yielded_once(side: Side, server: Loopback) -> None:
    """Two things are inserted at the start while the list is fetched."""
    things = [{"id": each, "count": 1} for each in ids(5)]

    def act(request: Received) -> Reply:
        page = int(parse_qs(request.query).get("page", ["1"])[0])
        now = things if page == 1 else [{"id": "a"}, {"id": "b"}, *things]
        return answer({"data": now[(page - 1) * 3 : page * 3], "hasMore": page < 3})

    server.answer_with(act)
    caller = side.caller(server)
    assert caller.items(limit=3) == ids(5)
    second = caller.next(caller.page(limit=3))
    assert [thing.id for thing in second.data] == ["4"]
    assert len(second.raw.json()["data"]) == 3, "the answer is as it came"


STALE = {
    "the number of items": {"total": 5},
    "the number of pages": {"totalPages": 3},
    "both": {"total": 5, "totalPages": 3},
}


@pytest.mark.parametrize("metadata", STALE.values(), ids=STALE)
@pytest.mark.parametrize("operation", [LIST, OFFSET], ids=["page", "offset"])
@pytest.mark.parametrize("inserted", [0, 1])
def test_a_list_that_grew_is_read_past_its_stale_total(
    side: Side, server: Loopback, metadata: dict[str, int], operation: Operation[Any], inserted: int
) -> None:
    """Two things are inserted after the first page, one of them into the part that was not read yet."""

    def act(request: Received) -> Reply:
        query = parse_qs(request.query)
        start = int(query.get("offset", ["0"])[0]) or (int(query.get("page", ["1"])[0]) - 1) * 2
        now = ids(5) if start == 0 else ["x", *ids(5)[: 3 + inserted], "y", *ids(5)[3 + inserted :]]
        return answer({"data": [{"id": each} for each in now[start : start + 2]], **metadata})

    server.answer_with(act)
    items = side.caller(server).items(operation, limit=2)
    assert sorted(items) == sorted([*ids(5), "y"])
    assert len(server.requests) <= 5


@pytest.mark.parametrize("metadata", [{}, *STALE.values()], ids=["none", *STALE])
@pytest.mark.parametrize("operation", [LIST, OFFSET], ids=["page", "offset"])
@pytest.mark.parametrize("fetched", [1, 2])
@pytest.mark.parametrize("inserted", [1, 2])
def test_pages_that_were_shifted_by_whole_pages_are_skipped(
    side: Side,
    server: Loopback,
    metadata: dict[str, int],
    operation: Operation[Any],
    fetched: int,
    inserted: int,
) -> None:
    """Whole pages are inserted at the start of the list after `fetched` pages."""

    def act(request: Received) -> Reply:
        query = parse_qs(request.query)
        start = int(query.get("offset", ["0"])[0]) or (int(query.get("page", ["1"])[0]) - 1) * 2
        new = ids(inserted * 2, 100) if start >= fetched * 2 else []
        return answer({"data": [{"id": x} for x in [*new, *ids(5)][start : start + 2]], **metadata})

    server.answer_with(act)
    items = side.caller(server).items(operation, limit=2)
    assert [each for each in items if each in ids(5)] == ids(5)
    assert len(server.requests) == 3 + inserted


def test_a_page_that_was_shifted_is_skipped_by_cursor(side: Side, server: Loopback) -> None:
    def act(request: Received) -> Reply:
        after = int(parse_qs(request.query).get("after", ["0"])[0])
        now = ids(5) if after == 0 else ["x", "y", *ids(5)]
        following = after + 2 if after + 2 < len(now) else None
        page = [{"id": each} for each in now[after : after + 2]]
        return answer({"data": page, "meta": {"next": following}})

    server.answer_with(act)
    assert side.caller(server).items(CURSOR) == ids(5)


def test_different_items_with_the_same_id_are_not_a_repetition(
    side: Side, server: Loopback
) -> None:
    rows = [{"id": "a", "count": number} for number in range(5)]

    def act(request: Received) -> Reply:
        page = int(parse_qs(request.query).get("page", ["1"])[0])
        return answer({"data": rows[(page - 1) * 2 : page * 2]})

    server.answer_with(act)
    assert side.caller(server).items(limit=2) == ["a"] * 5


def test_a_page_smaller_than_requested_can_be_full(side: Side, server: Loopback) -> None:
    server.answer_with(book(5, most=2))
    assert side.caller(server).items(SIZED, limit=100) == ids(5), "2 is the documented size"


def test_the_number_of_the_page_itself_is_no_next_page(side: Side, server: Loopback) -> None:
    server.answer_with(book(3, metadata=lambda page, limit, count: {"nextPage": page}))
    assert side.caller(server).items(limit=2) == ids(3)
    assert asked(server) == [None, "2"]


def test_a_list_that_exactly_fits_the_first_page(side: Side, server: Loopback) -> None:
    server.answer_with(book(2, metadata=lambda page, limit, count: {"total": count}))
    assert side.caller(server).items(limit=2) == ids(2)
    assert asked(server) == [None, "2"], "the total could be that of the page"


def test_a_server_that_ignores_page_and_returns_different_metadata(
    side: Side, server: Loopback
) -> None:
    counter = itertools.count()

    def act(request: Received) -> Reply:
        return answer({"data": [{"id": each, "count": next(counter)} for each in ("a", "b")]})

    server.answer_with(act)
    assert side.caller(server).items(limit=2) == ["a", "b"]
    assert len(server.requests) == 3


def test_an_empty_page_in_the_middle_does_not_end_it(side: Side, server: Loopback) -> None:
    pages = {1: ["1", "2"], 2: [], 3: [], 4: ["3"]}

    def act(request: Received) -> Reply:
        page = int(parse_qs(request.query).get("page", ["1"])[0])
        return answer({"data": [{"id": each} for each in pages[page]], "hasMore": page < 4})

    server.answer_with(act)
    assert side.caller(server).items(limit=2) == ["1", "2", "3"]
    assert len(server.requests) == 4


def test_endless_empty_pages_stop_with_a_warning(
    side: Side, server: Loopback, caplog: pytest.LogCaptureFixture
) -> None:
    server.play(answer({"data": [], "hasMore": True}))
    with caplog.at_level(logging.WARNING, "thing_api"):
        assert side.caller(server).items() == []
    assert len(server.requests) == 11
    assert "empty" in caplog.text


def test_a_server_that_ignores_page(
    side: Side, server: Loopback, caplog: pytest.LogCaptureFixture
) -> None:
    server.play(answer({"data": [{"id": "1"}, {"id": "2"}]}))
    caller = side.caller(server)
    with caplog.at_level(logging.WARNING, "thing_api"):
        assert caller.items(limit=2) == ["1", "2"]
    assert len(server.requests) == 3, "one page more, in case that a page was inserted"
    assert caplog.text.count("page again") == 1
    page = caller.page(limit=2)
    assert page.has_next_page()
    assert page.stopped is None
    assert caller.next(page) is None
    assert "again" in (page.stopped or "")
    assert not page.has_next_page()


def test_a_server_that_starts_over(side: Side, server: Loopback) -> None:
    def act(request: Received) -> Reply:
        page = int(parse_qs(request.query).get("page", ["1"])[0])
        return answer([{"id": str((page - 1) % 3)}])

    server.answer_with(act)
    assert side.caller(server).items() == ["0", "1", "2"]
    assert len(server.requests) == 7, "a whole turn, in case that three pages were inserted"


def test_more_items_than_requested(
    side: Side, server: Loopback, caplog: pytest.LogCaptureFixture
) -> None:
    server.play(answer([{"id": each} for each in ids(7)]))
    caller = side.caller(server)
    with caplog.at_level(logging.WARNING, "thing_api"):
        page = caller.page(limit=2)
    assert [thing.id for thing in page.data] == ids(7), "none is lost"
    assert not page.has_next_page()
    assert "more items" in page.stopped
    assert "more items" in caplog.text
    assert len(server.requests) == 1


def test_smaller_pages_than_requested(side: Side, server: Loopback) -> None:
    def act(request: Received) -> Reply:
        page = int(parse_qs(request.query).get("page", ["1"])[0])
        return answer(
            {
                "data": [{"id": each} for each in ids(5)[(page - 1) * 2 : page * 2]],
                "meta": {"perPage": 2},
            }
        )

    server.answer_with(act)
    assert side.caller(server).items(limit=100) == ids(5), "the server says that it caps its pages"


def test_a_page_can_be_resumed(side: Side, server: Loopback) -> None:
    server.answer_with(book(7, metadata=lambda page, limit, count: {"total": count}))
    caller = side.caller(server)
    assert caller.items(page=3, limit=2) == ["5", "6", "7"]
    assert asked(server) == ["3", "4"]
    server.requests.clear()
    server.answer_with(book(6, metadata=lambda page, limit, count: {"total": count}))
    assert caller.items(page=3, limit=2) == ["5", "6"]
    assert asked(server) == ["3"], "the total counts the items of the pages before"


def test_an_error_names_its_page(side: Side, server: Loopback) -> None:
    whole = book(6)

    def act(request: Received) -> Reply:
        return (
            Reply(500) if "page=2" in request.query and len(server.requests) < 3 else whole(request)
        )

    server.answer_with(act)
    caller = side.caller(server, max_retries=0)
    first = caller.page(limit=2)
    with pytest.raises(errors.InternalServerError) as caught:
        caller.next(first)
    assert caught.value.page == 2
    assert any("page=2" in note for note in caught.value.__notes__)
    server.requests.append(server.requests[0])
    assert [thing.id for thing in caller.next(first).data] == [
        "3",
        "4",
    ], "the page can be asked again"
    assert caller.items(page=caught.value.page, limit=2) == ["3", "4", "5", "6"]


def test_a_decode_error_names_its_page(side: Side, server: Loopback) -> None:
    server.play(answer([{"id": "1"}]), Reply(200, b"<html>"))
    caller = side.caller(server)
    with pytest.raises(errors.ResponseDecodeError) as caught:
        caller.items()
    assert caught.value.page == 2
    assert caught.value.request_path == "/things"


@pytest.mark.parametrize(
    "body", [b"", b"3", b'"x"', b"null", b"[" * 100_000, b'{"data": 3}', b'{"data": [1, 2]}']
)
def test_responses_that_are_not_pages(side: Side, server: Loopback, body: bytes) -> None:
    server.play(Reply(200, body))
    with pytest.raises(errors.ResponseError):
        side.caller(server, strict=True).items()


@pytest.mark.parametrize(
    ("body", "received"), [({}, "nothing"), ({"data": None}, "null"), ({"items": []}, "nothing")]
)
def test_a_page_without_items_is_drift(
    side: Side, server: Loopback, body: object, received: str
) -> None:
    server.play(answer(body))
    caller = side.caller(server)
    assert caller.items() == []
    mismatches = [(each.pointer, each.received) for each in caller.client.drift]
    assert mismatches == [("/data", received)]
    with pytest.raises(errors.ResponseValidationError) as caught:
        caller.with_options(strict=True).items()
    assert caught.value.pointer == "/data"


def test_an_item_that_is_not_a_model_is_dropped_and_reported(
    side: Side, server: Loopback, caplog: pytest.LogCaptureFixture
) -> None:
    pages = [[{"id": "1"}, 3], [None, "x"], [{"id": 4}]]

    def act(request: Received) -> Reply:
        return answer({"data": pages[int(parse_qs(request.query).get("page", ["1"])[0]) - 1]})

    server.answer_with(act)
    caller = side.caller(server)
    with caplog.at_level(logging.WARNING, "thing_api"):
        assert caller.items(limit=2) == ["1", "4"]
    assert len(server.requests) == 3, "they count as items of their page"
    assert "/data/*" in [mismatch.pointer for mismatch in caller.client.drift]
    assert "/data/*" in caplog.text
    with pytest.raises(errors.ResponseValidationError):
        caller.with_options(strict=True).items(limit=2)
    server.play(answer({"data": [3, "x"]}))
    assert caller.items(limit=2) == []
    assert len(server.requests) == 3, "nor is a list of nothing else endless"


def test_missing_optional_items_are_an_empty_page(side: Side, server: Loopback) -> None:
    operation: Operation[Thing] = Operation(
        "things.list",
        "GET /things",
        results=(Result("200", lambda: Thing),),
        paging=Paging(items="/data", page=None, limit=None, optional=True),
    )
    server.play(answer({"count": 0}), answer({"data": None}))
    caller = side.caller(server)
    assert caller.page(operation).data == []
    assert len(caller.client.drift) == 0
    assert caller.page(operation).data == []
    assert [mismatch.pointer for mismatch in caller.client.drift] == ["/data"]


def test_a_mismatch_of_an_item_has_its_full_pointer(side: Side, server: Loopback) -> None:
    server.play(answer({"data": [{"id": "1", "createdAt": "yesterday"}]}))
    caller = side.caller(server)
    assert caller.items(limit=2) == ["1"]
    assert [mismatch.pointer for mismatch in caller.client.drift] == ["/data/*/createdAt"]
    with pytest.raises(errors.ResponseValidationError) as caught:
        caller.with_options(strict=True).items()
    assert caught.value.pointer == "/data/0/createdAt"


# --- the other styles ------------------------------------------------------------------------------------------------


def test_offsets(side: Side, server: Loopback) -> None:
    def act(request: Received) -> Reply:
        query = {name: int(values[0]) for name, values in parse_qs(request.query).items()}
        offset = query.get("offset", 0)
        return answer(
            {
                "data": [{"id": each} for each in ids(5)[offset : offset + query.get("limit", 2)]],
                "total": 5,
            }
        )

    server.answer_with(act)
    caller = side.caller(server)
    assert caller.items(OFFSET, limit=2) == ids(5)
    assert asked(server, "offset") == [None, "2", "4"]
    assert caller.items(OFFSET, limit=2, offset=3) == ["4", "5"]


def test_cursors(side: Side, server: Loopback) -> None:
    following = {None: ("1", "a"), "a": ("2", "b&c"), "b&c": ("3", None)}

    def act(request: Received) -> Reply:
        name, after = following[parse_qs(request.query).get("after", [None])[0]]
        return answer({"data": [{"id": name}], "meta": {"next": after}})

    server.answer_with(act)
    caller = side.caller(server)
    assert caller.items(CURSOR) == ["1", "2", "3"]
    assert caller.items(CURSOR, after="a") == ["2", "3"]
    server.play(answer({"data": [{"id": "1"}], "meta": {"next": "same"}}))
    assert caller.items(CURSOR) == ["1"]
    assert len(server.requests) == 2


@pytest.mark.parametrize(("type_", "sent"), [(str, 2), (int, "2")])
def test_a_cursor_of_another_type_than_its_parameter(
    side: Side, server: Loopback, type_: type, sent: object
) -> None:
    operation: Operation[Any] = Operation(
        "things.cursor",
        "GET /things",
        parameters=(Query("after", "after", lambda: type_),),
        results=(Result("200", lambda: Thing),),
        paging=Paging("cursor", items="/data", page="after", limit=None, next="/next"),
    )
    first = answer({"data": [{"id": "1"}], "next": sent})
    server.play(first, answer({"data": [{"id": "2"}], "next": None}))
    assert side.caller(server).items(operation) == ["1", "2"]
    assert asked(server, "after") == [None, "2"]


LAST: Operation[Any] = Operation(
    "things.last",
    "GET /things",
    parameters=(Query("after", "after", lambda: str),),
    results=(Result("200", lambda: Thing),),
    paging=Paging("cursor", items="/data", page="after", limit=None, last="/id", more="/has_more"),
)


@pytest.mark.parametrize("more", [{}, {"has_more": None}, {"has_more": "no"}, {"has_more": True}])
def test_without_metadata_an_empty_page_ends_the_list(
    side: Side, server: Loopback, more: dict[str, object]
) -> None:
    def act(request: Received) -> Reply:
        after = int(parse_qs(request.query).get("after", ["0"])[0])
        return answer({"data": [{"id": each} for each in ids(5)[after : after + 2]], **more})

    server.answer_with(act)
    assert side.caller(server).items(LAST) == ids(5)
    assert asked(server, "after") == [None, "2", "4", "5"]
    server.play(answer({"data": [{"id": "1"}], "has_more": False}))
    assert side.caller(server).items(LAST) == ["1"]
    assert len(server.requests) == 1


@pytest.mark.parametrize("operation", [CURSOR, NEXT_URL])
@pytest.mark.parametrize("junk", [{"x": 1}, [1], True, 1.5])
def test_an_invalid_next_page_stops_with_a_warning(
    side: Side,
    server: Loopback,
    operation: Operation[Any],
    junk: object,
    caplog: pytest.LogCaptureFixture,
) -> None:
    server.play(answer({"data": [{"id": "1"}], "meta": {"next": junk}, "next": junk}))
    with caplog.at_level(logging.WARNING, "thing_api"):
        page = side.caller(server).page(operation)
    assert not page.has_next_page()
    assert "invalid value for the next page" in page.stopped
    assert "invalid value for the next page" in caplog.text


@pytest.mark.parametrize("end", [None, "", False])
@pytest.mark.parametrize("operation", [CURSOR, NEXT_URL])
def test_no_next_page_is_the_end(
    side: Side, server: Loopback, operation: Operation[Any], end: object
) -> None:
    server.play(answer({"data": [{"id": "1"}], "meta": {"next": end}, "next": end}))
    page = side.caller(server).page(operation)
    assert (page.has_next_page(), page.stopped) == (False, None)


def test_a_cursor_that_never_changes(side: Side, server: Loopback) -> None:
    server.answer_with(
        lambda request: answer({"data": [], "meta": {"next": f"c{len(server.requests)}"}})
    )
    assert side.caller(server).items(CURSOR) == []
    assert len(server.requests) == 11


def test_next_urls(side: Side, server: Loopback) -> None:
    def act(request: Received) -> Reply:
        page = int(parse_qs(request.query).get("p", ["1"])[0])
        link = (
            None
            if page == 3
            else f"{server.url}/things?p={page + 1}" if page == 1 else f"?p={page + 1}"
        )
        return answer({"data": [{"id": str(page)}], "next": link})

    server.answer_with(act)
    assert side.caller(server).items(NEXT_URL) == ["1", "2", "3"]
    assert all(request.header("apikey") for request in server.requests)
    server.play(answer({"data": [{"id": "1"}], "next": "?p=2"}))
    assert side.caller(server).items(NEXT_URL) == ["1"]
    server.play(Reply(200, b'[{"id": "1"}]', {"Link": "<?p=2>; rel=next"}))
    assert side.caller(server).items(LINKED) == ["1"]
    assert len(server.requests) == 2, "the second page links to itself"


def test_a_next_url_at_another_origin_gets_no_credentials(side: Side, server: Loopback) -> None:
    with Loopback(answer({"data": [{"id": "2"}]})) as stranger:
        server.play(answer({"data": [{"id": "1"}], "next": f"{stranger.url}/more"}))
        caller = side.caller(server, headers={"X-Own": "secret"}, allow_foreign_pages=True)
        assert caller.items(NEXT_URL) == ["1", "2"]
        (request,) = stranger.requests
        assert not {"apikey", "appid", "x-own"} & {name.lower() for name, _ in request.headers}


@pytest.mark.parametrize("operation", [NEXT_URL, LINKED], ids=["body", "header"])
@pytest.mark.parametrize("other", ["host", "port", "scheme"])
def test_a_next_page_at_another_origin_is_refused(
    side: Side, server: Loopback, other: str, operation: Operation[Any]
) -> None:
    with Loopback(answer([{"id": "2"}])) as stranger:
        url = {
            "host": f"http://localhost:{server.port}/more",
            "port": f"{stranger.url}/more",
            "scheme": f"https://127.0.0.1:{server.port}/more",
        }[other]
        link = {"Link": f'<{url}>; rel="next"'} if operation is LINKED else {}
        body = [{"id": "1"}] if operation is LINKED else {"data": [{"id": "1"}], "next": url}
        server.play(Reply(200, json.dumps(body).encode(), link))
        caller = side.caller(server)
        page = caller.page(operation)
        assert [item.id for item in page.data] == ["1"]
        with pytest.raises(errors.ResponseDecodeError) as caught:
            caller.next(page)
        assert f"another origin, {url.removesuffix('/more')} and not {server.url};" in str(
            caught.value
        )
        assert "allow_foreign_pages=True follows it" in str(caught.value)
        assert caught.value.page == url
        assert (len(server.requests), stranger.requests) == (1, [])


@pytest.mark.parametrize("number", [1, 2], ids=["first page", "next page"])
def test_no_page_is_redirected_to_another_origin(side: Side, server: Loopback, number: int) -> None:
    with Loopback(answer({"data": [{"id": "9"}]})) as stranger:
        redirect = Reply(307, headers={"Location": f"{stranger.url}/more"})
        first = answer({"data": [{"id": "1"}], "next": f"{server.url}/more"})
        server.play(*[first, redirect][2 - number :])
        caller = side.caller(server, follow_redirects=True)
        with pytest.raises(errors.RedirectionError, match="allow_foreign_pages=True follows"):
            caller.items(NEXT_URL)
        assert (len(server.requests), stranger.requests) == (number, [])
        items = caller.with_options(allow_foreign_pages=True).items(NEXT_URL)
        assert (items, len(stranger.requests)) == (["9"], 1)


def test_a_page_is_redirected_within_its_origin(side: Side, server: Loopback) -> None:
    server.play(Reply(307, headers={"Location": "/more"}), answer({"data": [{"id": "1"}]}))
    assert side.caller(server, follow_redirects=True).items(NEXT_URL) == ["1"]


def test_the_origin_in_a_message_is_short_and_has_no_credential(
    side: Side, server: Loopback
) -> None:
    server.play(answer({"data": [], "next": f"http://{APP_ID}.{'a' * 5_000}.example/"}))
    caller = side.caller(server)
    with pytest.raises(errors.ResponseDecodeError, match="allow_foreign_pages") as caught:
        caller.next(caller.page(NEXT_URL))
    assert APP_ID not in f"{caught.value} {caught.value.__notes__}"
    assert len(str(caught.value)) < 500
    assert all(len(note) < 500 for note in caught.value.__notes__)


@pytest.mark.parametrize(
    "link", ["file:///etc/passwd", "http://user:pw@127.0.0.1/", "http://[", "javascript:1"]
)
def test_an_invalid_next_url(side: Side, server: Loopback, link: str) -> None:
    server.play(answer({"data": [{"id": "1"}], "next": link}))
    page = side.caller(server).page(NEXT_URL)
    if page.has_next_page():
        with pytest.raises(errors.ResponseDecodeError):
            side.run(page.next_page)
    else:
        assert page.stopped
    assert len(server.requests) == 1


def test_link_headers(side: Side, server: Loopback) -> None:
    def act(request: Received) -> Reply:
        page = int(parse_qs(request.query).get("p", ["1"])[0])
        link = f'<{server.url}/things?p=1>; rel="first", </things?p={page + 1}>; rel="next"'
        body = json.dumps([{"id": str(page)}]).encode()
        return Reply(200, body, {"Link": link} if page < 3 else {})

    server.answer_with(act)
    assert side.caller(server).items(LINKED) == ["1", "2", "3"]


@pytest.mark.parametrize(
    ("header", "target"),
    [
        ('<https://x/?a=1,2;3>; rel="next"', "https://x/?a=1,2;3"),
        ('<a>; rel=prev, <b>; title="x, y"; rel=next', "b"),
        ('<a>; rel="prev next"', "a"),
        ("<a>; rel=nextpage", None),
        ("<a>", None),
        ("", None),
        ("rel=next", None),
    ],
)
def test_link_header_syntax(header: str, target: str | None) -> None:
    assert next_link(header) == target


# --- whatever a server does ------------------------------------------------------------------------------------------

_VALUES = st.none() | st.booleans() | st.integers(-5, 20) | st.text(max_size=3) | st.just("4")
_METADATA = st.dictionaries(
    st.sampled_from(
        ["total", "totalPages", "hasMore", "nextPage", "perPage", "meta", "total_count"]
    ),
    _VALUES | st.dictionaries(st.sampled_from(["total", "hasMore", "limit"]), _VALUES),
    max_size=4,
)


@pytest.fixture(scope="module")
def shared() -> Iterator[tuple[Loopback, Side]]:
    with Loopback() as server:
        server.most = 100
        for side in sides("sync"):
            yield server, side


@examples(60)
@given(
    count=st.integers(0, 9),
    limit=st.none() | st.integers(1, 4),
    metadata=st.lists(_METADATA, min_size=1, max_size=6),
    operation=st.sampled_from([LIST, SIZED]),
)
def test_any_metadata_end_without_duplicates(
    shared: tuple[Loopback, Side],
    count: int,
    limit: int | None,
    metadata: list[dict[str, object]],
    operation: Operation[Any],
) -> None:
    server, side = shared
    server.answer_with(
        book(count, metadata=lambda page, limit, count: metadata[page % len(metadata)])
    )
    items = side.caller(server).items(operation, limit=limit)
    assert items == ids(len(items)), "in order, none twice, none left out in the middle"
    assert len(server.requests) <= count + 13


# --- prefetching -----------------------------------------------------------------------------------------------------


def ahead(side: Side, caller: Any, most: int | None = None, pause: float = 0.0) -> list[str]:
    """The ids of the first `most` items of a prefetched list."""
    page = caller.page(limit=2)
    found: list[str] = []

    def taken(id: str) -> bool:
        found.append(id)
        return len(found) == most

    if side.portal is None:
        with page.prefetched() as items:
            for item in items:
                time.sleep(pause)
                if taken(item.id):
                    break
        return found

    async def run() -> None:
        with anyio.fail_after(20):
            async with page.prefetched() as items:
                async for item in items:
                    await anyio.sleep(pause)
                    if taken(item.id):
                        break

    side.run(run)
    return found


def test_exactly_one_page_is_fetched_ahead(side: Side, server: Loopback) -> None:
    server.answer_with(book(9))
    caller = side.caller(server)
    assert ahead(side, caller) == ids(9)
    assert asked(server) == [None, "2", "3", "4", "5"]
    server.requests.clear()
    assert ahead(side, caller, most=1, pause=0.1) == ["1"]
    assert asked(server) == [None, "2"]


def test_an_error_of_a_prefetched_page_is_raised_at_that_page(side: Side, server: Loopback) -> None:
    whole = book(9)
    server.answer_with(lambda request: Reply(404) if "page=3" in request.query else whole(request))
    with pytest.raises(errors.NotFoundError) as caught:
        ahead(side, side.caller(server))
    assert caught.value.page == 3


def test_an_error_of_the_caller_is_raised_unchanged(side: Side, server: Loopback) -> None:
    server.answer_with(book(9))
    page = side.caller(server).page(limit=2)

    def fail() -> None:
        raise KeyError("mine")

    async def run() -> None:
        async with page.prefetched():
            fail()

    def run_sync() -> None:
        with page.prefetched():
            fail()

    with pytest.raises(KeyError, match="mine"):
        run_sync() if side.portal is None else side.run(run)

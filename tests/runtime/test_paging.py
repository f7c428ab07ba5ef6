"""The next page of a list: overlaps, offsets and cursors."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs

import pytest
from client_under_test._runtime import Operation, Paging, Query, Result
from client_under_test._runtime.pagination.repetitions import without_overlap
from hypothesis import given
from hypothesis import strategies as st

from tests.runtime.sides import OFFSET, Side, Thing
from tests.support.loopback import Loopback, Received, Reply, answer


@pytest.fixture(autouse=True)
def _lists_end(server: Loopback) -> None:
    """The maximum number of pages of a list in these tests."""
    server.most = 100


# --- overlaps --------------------------------------------------------------------------------------------------------


def things(ids: str) -> list[Thing]:
    """Things with these ids, of one letter each."""
    return [Thing(id=each) for each in ids]


@pytest.mark.parametrize(
    ("page", "before", "new"),
    [
        ("cd", "abc", "d"),
        ("bcd", "abc", "d"),
        ("abcd", "abc", "d"),
        ("abc", "abc", ""),
        ("bz", "abc", "bz"),  # not the whole end of the page before
        ("bcz", "abcd", "bcz"),
        ("az", "abc", "az"),
        ("b", "abc", "b"),
        ("de", "abc", "de"),
        ("cc", "abc", "c"),
        ("aab", "xaa", "b"),  # the longest overlap
        ("ab", "", "ab"),
        ("", "abc", ""),
    ],
)
def test_only_an_overlap_with_the_whole_end_is_dropped(page: str, before: str, new: str) -> None:
    assert without_overlap(things(page), things(before)) == things(new)


@given(before=st.text("abc", max_size=6), page=st.text("abc", max_size=6))
def test_the_longest_overlap_with_the_previous_page_is_dropped(before: str, page: str) -> None:
    longest = next(size for size in range(len(page), -1, -1) if before.endswith(page[:size]))
    assert without_overlap(things(page), things(before)) == things(page[longest:])


def test_items_without_an_id_are_never_dropped() -> None:
    rows: list[Any] = [{"name": "a"}, {"name": "b"}]
    assert without_overlap(rows, rows) == rows
    assert without_overlap([1, 2], [1, 2]) == [1, 2]


def test_a_page_that_starts_with_a_middle_item_is_not_an_overlap(
    side: Side, server: Loopback
) -> None:
    """`b` is in the middle of the first page, so the second page does not overlap and no item is dropped."""
    pages = ["abc", "bz"]

    def act(request: Received) -> Reply:
        page = int(parse_qs(request.query).get("offset", ["0"])[0]) // 3
        return answer({"data": [{"id": each} for each in pages[page]], "more": page < 1})

    server.answer_with(act)
    assert side.caller(server).items(OFFSET, limit=3) == ["a", "b", "c", "b", "z"]


# --- offsets ---------------------------------------------------------------------------------------------------------


def offsets(server: Loopback) -> list[str | None]:
    """The requested offsets."""
    return [parse_qs(request.query).get("offset", [None])[0] for request in server.requests]


@pytest.mark.parametrize("metadata", ["more", "total"])
@pytest.mark.parametrize("sizes", [(5, 3, 5, 2), (1, 1, 5, 5, 3), (3, 5, 5, 2), (2, 4, 1, 5, 3)])
def test_an_offset_advances_by_the_received_items(
    side: Side, server: Loopback, sizes: tuple[int, ...], metadata: str
) -> None:
    """A server may omit items from a page, for example items that the caller may not see; no other item is skipped."""
    count = sum(sizes)
    starts = [sum(sizes[:number]) for number in range(len(sizes))]

    def act(request: Received) -> Reply:
        offset = int(parse_qs(request.query).get("offset", ["0"])[0])
        size = sizes[starts.index(offset)]
        items = [{"id": str(number)} for number in range(offset, offset + size)]
        more = {"more": offset + size < count} if metadata == "more" else {"total": count}
        return answer({"data": items, **more})

    server.answer_with(act)
    caller = side.caller(server)
    assert caller.items(OFFSET, limit=5) == [str(number) for number in range(count)]
    assert offsets(server) == [None, *(str(start) for start in starts[1:])]


# --- cursors ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("type_", "given"),
    [(str | None, 12), (str, 12), (int | None, "12"), (int, "12"), (str | int, 12), (Any, 12)],
    ids=str,
)
def test_a_cursor_is_sent_in_the_type_of_its_parameter(
    side: Side, server: Loopback, type_: Any, given: object
) -> None:
    operation: Operation[Any] = Operation(
        "things.cursor",
        "GET /things",
        parameters=(Query("after", "after", lambda: type_),),
        results=(Result("200", lambda: Thing),),
        paging=Paging("cursor", items="/data", page="after", limit=None, next="/next"),
    )
    server.play(answer({"data": [{"id": "1"}], "next": given}), answer({"data": [{"id": "2"}]}))
    assert side.caller(server).items(operation) == ["1", "2"]
    assert [parse_qs(request.query).get("after") for request in server.requests] == [None, ["12"]]

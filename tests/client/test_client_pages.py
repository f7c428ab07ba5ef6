"""Pages of lists, and iteration over all items."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import parse_qs

import pytest
from cometchat_business_messaging import AsyncBusinessMessaging, errors

from tests.client.conftest import Caller
from tests.client.documented import operations
from tests.support.loopback import Loopback, Received, Reply, answer


@pytest.fixture(autouse=True)
def _lists_end(server: Loopback) -> None:
    """Limit the requests of a test: no list here has 100 pages."""
    server.most = 100


TEMPLATE = next(iter(operations()["listTemplates"].responses.values()))[0]


def template(number: int) -> dict[str, Any]:
    return {**TEMPLATE, "id": str(number)}


class PagedTemplates:
    """Responds with pages of templates, as the API does."""

    def __init__(self, count: int, *, bare: bool = False, **metadata: Any) -> None:
        self.templates = [template(number) for number in range(1, count + 1)]
        self.bare = bare
        self.metadata = metadata

    def __call__(self, request: Received) -> Reply:
        query = parse_qs(request.query)
        page, limit = (int(query.get(name, [default])[0]) for name, default in DEFAULTS)
        items = self.templates[(page - 1) * limit : page * limit]
        return answer(items if self.bare else {"data": items, **self.metadata})


DEFAULTS = (("page", "1"), ("limit", "20"))


def numbers(items: Any) -> list[int]:
    return [int(item.id) for item in items]


def requested_pages(server: Loopback) -> list[str | None]:
    """Return the requested page numbers, with None for a request without one."""
    return [parse_qs(request.query).get("page", [None])[0] for request in server.requests]


@pytest.mark.parametrize("bare", [True, False])
def test_all_items_of_all_pages(caller: Caller, server: Loopback, bare: bool) -> None:
    server.answer_with(PagedTemplates(5, bare=bare))
    assert numbers(caller.collect(lambda c: c.templates.list(limit=2))) == [1, 2, 3, 4, 5]
    assert requested_pages(server) == [None, "2", "3"], "the third page is short, so it is the last"
    assert all("limit=2" in request.query for request in server.requests)


def test_every_page_request_has_the_other_arguments(caller: Caller, server: Loopback) -> None:
    server.answer_with(PagedTemplates(3))
    caller.collect(lambda c: c.templates.list(channel_id="a b&c", limit=2))
    queries = [parse_qs(request.query) for request in server.requests]
    assert [query["channelId"] for query in queries] == [["a b&c"], ["a b&c"]]


def test_a_page_shorter_than_the_documented_size_is_the_last(
    caller: Caller, server: Loopback
) -> None:
    server.answer_with(PagedTemplates(3))
    assert len(caller.collect(lambda c: c.templates.list())) == 3
    assert len(server.requests) == 1, "the documented default size of a page is 20"


def test_after_a_full_last_page_an_empty_one_is_requested(caller: Caller, server: Loopback) -> None:
    server.answer_with(PagedTemplates(4, bare=True))
    assert len(caller.collect(lambda c: c.templates.list(limit=2))) == 4
    assert requested_pages(server) == [None, "2", "3"]


@pytest.mark.parametrize(
    "metadata", [{"total": 4}, {"meta": {"total": 4}}, {"pagination": {"totalPages": 2}}], ids=str
)
def test_metadata_that_show_the_end_save_a_request(
    caller: Caller, server: Loopback, metadata: dict[str, Any]
) -> None:
    server.answer_with(PagedTemplates(4, **metadata))
    assert len(caller.collect(lambda c: c.templates.list(limit=2))) == 4
    assert requested_pages(server) == [None, "2"]


def test_an_empty_list(caller: Caller, server: Loopback) -> None:
    server.answer_with(PagedTemplates(0))
    assert caller.collect(lambda c: c.templates.list()) == []
    assert len(server.requests) == 1


def test_an_empty_page_in_the_middle_does_not_end_the_list(
    caller: Caller, server: Loopback
) -> None:
    pages = {"1": [template(1)], "2": [], "3": [template(2)]}

    def act(request: Received) -> Reply:
        page = parse_qs(request.query).get("page", ["1"])[0]
        return answer({"data": pages[page], "hasMore": page != "3"})

    server.answer_with(act)
    assert numbers(caller.collect(lambda c: c.templates.list(limit=1))) == [1, 2]


def test_iteration_ends_if_the_server_ignores_page(
    caller: Caller, server: Loopback, caplog: pytest.LogCaptureFixture
) -> None:
    server.play(answer({"data": [template(1), template(2)]}))
    assert numbers(caller.collect(lambda c: c.templates.list(limit=2))) == [1, 2]
    assert len(server.requests) == 3
    assert "templates.list stops at page" in caplog.text


def test_all_items_are_returned_once_if_the_server_ignores_limit(
    caller: Caller, server: Loopback, caplog: pytest.LogCaptureFixture
) -> None:
    server.play(answer([template(number) for number in range(1, 8)]))
    assert numbers(caller.collect(lambda c: c.templates.list(limit=2))) == [1, 2, 3, 4, 5, 6, 7]
    assert len(server.requests) == 1
    assert "more items than" in caplog.text


def test_page_by_page(caller: Caller, server: Loopback) -> None:
    server.answer_with(PagedTemplates(3, total=3, requested="x"))
    client = caller.client()
    first = caller.run(lambda c: c.templates.list(limit=2), client)
    assert (numbers(first.data), first.number, len(first)) == ([1, 2], 1, 2)
    assert first.metadata == {"total": 3, "requested": "x"}
    assert first.has_next_page()
    second = caller.run(lambda c: first.next_page(), client)
    assert (numbers(second.data), second.has_next_page()) == ([3], False)
    assert caller.run(lambda c: second.next_page(), client) is None
    assert len(server.requests) == 2
    pages = caller.collect(lambda c: first.pages(), client)
    assert [numbers(page.data) for page in pages] == [[1, 2], [3]]
    assert numbers(caller.collect(lambda c: first, client)) == [1, 2, 3]


def test_iteration_can_start_at_a_later_page(caller: Caller, server: Loopback) -> None:
    server.answer_with(PagedTemplates(7))
    assert numbers(caller.collect(lambda c: c.templates.list(page=3, limit=2))) == [5, 6, 7]
    assert requested_pages(server) == ["3", "4"]


def test_an_error_has_the_number_of_its_page(caller: Caller, server: Loopback) -> None:
    templates = PagedTemplates(5)

    def act(request: Received) -> Reply:
        return Reply(500) if "page=2" in request.query else templates(request)

    server.answer_with(act)
    client = caller.client(max_retries=0)
    with pytest.raises(errors.InternalServerError) as caught:
        caller.collect(lambda c: c.templates.list(limit=2), client)
    assert caught.value.page == 2
    server.answer_with(templates)
    items = caller.collect(lambda c: c.templates.list(page=caught.value.page, limit=2), client)
    assert numbers(items) == [3, 4, 5]


@pytest.mark.parametrize(
    ("method", "id"),
    [
        (lambda c: c.channels.list(limit=1), "listChannels"),
        (lambda c: c.template_channels.list(template_id="t", limit=1), "listTemplateChannels"),
        (lambda c: c.campaigns.list(limit=1), "listCampaigns"),
    ],
)
def test_every_list_is_paged(caller: Caller, server: Loopback, method: Any, id: str) -> None:
    (item,) = next(iter(operations()[id].responses.values()))

    def act(request: Received) -> Reply:
        page = int(parse_qs(request.query).get("page", ["1"])[0])
        name = next(iter(item))  # the value of the first property makes the items different
        return Reply(200, json.dumps([{**item, name: str(page)}] if page < 3 else []).encode())

    server.answer_with(act)
    assert len(caller.collect(method)) == 2
    assert requested_pages(server) == [None, "2", "3"]


def test_a_list_that_is_not_awaited_says_so() -> None:
    client = AsyncBusinessMessaging(app_id="a", api_key="k", region="us")
    pager: Any = client.templates.list()
    assert repr(pager) == (
        "<AsyncPager of templates.list, not fetched: await it for a page, or use `async for` for items>"
    )
    with pytest.raises(AttributeError, match="no attribute 'data'; await it first for its page"):
        pager.data  # noqa: B018
    with pytest.raises(AttributeError, match=r"no attribute 'nonsense'$"):
        pager.nonsense  # noqa: B018

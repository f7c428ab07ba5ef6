# ruff: noqa: E501 (a schema on one line is easier to read than on ten)
"""Pagination, recognized by names in the document and by the extensions of other generators."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.functional.support import Call, Make, answering
from tests.support.loopback import Loopback, Received, Reply, answer


@pytest.fixture(autouse=True)
def _lists_end(server: Loopback) -> None:
    """Stop a list that does not end: the server answers at most 100 requests."""
    server.most = 100


ITEM = "{type: object, required: [id], properties: {id: {type: string}, n: {type: integer}}}"
LIST = f"type: array, items: {ITEM}"


def listing(parameters: str, schema: str, extra: str = "", headers: str = "{}") -> str:
    return f"""
        paths:
          /things:
            get:
              operationId: listThings
              parameters: {parameters}
              {extra}
              responses:
                '200': {{description: ok, headers: {headers}, content: {{application/json: {{schema: {schema}}}}}}}
        """


def query(*names: str) -> str:
    return (
        "["
        + ", ".join(
            f"{{name: {name.rstrip('#')}, in: query, schema: {{type: {'integer' if name.endswith('#') else 'string'}}}}}"
            for name in names
        )
        + "]"
    )


def body(items: str, **others: str) -> str:
    more = "".join(f", {name}: {schema}" for name, schema in others.items())
    return f"{{type: object, properties: {{{items}: {{{LIST}}}{more}}}}}"


TEXT, COUNT, FLAG = "{type: string}", "{type: integer}", "{type: boolean}"
THINGS = [{"id": name} for name in "abcde"]


def argument(request: Received, name: str, default: Any) -> Any:
    pairs = dict(pair.split("=") for pair in request.query.split("&") if pair)
    return type(default)(pairs.get(name, default))


def by_page(items: str, **metadata: Any) -> Callable[[Received], Reply]:
    def act(request: Received) -> Reply:
        start = (argument(request, "page", 1) - 1) * 2
        page: Any = THINGS[start : start + 2]
        return answer({items: page, **metadata} if items else page)

    return act


def by_offset(request: Received) -> Reply:
    start = argument(request, "offset", 0)
    return answer({"results": THINGS[start : start + 2], "total": 5})


def by_cursor(request: Received) -> Reply:
    start = int(argument(request, "cursor", "0"))
    following = str(start + 2) if start < 4 else None
    return answer({"items": THINGS[start : start + 2], "meta": {"next_cursor": following}})


def by_last(request: Received) -> Reply:
    names = [thing["id"] for thing in THINGS]
    after = argument(request, "starting_after", "")
    start = names.index(after) + 1 if after else 0
    return answer({"data": THINGS[start : start + 2], "has_more": start + 2 < 5})


def by_url(key: str) -> Callable[[Received], Reply]:
    def act(request: Received) -> Reply:
        start = argument(request, "at", 0)
        following = f"/things?at={start + 2}" if start < 4 else None
        return answer({"value": THINGS[start : start + 2], key: following})

    return act


def by_header(request: Received) -> Reply:
    start = (argument(request, "page", 1) - 1) * 2
    link = (
        f'</things?page={start // 2 + 2}>; rel="next"'
        if start < 4
        else '</things?page=1>; rel="first"'
    )
    return answer(THINGS[start : start + 2], Link=link)


SPEAKEASY = """x-speakeasy-pagination: {type: cursor, inputs: [{name: cursor, in: parameters, type: cursor}],
                outputs: {results: '$.items', nextCursor: '$.meta.next_cursor'}}"""
SPEAKEASY_OFFSET = """x-speakeasy-pagination: {type: offsetLimit, inputs: [{name: offset, in: parameters, type: offset},
                {name: many, in: parameters, type: limit}], outputs: {results: '$.results'}}"""
FERN = "x-fern-pagination: {cursor: $request.cursor, next_cursor: $response.meta.next_cursor, results: $response.items}"
FERN_OFFSET = "x-fern-pagination: {offset: $request.offset, results: $response.results}"
MS = "x-ms-pageable: {nextLinkName: weiter, itemName: value}"

PAGED: dict[str, tuple[str, Callable[[Received], Reply]]] = {
    "page of a bare list": (listing(query("page#", "per_page#"), f"{{{LIST}}}"), by_page("")),
    "page with a total": (listing(query("page#", "limit#"), body("data", total=COUNT)), by_page("data", total=5)),
    "page, total unknown": (listing(query("page#", "limit#"), body("data")), by_page("data")),
    "offset": (listing(query("offset#", "limit#"), body("results", total=COUNT)), by_offset),
    "cursor": (listing(query("cursor", "limit#"), body("items", meta=f"{{type: object, properties: {{next_cursor: {TEXT}}}}}")), by_cursor),
    "cursor of the last item": (listing(query("starting_after", "ending_before", "limit#"), body("data", has_more=FLAG)), by_last),
    "next link in the body": (listing("[]", body("value", next=TEXT)), by_url("next")),
    "odata": (listing("[]", body("value", **{"'@odata.nextLink'": TEXT})), by_url("@odata.nextLink")),
    "Link header": (listing(query("page#", "per_page#"), f"{{{LIST}}}", headers=f"{{Link: {{schema: {TEXT}}}}}"), by_header),
    "x-speakeasy-pagination": (listing(query("cursor"), body("items", meta="{type: object}"), SPEAKEASY), by_cursor),
    "x-speakeasy-pagination, offset": (listing(query("offset#", "many#"), body("results", total=COUNT), SPEAKEASY_OFFSET), by_offset),
    "x-fern-pagination": (listing(query("cursor"), body("items", meta="{type: object}"), FERN), by_cursor),
    "x-fern-pagination, offset": (listing(query("offset#"), body("results", total=COUNT), FERN_OFFSET), by_offset),
    "x-ms-pageable": (listing("[]", body("value", weiter=TEXT), MS), by_url("weiter")),
}  # fmt: skip


@pytest.mark.parametrize("kind", PAGED)
def test_pagination_is_recognized(make: Make, call: Call, kind: str) -> None:
    text, act = PAGED[kind]
    api = make(text)
    reply = call(api, lambda c: c.things.list(), answering(act))
    assert [thing.id for thing in reply.value] == ["a", "b", "c", "d", "e"]
    assert len(reply.requests) in {3, 4}


def test_requests_for_following_pages_repeat_the_first(make: Make, call: Call) -> None:
    """With its media type and its headers; the caller's headers are not sent to another origin."""
    parameters = "[{name: X-Tenant, in: header, schema: {type: string}}, {name: sid, in: cookie, schema: {type: string}}]"
    text = listing(parameters, body("value", next=TEXT))
    api = make(text.replace("application/json", "application/vnd.api+json"))
    use = lambda c: c.things.list(x_tenant="t", sid="s")  # noqa: E731 (one of two calls)
    reply = call(api, use, answering(by_url("next")))
    told = {tuple(map(r.header, ("accept", "x-tenant", "cookie"))) for r in reply.requests}
    assert (len(reply.requests), told) == (3, {("application/vnd.api+json", "t", "sid=s")})
    abroad = call.server.url.replace("127.0.0.1", "localhost")
    first = answer({"value": THINGS[:1], "next": f"{abroad}/things"})
    reply = call(api, use, first, answer({"value": THINGS[1:2]}), allow_foreign_pages=True)
    assert [thing.id for thing in reply.value] == ["a", "b"]
    there = reply.requests[1]
    assert (there.header("x-tenant"), there.header("cookie")) == (None, None)


def searching(extra: str, schema: str) -> str:
    entry = "{application/json: {schema: {type: object, properties: {q: {type: string}}}}}"
    text = listing(
        "[]", schema, f"{extra}\n              requestBody: {{required: true, content: {entry}}}"
    )
    return text.replace("get:", "post:").replace("listThings", "searchThings")


def test_a_search_by_post_with_an_extension(make: Make, call: Call) -> None:
    api = make(searching(MS, body("value", weiter=TEXT)))
    reply = call(api, lambda c: c.things.search(q="x"), answering(by_url("weiter")))
    assert [thing.id for thing in reply.value] == ["a", "b", "c", "d", "e"]
    assert [r.method for r in reply.requests] == ["POST", "GET", "GET"]
    assert reply.requests[0].json() == {"q": "x"}


IN_BODY = {
    "cursor": "x-speakeasy-pagination: {type: cursor, inputs: [{name: since, in: requestBody, type: cursor}], outputs: {results: $.data.list, nextCursor: $.next}}",
    "last item": "x-speakeasy-pagination: {type: cursor, inputs: [{name: since, in: requestBody, type: cursor}], outputs: {nextCursor: '$.data.list[-1].id'}}",
    "fern": "x-fern-pagination: {cursor: $request.since, next_cursor: $response.next, results: $response.data.list}",
    "offset": "x-speakeasy-pagination: {type: offsetLimit, inputs: [{name: from, in: requestBody, type: offset}, {name: many, in: requestBody, type: limit}], outputs: {results: $.data.list}}",
    "page": "x-speakeasy-pagination: {type: offsetLimit, inputs: [{name: nr, in: requestBody, type: page}], outputs: {results: $.data.list}}",
}


def by_body(request: Received) -> Reply:
    asked = request.json()
    start = int(asked.get("from", 0)) or (asked.get("nr", 1) - 1) * 2
    if asked.get("since"):
        start = [thing["id"] for thing in THINGS].index(asked["since"]) + 1
    page = THINGS[start : start + 2]
    return answer({"data": {"list": page}, "next": page[-1]["id"] if start < 4 else None})


@pytest.mark.parametrize("kind", IN_BODY)
@pytest.mark.parametrize("more", ["", ", additionalProperties: {type: string}"])
def test_page_parameters_in_the_body(make: Make, call: Call, kind: str, more: str) -> None:
    properties = "q: {type: string}, since: {type: string}, from: {type: integer}, many: {type: integer}, nr: {type: [integer, 'null']}"
    entry = f"{{application/json: {{schema: {{type: object, required: [q], properties: {{{properties}}}{more}}}}}}}"
    schema = f"{{type: object, properties: {{next: {TEXT}, data: {{type: object, properties: {{list: {{{LIST}}}}}}}}}}}"
    text = listing(
        "[]",
        schema,
        f"{IN_BODY[kind]}\n              requestBody: {{required: true, content: {entry}}}",
    )
    api = make(text.replace("get:", "post:").replace("listThings", "searchThings"))
    assert not api.notes
    reply = call(api, lambda c: c.things.search(q="x"), answering(by_body))
    assert [thing.id for thing in reply.value] == ["a", "b", "c", "d", "e"]
    assert {request.json()["q"] for request in reply.requests} == {"x"}
    begun = {"offset": {"from_": 2, "many": 2}, "page": {"nr": 2}}.get(kind, {"since": "b"})
    reply = call(api, lambda c: c.things.search(q="x", **begun), answering(by_body))
    assert [thing.id for thing in reply.value] == ["c", "d", "e"]


@pytest.mark.parametrize(
    "extra",
    [
        "x-speakeasy-pagination: {type: cursor, inputs: [{name: gone, in: requestBody, type: cursor}], outputs: {nextCursor: $.next}}",
        "x-speakeasy-pagination: {type: cursor, inputs: [{name: q, in: requestBody, type: cursor}], outputs: {nextCursor: '$.next[0]'}}",
        "x-fern-pagination: {cursor: $request.body.gone, next_cursor: $response.next, results: $response.value}",
    ],
)
def test_an_unsupported_pagination_is_reported(make: Make, call: Call, extra: str) -> None:
    api = make(searching(extra, body("value", next=TEXT)))
    assert [note.split(" ", 1)[1] for note in api.notes] == ["warning ignored-keyword"]
    value = call(api, lambda c: c.things.search(q="x"), answer({"value": THINGS})).value
    assert [thing.id for thing in value.value] == ["a", "b", "c", "d", "e"]


def test_operations_that_only_resemble_lists_are_not_paged(make: Make, call: Call) -> None:
    api = make(listing(query("starting_after"), body("data")))  # nothing indicates more pages
    value = call(api, lambda c: c.things.list(), answer({"data": THINGS})).value
    assert [thing.id for thing in value.data] == ["a", "b", "c", "d", "e"]

"""What is sent to the place to which a chain of redirects leads."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest
from client_under_test._runtime import (
    ApiDescription,
    Json,
    Operation,
    Result,
    Scheme,
    errors,
)

from tests.loopback import Loopback, Received, Reply, answer
from tests.runtime.sides import CREATE, LINES_UP, UPLOAD, Side, Thing, Upload
from tests.runtime.uploads import Pipe

FINE = answer({"id": "1"})
REPLACE: Operation[Thing] = Operation(
    "things.replace",
    "PUT /things",
    body=(Json(lambda: Thing),),
    results=(Result("2XX", lambda: Thing),),
)


def to(status: int, place: str = "/next") -> Reply:
    """A redirect."""
    return Reply(status, headers={"Location": place})


def framed(request: Received) -> set[str]:
    """The headers that say what the body is."""
    names = {name.lower() for name, _ in request.headers}
    return names & {"content-type", "content-length", "transfer-encoding"}


@pytest.mark.parametrize("operation", [CREATE, REPLACE])
@pytest.mark.parametrize(("first", "second"), tuple(product([301, 302, 303, 307, 308], repeat=2)))
def test_what_a_chain_of_two_redirects_sends(
    side: Side, server: Loopback, first: int, second: int, operation: Operation[Any]
) -> None:
    """A 303 makes any request a GET, 301 and 302 make a POST one; a GET stays one and never has a body again."""
    server.play(to(first), to(second), FINE)
    side.caller(server, follow_redirects=True).call(operation, {}, Thing(id="new"))
    method = operation.method
    for status, request in zip((first, second), server.requests[1:], strict=True):
        if status == 303 or (method == "POST" and status in (301, 302)):
            method = "GET"
        assert (request.method, bool(request.body)) == (method, method != "GET")
        assert framed(request) == (set() if method == "GET" else {"content-type", "content-length"})
        assert request.header("apikey"), "it is the same origin"


@pytest.mark.parametrize(
    ("place", "target"),
    [
        ("/next", "/next?key=my-key"),
        ("/next?a=1", "/next?a=1&key=my-key"),
        ("/next?a=1#part", "/next?a=1&key=my-key"),
    ],
)
def test_credentials_in_the_query_follow_a_redirect_to_the_same_origin(
    side: Side, server: Loopback, place: str, target: str
) -> None:
    scheme = Scheme("key", "apiKey", ("key",), "query", "key")
    api = ApiDescription("p", "1", "P", schemes=(scheme,), security=(("key",),))
    caller = side.caller(server, api=api, values={"key": "my-key"}, follow_redirects=True)
    with Loopback(FINE) as stranger:
        server.play(to(302, place), to(302, f"{stranger.url}/x"))
        caller.get()
        assert server.requests[1].target == target
        assert stranger.requests[0].target == "/x"


@pytest.mark.parametrize("status", [307, 308])
def test_a_bare_request_may_leave_but_takes_nothing_along(
    side: Side, server: Loopback, status: int
) -> None:
    with Loopback(FINE) as stranger:
        server.play(to(303), to(status, f"{stranger.url}/x"))
        assert side.caller(server, follow_redirects=True).create().id == "1"
        (request,) = stranger.requests
        assert (request.method, request.body) == ("GET", b"")
        names = {name.lower() for name, _ in request.headers}
        assert names == {"host", "user-agent", "accept", "accept-encoding"}


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_a_body_that_can_be_read_once_is_not_sent_to_a_second_place(
    side: Side, server: Loopback, status: int
) -> None:
    caller = side.caller(server, follow_redirects=True)
    server.play(to(status), FINE)
    with pytest.raises(errors.RedirectionError) as caught:
        caller.call(UPLOAD, {}, Upload(name="x", file=Pipe(b"a,b\n")))
    assert caught.value.headers["location"] == "/next"
    assert [b"a,b\n" in request.body for request in server.requests] == [True]
    server.play(to(status), FINE)
    with pytest.raises(errors.RedirectionError):
        caller.call(LINES_UP, {}, iter([Thing(id="1")]))
    assert len(server.requests) == 1


def test_a_body_that_can_be_read_once_does_not_hinder_a_redirect_without_it(
    side: Side, server: Loopback
) -> None:
    server.play(to(303), FINE)
    caller = side.caller(server, follow_redirects=True)
    assert caller.call(UPLOAD, {}, Upload(name="x", file=Pipe(b"a,b\n"))).id == "1"
    assert [request.method for request in server.requests] == ["PUT", "GET"]
    assert not framed(server.requests[1])


def test_the_body_of_a_get_stays_at_home(side: Side, server: Loopback) -> None:
    search: Operation[Thing] = Operation(
        "things.search",
        "GET /search",
        body=(Json(lambda: Thing),),
        results=(Result("2XX", lambda: Thing),),
    )
    caller = side.caller(server, follow_redirects=True)
    with Loopback(FINE) as stranger:
        server.play(to(307), to(307, f"{stranger.url}/x"))
        caller.call(search, {}, Thing(id="sought"))
        assert [request.json() for request in server.requests] == [{"id": "sought"}] * 2
        (request,) = stranger.requests
        assert (request.method, request.body, framed(request)) == ("GET", b"", set())

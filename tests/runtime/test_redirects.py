"""The requests that follow a chain of redirects."""

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

from tests.runtime.sides import CREATE, LINES_UP, UPLOAD, Side, Thing, Upload
from tests.runtime.uploads import Pipe
from tests.support.loopback import Loopback, Received, Reply, answer

FINE = answer({"id": "1"})
REPLACE: Operation[Thing] = Operation(
    "things.replace",
    "PUT /things",
    body=(Json(lambda: Thing),),
    results=(Result("2XX", lambda: Thing),),
)


def redirect(status: int, location: str = "/next") -> Reply:
    """Return a redirect to a location."""
    return Reply(status, headers={"Location": location})


def body_headers(request: Received) -> set[str]:
    """Return the headers of a request that describe its body."""
    names = {name.lower() for name, _ in request.headers}
    return names & {"content-type", "content-length", "transfer-encoding"}


@pytest.mark.parametrize("operation", [CREATE, REPLACE])
@pytest.mark.parametrize(("first", "second"), tuple(product([301, 302, 303, 307, 308], repeat=2)))
def test_method_and_body_after_two_redirects(
    side: Side, server: Loopback, first: int, second: int, operation: Operation[Any]
) -> None:
    """303 changes any method to GET. 301 and 302 change POST to GET. A GET stays a GET without a body."""
    server.play(redirect(first), redirect(second), FINE)
    side.caller(server, follow_redirects=True).call(operation, {}, Thing(id="new"))
    method = operation.method
    for status, request in zip((first, second), server.requests[1:], strict=True):
        if status == 303 or (method == "POST" and status in (301, 302)):
            method = "GET"
        assert (request.method, bool(request.body)) == (method, method != "GET")
        assert body_headers(request) == (
            set() if method == "GET" else {"content-type", "content-length"}
        )
        assert request.header("apikey"), "the origin is the same"


@pytest.mark.parametrize(
    ("location", "target"),
    [
        ("/next", "/next?key=my-key"),
        ("/next?a=1", "/next?a=1&key=my-key"),
        ("/next?a=1#part", "/next?a=1&key=my-key"),
    ],
)
def test_credentials_in_the_query_follow_a_redirect_to_the_same_origin(
    side: Side, server: Loopback, location: str, target: str
) -> None:
    scheme = Scheme("key", "apiKey", ("key",), "query", "key")
    api = ApiDescription("p", "1", "P", schemes=(scheme,), security=(("key",),))
    caller = side.caller(server, api=api, values={"key": "my-key"}, follow_redirects=True)
    with Loopback(FINE) as other:
        server.play(redirect(302, location), redirect(302, f"{other.url}/x"))
        caller.get()
        assert server.requests[1].target == target
        assert other.requests[0].target == "/x"


@pytest.mark.parametrize("status", [307, 308])
def test_a_cross_origin_redirect_without_a_body_is_followed_without_credentials(
    side: Side, server: Loopback, status: int
) -> None:
    with Loopback(FINE) as other:
        server.play(redirect(303), redirect(status, f"{other.url}/x"))
        assert side.caller(server, follow_redirects=True).create().id == "1"
        (request,) = other.requests
        assert (request.method, request.body) == ("GET", b"")
        names = {name.lower() for name, _ in request.headers}
        assert names == {"host", "user-agent", "accept", "accept-encoding"}


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_a_redirect_that_repeats_a_body_that_can_be_read_once_is_an_error(
    side: Side, server: Loopback, status: int
) -> None:
    caller = side.caller(server, follow_redirects=True)
    server.play(redirect(status), FINE)
    with pytest.raises(errors.RedirectionError) as caught:
        caller.call(UPLOAD, {}, Upload(name="x", file=Pipe(b"a,b\n")))
    assert caught.value.headers["location"] == "/next"
    assert [b"a,b\n" in request.body for request in server.requests] == [True]
    server.play(redirect(status), FINE)
    with pytest.raises(errors.RedirectionError):
        caller.call(LINES_UP, {}, iter([Thing(id="1")]))
    assert len(server.requests) == 1


def test_a_redirect_without_the_body_is_followed_if_the_body_can_be_read_once(
    side: Side, server: Loopback
) -> None:
    server.play(redirect(303), FINE)
    caller = side.caller(server, follow_redirects=True)
    assert caller.call(UPLOAD, {}, Upload(name="x", file=Pipe(b"a,b\n"))).id == "1"
    assert [request.method for request in server.requests] == ["PUT", "GET"]
    assert not body_headers(server.requests[1])


def test_a_cross_origin_redirect_drops_the_body_of_a_get(side: Side, server: Loopback) -> None:
    search: Operation[Thing] = Operation(
        "things.search",
        "GET /search",
        body=(Json(lambda: Thing),),
        results=(Result("2XX", lambda: Thing),),
    )
    caller = side.caller(server, follow_redirects=True)
    with Loopback(FINE) as other:
        server.play(redirect(307), redirect(307, f"{other.url}/x"))
        caller.call(search, {}, Thing(id="sought"))
        assert [request.json() for request in server.requests] == [{"id": "sought"}] * 2
        (request,) = other.requests
        assert (request.method, request.body, body_headers(request)) == ("GET", b"", set())

"""A header of the caller replaces the client's own, also that of a credential, and None removes it."""

from __future__ import annotations

import logging
from typing import Any

import msgspec
import pytest
from client_under_test._runtime import Header, Json, Operation, Scheme, errors

from tests.runtime.sides import (
    API,
    API_KEY,
    APP_ID,
    GET,
    NEXT_URL,
    UPLOAD,
    Caller,
    Side,
    Upload,
)
from tests.support.loopback import Loopback, Reply, answer

FOUND = answer({"id": "1"})
BEARER = msgspec.structs.replace(
    API, schemes=(Scheme("bearer", "bearer", ("token",)),), security=(("bearer",),)
)
OAUTH = msgspec.structs.replace(
    API,
    schemes=(
        Scheme("oauth", "oauth2", ("token", "client_id", "client_secret"), token_url="/token"),
    ),
    security=(("oauth",),),
)
LOGIN = {"client_id": "me", "client_secret": "my-client-secret"}


def values(server: Loopback, name: str) -> list[list[str]]:
    """Return the values of a header in each request."""
    return [
        [value for key, value in request.headers if key.lower() == name]
        for request in server.requests
    ]


def call(caller: Caller, headers: Any) -> None:
    """Make the two kinds of calls that take headers."""
    caller.request("GET", "/x", headers=headers)
    options = {"headers": headers}
    caller.side.run(lambda: caller.things._call(GET, {"id": "1"}, options=options))


@pytest.mark.parametrize("spelling", ["apikey", "ApiKey"])
def test_a_header_replaces_an_api_key(side: Side, server: Loopback, spelling: str) -> None:
    server.play(FOUND)
    caller = side.caller(server, headers={spelling: "of-the-gateway"})
    caller.get()
    caller.request("GET", "/x")
    caller.with_options(headers={"APIKEY": "of-the-clone"}).get()
    call(caller, {spelling: "of-this-call"})
    assert values(server, "apikey") == [
        ["of-the-gateway"],
        ["of-the-gateway"],
        ["of-the-clone"],
        ["of-this-call"],
        ["of-this-call"],
    ]
    assert values(server, "appid") == [[APP_ID]] * 5, "the other credential stays"


def test_a_parameter_replaces_an_api_key(side: Side, server: Loopback) -> None:
    server.play(FOUND)
    operation: Operation[Any] = Operation(
        "things.search", "GET /things", parameters=(Header("key", "ApiKey", lambda: str),)
    )
    side.caller(server).call(operation, {"key": "of-this-call"})
    side.caller(server).call(operation, {})
    assert values(server, "apikey") == [["of-this-call"], [API_KEY]]


@pytest.mark.parametrize("value", ["Bearer of-the-gateway", None])
def test_a_header_replaces_or_removes_a_token(
    side: Side, server: Loopback, value: str | None
) -> None:
    server.play(FOUND)
    expected = [] if value is None else [value]
    caller = side.caller(server, api=BEARER, values={"token": "my-token"})
    caller.with_options(headers={"Authorization": value}).get()
    call(caller, {"authorization": value})
    caller.get()
    assert values(server, "authorization") == [*[expected] * 3, ["Bearer my-token"]]


def test_a_replaced_token_is_not_fetched(side: Side, server: Loopback) -> None:
    caller = side.caller(
        server, api=OAUTH, values=LOGIN, headers={"Authorization": "Bearer of-the-gateway"}
    )
    server.play(Reply(401, b"{}"))
    with pytest.raises(errors.UnauthorizedError):
        caller.get()
    assert [request.path for request in server.requests] == ["/things/1"]


def test_a_replaced_credential_is_redacted(
    side: Side, server: Loopback, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    caller = side.caller(server, headers={"apikey": "key-of-the-gateway"})

    def echoed(act: Any) -> str:
        server.play(answer({"error": {"message": "bad key-of-the-gateway or t0ken-of-call"}}, 401))
        with pytest.raises(errors.UnauthorizedError) as caught:
            act()
        return f"{caught.value} {caught.value.body!r} {caplog.text}"

    assert "of-the-gateway" not in echoed(caller.get)
    assert "t0ken" not in echoed(
        lambda: caller.request("GET", "/x", headers={"Authorization": "Bearer t0ken-of-call"})
    )


def test_none_removes_a_header(side: Side, server: Loopback) -> None:
    server.play(FOUND)
    caller = side.caller(server, headers={"User-Agent": None, "X-Team": "blue"})
    caller.get()
    caller.with_options(headers={"x-team": None}).get()
    call(caller, {"X-TEAM": None, "accept": None})
    assert values(server, "user-agent") == [[]] * 4
    assert values(server, "x-team") == [["blue"], [], [], []]
    assert values(server, "accept")[2:] == [[], []]


def test_a_removed_header_comes_back(side: Side, server: Loopback) -> None:
    server.play(FOUND)
    caller = side.caller(server, headers={"User-Agent": None})
    caller.with_options(headers={"user-agent": "mine"}).get()
    assert values(server, "user-agent") == [["mine"]]


def test_a_removed_header_is_not_taken_from_the_http_client(side: Side, server: Loopback) -> None:
    server.play(FOUND)
    own = side.http_client(headers={"X-Corp": "1"})
    caller = side.caller(server, http_client=own, headers={"User-Agent": None})
    caller.get()
    caller.with_options(headers={"X-Corp": None}).get()
    call(caller, {"x-corp": None})
    assert values(server, "user-agent") == [[]] * 4
    assert values(server, "x-corp") == [["1"], [], [], []]


def test_a_removed_header_is_not_taken_from_the_http_client_for_a_next_page(
    side: Side, server: Loopback
) -> None:
    server.play(answer({"data": [{"id": "1"}], "next": "/things?p=2"}), answer({"data": []}))
    own = side.http_client(headers={"X-Corp": "1"})
    caller = side.caller(server, http_client=own, headers={"X-Corp": None, "User-Agent": None})
    assert len(side.collect(lambda: caller.things._page(NEXT_URL))) == 1
    assert values(server, "x-corp") == values(server, "user-agent") == [[], []]


@pytest.mark.parametrize("name", ["Host", "Content-Length", "transfer-encoding"])
def test_some_headers_cannot_be_removed(side: Side, server: Loopback, name: str) -> None:
    caller = side.caller(server)
    with pytest.raises(errors.ConfigurationError, match=name):
        caller.with_options(headers={name: None})
    with pytest.raises(errors.ArgumentError, match=name):
        caller.request("GET", "/x", headers={name: None})


def test_a_body_has_one_media_type(side: Side, server: Loopback) -> None:
    server.play(FOUND)
    caller = side.caller(server, headers={"content-type": "application/vnd.thing+json"})
    caller.create()
    caller.call(UPLOAD, {}, Upload(name="x", file=b"abc"))
    caller.request("POST", "/x", content="abc")
    caller.request("POST", "/x", content="abc", headers={"Content-Type": "text/csv"})
    caller.with_options(headers={"Content-Type": None}).create()
    caller.get()
    sent = values(server, "content-type")
    assert sent[1][0].startswith("multipart/form-data; boundary=")
    assert [*sent[:1], *sent[2:]] == [
        ["application/json"],
        ["text/plain; charset=utf-8"],
        ["text/csv"],
        [],
        ["application/vnd.thing+json"],
    ]


def test_a_body_that_is_not_given(side: Side, server: Loopback) -> None:
    server.play(FOUND)
    operation: Operation[Any] = Operation("things.x", "POST /x", body=(Json(lambda: Any),))
    side.caller(server, headers={"Content-Type": "text/plain"}).call(operation)
    assert values(server, "content-type") == [[]]

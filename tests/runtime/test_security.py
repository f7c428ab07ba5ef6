"""Credentials are sent as the document specifies, and only to their own origin."""

from __future__ import annotations

import asyncio
import base64
import copy
import itertools
import json
import logging
import pickle
import threading
import time
import traceback
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
import trio
from client_under_test._runtime import (
    ApiDescription,
    AsyncClient,
    Hooks,
    Operation,
    Result,
    Scheme,
    Server,
    ServerVariable,
    errors,
)

from tests.runtime.sides import API_KEY, APP_ID, CREATE, GET, AsyncThings, Side, Thing, served_by
from tests.support.loopback import Act, Loopback, Received, Reply, answer, hang_up, raw, reset

FINE = answer({"id": "1"})
ECHO = {
    "error": {
        "code": API_KEY,
        "message": f"key {API_KEY} of {APP_ID}",
        "details": [API_KEY, json.dumps(API_KEY)],
    }
}


def header_names(request: Received) -> set[str]:
    """Return the names of a request's headers."""
    return {name.lower() for name, _ in request.headers}


# --- redirects -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirects_are_not_followed(side: Side, server: Loopback, status: int) -> None:
    server.play(Reply(status, headers={"Location": "/elsewhere"}))
    with pytest.raises(errors.RedirectionError) as caught:
        side.caller(server).get()
    assert len(server.requests) == 1
    assert caught.value.headers["location"] == "/elsewhere"


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_to_another_origin_gets_no_credentials(
    side: Side, server: Loopback, status: int
) -> None:
    with Loopback(FINE) as other:
        server.play(Reply(status, headers={"Location": f"{other.url}/x"}))
        caller = side.caller(server, follow_redirects=True, headers={"X-Own-Key": "also-secret"})
        assert caller.get().id == "1"
        (request,) = other.requests
        assert header_names(request) == {"host", "user-agent", "accept", "accept-encoding"}
        assert request.header("host") == f"127.0.0.1:{other.port}"


def test_a_redirect_back_to_the_first_origin_gets_no_credentials(
    side: Side, server: Loopback
) -> None:
    with Loopback(Reply(302, headers={"Location": f"{server.url}/back"})) as other:
        server.play(Reply(302, headers={"Location": f"{other.url}/x"}), FINE)
        side.caller(server, follow_redirects=True).get()
        assert server.requests[1].path == "/back"
        assert "apikey" not in header_names(server.requests[1])


def test_a_redirect_within_the_origin_keeps_the_credentials(side: Side, server: Loopback) -> None:
    server.play(Reply(307, headers={"Location": "/new"}), FINE)
    assert side.caller(server, follow_redirects=True).create().id == "1"
    first, second = server.requests
    assert (second.method, second.path, second.header("apikey")) == ("POST", "/new", API_KEY)
    assert first.body == second.body
    assert second.header("x-retry-count") is None


def test_a_303_changes_a_post_to_a_get(side: Side, server: Loopback) -> None:
    server.play(Reply(303, headers={"Location": "new"}), FINE)
    side.caller(server, follow_redirects=True).create()
    assert (server.requests[1].method, server.requests[1].path, server.requests[1].body) == (
        "GET",
        "/new",
        b"",
    )
    assert "content-type" not in header_names(server.requests[1])


def test_a_body_is_not_sent_to_another_origin(side: Side, server: Loopback) -> None:
    with Loopback(FINE) as other:
        server.play(Reply(307, headers={"Location": other.url}))
        with pytest.raises(errors.RedirectionError):
            side.caller(server, follow_redirects=True).create()
        assert not other.requests


def test_the_number_of_redirects_is_limited(side: Side, server: Loopback) -> None:
    server.play(Reply(302, headers={"Location": "/again"}))
    with pytest.raises(errors.APIConnectionError, match="redirects") as caught:
        side.caller(server, follow_redirects=True).get()
    assert len(server.requests) == len(caught.value.attempts) == 11


@pytest.mark.parametrize(
    "location", ["", "file:///etc/passwd", "http://[", "ftp://x/", "http://u:p@127.0.0.1/"]
)
def test_a_redirect_to_an_invalid_url_is_not_followed(
    side: Side, server: Loopback, location: str
) -> None:
    server.play(Reply(302, headers={"Location": location}))
    with pytest.raises(errors.RedirectionError):
        side.caller(server, follow_redirects=True).get()
    assert len(server.requests) == 1


# --- another server --------------------------------------------------------------------------------------------------


def test_an_operation_with_its_own_server_gets_no_credentials_by_default(
    side: Side, server: Loopback
) -> None:
    with Loopback(FINE) as other:
        operation: Operation[Thing] = Operation(
            "things.other",
            "GET /other",
            results=(Result("2XX", lambda: Thing),),
            servers=(Server(f"{other.url}/v9"),),
        )
        caller = side.caller(
            server, api=served_by(server), base_url=None, headers={"X-Own": "secret"}
        )
        caller.call(operation)
        assert other.requests[0].path == "/v9/other"
        assert not {"apikey", "appid", "x-own"} & header_names(other.requests[0])
        caller.with_options(allow_foreign_credentials=True).call(operation)
        assert other.requests[1].header("apikey") == API_KEY


@pytest.mark.parametrize("url", ["{}/v9", "{{scheme}}://{}/v9", "/v9"])
def test_a_base_url_replaces_the_server_of_an_operation(
    side: Side, server: Loopback, url: str
) -> None:
    """With a mock server as the base URL, no request leaves for a server of the document."""
    with Loopback(FINE) as other:
        variables = (ServerVariable("scheme", "scheme", default="http"),)
        address = url.format(other.url if url.startswith("{}") else f"127.0.0.1:{other.port}")
        operation: Operation[Thing] = Operation(
            "things.other",
            "GET /other",
            results=(Result("2XX", lambda: Thing),),
            servers=(Server(address, variables),),
        )
        server.answer_with(lambda _: FINE)
        without = side.caller(server, api=served_by(server), base_url=None)
        for caller in (side.caller(server), without.with_options(base_url=server.url)):
            caller.call(operation)
        assert [request.path for request in server.requests] == (
            ["/v9/other"] * 2 if url == "/v9" else ["/other"] * 2
        )
        assert [request.header("apikey") for request in server.requests] == [API_KEY] * 2
        assert not other.requests


# --- redaction -------------------------------------------------------------------------------------------------------


def secrets_in(text: str) -> list[str]:
    """Return the credentials that a text contains, in any encoding."""
    forms = [
        API_KEY,
        APP_ID,
        base64.b64encode(API_KEY.encode()).decode(),
        API_KEY.replace("/", "%2F"),
    ]
    return [form for form in forms if form in text]


FAULTS: dict[str, Act] = {
    "echoed in an error": answer(ECHO, 400, X_Key=API_KEY),
    "echoed in a broken body": Reply(400, API_KEY.encode()),
    "echoed in the status line": raw(b"HTTP/1.1 " + API_KEY.encode() + b"\r\n\r\n"),
    "echoed in a header name": raw(b"HTTP/1.1 200 OK\r\n" + API_KEY.encode() + b" : x\r\n\r\n"),
    "echoed in invalid JSON": Reply(200, b"{" + API_KEY.encode()),
    "echoed in a wrong type": Reply(
        200, json.dumps({"id": {"x": API_KEY}, "createdAt": API_KEY}).encode()
    ),
    "reset": reset(),
    "closed": hang_up,
    "echoed in a redirect": Reply(302, headers={"Location": f"/?key={API_KEY}"}),
    "fine": FINE,
}


@pytest.mark.parametrize("fault", FAULTS)
def test_credentials_appear_in_no_text_of_the_client(
    side: Side, server: Loopback, fault: str, caplog: pytest.LogCaptureFixture
) -> None:
    server.play(FAULTS[fault])
    seen: list[object] = []
    hooks = Hooks(seen.append, seen.append, seen.append)
    caplog.set_level(logging.DEBUG)
    caller = side.caller(server, max_retries=1, backoff=0.001, hooks=hooks, strict=True)
    texts: list[str] = [
        repr(caller.client),
        str(caller.client),
        repr(caller.things),
        repr(vars(caller.client)),
    ]
    try:
        texts.append(repr(caller.call(GET, {"id": API_KEY})))
    except errors.APIError as error:
        texts += [
            str(error),
            repr(error),
            repr(vars(error)),
            *traceback.format_exception(error)[-3:],
        ]
        texts.append(pickle.dumps(error).decode("latin-1"))
        link: BaseException | None = error
        while link is not None:
            texts += [str(link), repr(link)]
            link = link.__cause__
    texts += [repr(seen), repr(list(caller.client.drift))]
    texts += [
        record.getMessage()
        for record in caplog.records
        if record.name.startswith(("thing_api", "httpx"))
    ]
    for text in texts:
        assert not secrets_in(text), text
    assert seen


def test_a_client_cannot_be_pickled_or_copied(side: Side, server: Loopback) -> None:
    client = side.caller(server).client
    for attempt in (
        lambda: pickle.dumps(client),
        lambda: copy.copy(client),
        lambda: copy.deepcopy(client),
    ):
        with pytest.raises(TypeError, match="credentials"):
            attempt()


def test_redaction_keeps_the_rest_of_an_error(side: Side, server: Loopback) -> None:
    server.play(answer(ECHO, 400, X_Request_Id="r1"))
    with pytest.raises(errors.BadRequestError) as caught:
        side.caller(server).get()
    assert caught.value.request_id == "r1"
    assert caught.value.message == "key REDACTED of REDACTED"
    assert json.loads(caught.value.body)["error"]["message"] == caught.value.message


# --- schemes ---------------------------------------------------------------------------------------------------------


def described(
    *schemes: Scheme, security: tuple[tuple[str, ...], ...] | None = None
) -> ApiDescription:
    """Return an API with these schemes, all of them required by default."""
    return ApiDescription(
        "thing_api",
        "1",
        "THING",
        schemes=schemes,
        security=security or (tuple(scheme.wire for scheme in schemes),),
    )


SCHEMES: dict[str, tuple[Scheme, dict[str, Any], str, str]] = {
    "header": (
        Scheme("s", "apiKey", ("key",), "header", "X-Key"),
        {"key": "k1-secret"},
        "x-key",
        "k1-secret",
    ),
    "cookie": (
        Scheme("s", "apiKey", ("key",), "cookie", "sid"),
        {"key": "k1;secret"},
        "cookie",
        "sid=k1%3Bsecret",
    ),
    "basic": (
        Scheme("s", "basic", ("username", "password")),
        {"username": "ann", "password": "pä:ss"},
        "authorization",
        "Basic " + base64.b64encode("ann:pä:ss".encode()).decode(),
    ),
    "bearer": (
        Scheme("s", "bearer", ("token",)),
        {"token": "tok.en"},
        "authorization",
        "Bearer tok.en",
    ),
    "oauth2 token": (
        Scheme("s", "oauth2", ("token",)),
        {"token": "tok.en"},
        "authorization",
        "Bearer tok.en",
    ),
    "openIdConnect": (
        Scheme("s", "openIdConnect", ("token",)),
        {"token": "tok.en"},
        "authorization",
        "Bearer tok.en",
    ),
    "function": (
        Scheme("s", "bearer", ("token",)),
        {"token": lambda: "fresh"},
        "authorization",
        "Bearer fresh",
    ),
}


@pytest.mark.parametrize("name", SCHEMES)
def test_each_scheme(side: Side, server: Loopback, name: str) -> None:
    scheme, values, header, expected = SCHEMES[name]
    server.play(FINE)
    side.caller(server, api=described(scheme), values=values).get()
    assert server.requests[0].header(header) == expected


def test_a_credential_function_is_called_for_each_attempt(side: Side, server: Loopback) -> None:
    tokens = iter(["first-token", "second-token"])
    server.play(Reply(503), answer({"message": "second-token"}, 400))
    with pytest.raises(errors.BadRequestError, match="REDACTED"):
        side.caller(
            server, api=described(SCHEMES["bearer"][0]), values={"token": lambda: next(tokens)}
        ).get()
    assert [request.header("authorization") for request in server.requests] == [
        "Bearer first-token",
        "Bearer second-token",
    ]


def test_an_asynchronous_credential_function_is_awaited(async_side: Side, server: Loopback) -> None:
    async def token() -> str:
        return "awaited"

    server.play(FINE)
    async_side.caller(server, api=described(SCHEMES["bearer"][0]), values={"token": token}).get()
    assert server.requests[0].header("authorization") == "Bearer awaited"


@pytest.mark.parametrize("bad", [None, 3, "", "a\nb"])
def test_an_invalid_result_of_a_credential_function_is_refused(
    side: Side, server: Loopback, bad: Any
) -> None:
    server.play(FINE)
    with pytest.raises(errors.ConfigurationError, match="token"):
        side.caller(
            server, api=described(SCHEMES["bearer"][0]), values={"token": lambda: bad}
        ).get()
    assert not server.requests


def test_the_first_requirement_with_all_its_credentials_is_used(
    side: Side, server: Loopback
) -> None:
    a, b = Scheme("a", "apiKey", ("a",), "header", "A"), Scheme("b", "apiKey", ("b",), "query", "b")
    api = described(a, b, security=(("a", "b"), ("a",)))
    server.play(FINE)
    side.caller(server, api=api, values={"a": "1111", "b": "2222"}).get()
    assert (server.requests[0].header("a"), server.requests[0].query) == ("1111", "b=2222")
    side.caller(server, api=api, values={"a": "1111"}).get()
    assert (server.requests[1].header("a"), server.requests[1].query) == ("1111", "")


def test_operations_with_no_or_optional_security(side: Side, server: Loopback) -> None:
    a = Scheme("a", "apiKey", ("a",), "header", "A")
    server.play(FINE)
    results = (Result("2XX", lambda: Thing),)
    public: Operation[Thing] = Operation("x.public", "GET /p", results=results, security=())
    optional: Operation[Thing] = Operation(
        "x.optional", "GET /o", results=results, security=((), ("a",))
    )
    caller = side.caller(server, api=described(a), values={"a": "1111"})
    caller.call(public)
    caller.call(optional)
    assert [request.header("a") for request in server.requests] == [None, "1111"]
    anonymous = side.caller(server, api=ApiDescription("p", "1", "P", schemes=(a,)), values={})
    anonymous.call(optional)
    assert server.requests[2].header("a") is None


# --- OAuth2 client credentials ---------------------------------------------------------------------------------------

OAUTH = Scheme(
    "o", "oauth2", ("client_id", "client_secret"), token_url="/token", scopes=("read", "write")
)
CLIENT = {"client_id": "me", "client_secret": "very:secret"}


class Issuer:
    """A token endpoint, and an API that requires its tokens."""

    def __init__(self, server: Loopback, lifetime: float = 3600) -> None:
        self.issued = 0
        self.valid = ""
        self.lifetime = lifetime
        server.answer_with(self.act)

    def act(self, request: Received) -> Reply:
        if request.path == "/token":
            self.issued += 1
            self.valid = f"token-{self.issued}"
            time.sleep(0.02)
            return answer(
                {"access_token": self.valid, "expires_in": self.lifetime, "token_type": "bearer"}
            )
        return FINE if request.header("authorization") == f"Bearer {self.valid}" else Reply(401)


def test_a_token_is_fetched_once_and_reused(side: Side, server: Loopback) -> None:
    issuer = Issuer(server)
    caller = side.caller(server, api=described(OAUTH), values=CLIENT)
    for _ in range(3):
        caller.get()
    caller.with_options(timeout=29.0).create()
    assert issuer.issued == 1
    request = server.requests[0]
    assert (
        request.header("authorization") == "Basic " + base64.b64encode(b"me:very%3Asecret").decode()
    )
    assert request.body == b"grant_type=client_credentials&scope=read+write"


def test_a_refused_token_is_renewed_once(side: Side, server: Loopback) -> None:
    issuer = Issuer(server)
    caller = side.caller(server, api=described(OAUTH), values=CLIENT, max_retries=0)
    caller.get()
    issuer.valid = "revoked"
    assert caller.create().id == "1"
    assert issuer.issued == 2
    server.play(
        *(
            answer({"access_token": f"t{n}", "expires_in": 9}) if n % 2 else Reply(401)
            for n in range(5)
        )
    )
    with pytest.raises(errors.UnauthorizedError):
        caller.get()
    assert len([request for request in server.requests if request.path != "/token"]) == 2


def test_many_calls_wait_for_one_token(side: Side, server: Loopback) -> None:
    issuer = Issuer(server)
    caller = side.caller(server, api=described(OAUTH), values=CLIENT)
    if side.portal is None:
        threads = [threading.Thread(target=caller.get) for _ in range(20)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    else:
        import anyio

        async def many() -> None:
            async with anyio.create_task_group() as group:
                for _ in range(20):
                    group.start_soon(caller.things.get, "1")

        side.run(many)
    assert issuer.issued == 1
    assert len(server.requests) == 21


def test_calls_in_several_event_loops_each_wait_for_a_token(server: Loopback) -> None:
    loops, tasks = 8, 4
    tokens = {f"Bearer token-{number}" for number in range(loops)}
    issued = itertools.count()

    def act(request: Received) -> Reply:
        if request.path != "/token":
            return FINE if request.header("authorization") in tokens else Reply(401)
        time.sleep(0.1)  # lets the other loops request a token meanwhile
        return answer({"access_token": f"token-{next(issued)}", "expires_in": 3600})

    server.answer_with(act)
    client = AsyncClient(described(OAUTH), values=CLIENT, base_url=server.url, timeout=20)
    things, barrier = AsyncThings(client), threading.Barrier(loops)

    async def calls() -> list[str]:
        found = await asyncio.gather(*(things.get("1") for _ in range(tasks)))
        await client.close()
        return [thing.id for thing in found]

    def in_a_loop(_: int) -> list[str]:
        barrier.wait()
        return asyncio.run(calls())

    with ThreadPoolExecutor(loops) as threads:
        assert list(threads.map(in_a_loop, range(loops))) == [["1"] * tasks] * loops


def test_each_event_loop_can_fetch_a_token(server: Loopback) -> None:
    issuer = Issuer(server)
    client = AsyncClient(described(OAUTH), values=CLIENT, base_url=server.url, timeout=20)
    things = AsyncThings(client)

    async def call() -> str:
        issuer.valid = "revoked"  # makes each loop fetch a token
        thing = await things.get("1")
        await client.close()
        return thing.id

    assert [asyncio.run(call()), trio.run(call), asyncio.run(call())] == ["1"] * 3
    assert issuer.issued == 3


@pytest.mark.parametrize(
    "body",
    [b"", b"{}", b"[]", b"\xff", b'{"access_token": 3}', b'{"access_token": "x"', b"[" * 99_999],
)
def test_a_token_response_without_a_token_is_a_decode_error(
    side: Side, server: Loopback, body: bytes
) -> None:
    server.play(Reply(200, body))
    with pytest.raises(errors.ResponseDecodeError, match="access_token") as caught:
        side.caller(server, api=described(OAUTH), values=CLIENT).get()
    assert caught.value.request_path == "/token"


@pytest.mark.parametrize(
    "token",
    ["", " ", "to ken", "tok\n", "tok\r\nX-Evil: 1", "tok\0", "tok\x1b[31m", "t\xf6k", "\ud800"],
)
def test_a_token_that_is_not_a_valid_header_value_is_a_decode_error(
    side: Side, server: Loopback, token: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    server.play(answer({"access_token": f"s3cret{token}" if token else "", "expires_in": 60}))
    with pytest.raises(errors.ResponseDecodeError, match="access_token") as caught:
        side.caller(server, api=described(OAUTH), values=CLIENT).get()
    assert {request.path for request in server.requests} == {"/token"}
    shown = "".join(traceback.format_exception(caught.value)) + caplog.text
    assert "s3cret" not in shown
    assert "s3cret" not in repr(vars(caught.value))


def test_no_exception_contains_the_token_of_a_broken_response(side: Side, server: Loopback) -> None:
    server.play(Reply(200, b'{"access_token": "s3cret", '))
    with pytest.raises(errors.ResponseDecodeError) as caught:
        side.caller(server, api=described(OAUTH), values=CLIENT).get()
    link: BaseException | None = caught.value
    while link is not None:
        assert "s3cret" not in f"{link!r} {vars(link)}"
        link = link.__cause__ or link.__context__


@pytest.mark.parametrize(
    "lifetime",
    [
        *("NaN", "-5", "-1e999", "0", "-Infinity", "Infinity", "1e999", "1e300", "9" * 400),
        *(
            "9" * 5_000,
            '"soon"',
            '"NaN"',
            "1e-9",
            "0.999",
            '"3600"',
            '"\\ud800"',
            "[]",
            "{}",
            "null",
            "true",
            "false",
        ),
    ],
)
def test_a_token_with_any_lifetime_is_used_for_several_calls(
    side: Side, server: Loopback, lifetime: str
) -> None:
    token = Reply(200, f'{{"access_token": "t1", "expires_in": {lifetime}}}'.encode())
    server.answer_with(lambda request: token if request.path == "/token" else FINE)
    caller = side.caller(server, api=described(OAUTH), values=CLIENT)
    for _ in range(3):
        caller.get()
    assert [request.path for request in server.requests].count("/token") == 1


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_token_request_does_not_follow_redirects(
    side: Side, server: Loopback, status: int
) -> None:
    with Loopback(answer({"access_token": "t-evil", "expires_in": 60})) as other:
        server.play(Reply(status, headers={"Location": f"{other.url}/token"}))
        caller = side.caller(server, api=described(OAUTH), values=CLIENT, follow_redirects=True)
        with pytest.raises(errors.RedirectionError):
            caller.get()
        assert other.requests == []
    assert [request.path for request in server.requests] == ["/token"]


def test_a_refused_token_request_is_not_tried_again(side: Side, server: Loopback) -> None:
    server.play(answer({"error": "invalid_client", "error_description": "no very:secret"}, 401))
    with pytest.raises(errors.UnauthorizedError, match="REDACTED"):
        side.caller(server, api=described(OAUTH), values=CLIENT).get()
    assert len(server.requests) == 1
    assert CREATE.security is None

"""What the caller's own HTTP client sets is sent where the call sets nothing, and its timeouts apply."""

from __future__ import annotations

from typing import Any

import httpx2
import pytest
from client_under_test._runtime import UNSET, Operation, Query, Server, errors

from tests.runtime.sides import GET, NEXT_URL, Side, served_by
from tests.runtime.test_deadline import full_backlog
from tests.support.loopback import Loopback, Reply, answer, raw, silence

FOUND = answer({"id": "1"})
SEARCH: Operation[Any] = Operation(
    "things.search",
    "GET /things",
    parameters=(Query("tenant", "tenant", lambda: str), Query("q", "q", lambda: str)),
)
DEFAULTS: dict[str, Any] = {
    "headers": {"X-Corp": "1", "User-Agent": "theirs"},
    "params": {"tenant": "a b", "zone": ["x", "y"]},
    "cookies": {"sid": "1"},
}


def test_headers_parameters_and_cookies_are_sent(side: Side, server: Loopback) -> None:
    server.play(FOUND)
    side.caller(server, http_client=side.http_client(**DEFAULTS)).get()
    [request] = server.requests
    assert request.query == "tenant=a+b&zone=x&zone=y"
    assert request.header("x-corp") == "1"
    assert request.header("cookie") == "sid=1"
    names = [name.lower() for name, _ in request.headers]
    assert len(names) == len(set(names))
    assert str(request.header("user-agent")).startswith("thing_api/1.2.3"), "ours is set"


def test_those_of_the_call_win(side: Side, server: Loopback) -> None:
    own = side.http_client(**DEFAULTS)
    own.headers["apikey"] = "theirs"
    server.play(FOUND)
    caller = side.caller(server, http_client=own, headers={"x-corp": "2"})
    caller.call(SEARCH, {"tenant": "b", "q": "a&b"})
    caller.request("GET", "/x", params={"zone": "z"}, headers={"Cookie": "sid=2; b=3"})
    first, second = server.requests
    assert first.query == "tenant=b&q=a%26b&zone=x&zone=y"
    assert [value for name, value in first.headers if name.lower() == "x-corp"] == ["2"]
    keys = [value for name, value in first.headers if name.lower() == "apikey"]
    assert keys == ["k3y-that-is/secret+"]
    assert second.query == "zone=z&tenant=a+b"
    assert second.header("cookie") == "sid=2; b=3"


def test_cookies_are_combined_and_kept(side: Side, server: Loopback) -> None:
    own = side.http_client(cookies={"sid": "1", "b": "old"})
    caller = side.caller(server, http_client=own)
    server.play(Reply(200, FOUND.body, {"Set-Cookie": "fresh=2; Path=/"}), FOUND)
    caller.request("GET", "/x", headers={"Cookie": "b=new"})
    assert server.requests[0].header("cookie") == "b=new; sid=1"
    caller.get()
    assert set(str(server.requests[1].header("cookie")).split("; ")) == {
        "sid=1",
        "b=old",
        "fresh=2",
    }


def test_they_may_change_between_calls(side: Side, server: Loopback) -> None:
    own = side.http_client()
    caller = side.caller(server, http_client=own)
    server.play(FOUND)
    for value in ("1", "2"):
        own.headers["X-Corp"] = value
        caller.get()
    assert [request.header("x-corp") for request in server.requests] == ["1", "2"]


@pytest.mark.parametrize("cause", ["redirect", "next page", "own server of the operation"])
def test_another_origin_gets_none(side: Side, server: Loopback, cause: str) -> None:
    caller = side.caller(
        server,
        api=served_by(server),
        base_url=None,
        http_client=side.http_client(**DEFAULTS),
        follow_redirects=True,
        allow_foreign_pages=True,
    )
    with Loopback(answer({"id": "2", "data": []})) as other:
        if cause == "redirect":
            server.play(Reply(302, headers={"Location": f"{other.url}/x"}))
            caller.get()
        elif cause == "next page":
            server.play(answer({"data": [{"id": "1"}], "next": f"{other.url}/x"}))
            caller.items(NEXT_URL)
        else:
            caller.call(
                Operation("things.elsewhere", "GET /elsewhere", servers=(Server(other.url),))
            )
        [request] = other.requests
        assert request.query == ""
        assert request.header("x-corp") is None
        assert request.header("cookie") is None


def test_a_next_page_has_each_parameter_once(side: Side, server: Loopback) -> None:
    caller = side.caller(server, http_client=side.http_client(params={"tenant": "a"}))
    server.play(
        answer({"data": [{"id": "1"}], "next": "/things?page=2&tenant=a"}), answer({"data": []})
    )
    caller.items(NEXT_URL)
    assert server.requests[1].query == "page=2&tenant=a"


# --- timeouts --------------------------------------------------------------------------------------------------------


def test_its_timeout_applies_where_the_call_sets_none(side: Side, server: Loopback) -> None:
    server.play(silence(5))
    own = side.http_client(timeout=0.2)
    caller = side.caller(server, http_client=own, timeout=None, max_retries=0)
    with pytest.raises(errors.APITimeoutError, match="longer than its timeout"):
        default(side, server, own).get()
    server.play(Reply(200, FOUND.body, delay=0.5))
    assert caller.get().id == "1", "the call's own timeout wins"
    assert default(side, server, own).with_options(timeout=20).get().id == "1"


def default(side: Side, server: Loopback | str, own: Any = None, **options: Any) -> Any:
    """Return a caller without a timeout of its own."""
    caller = side.caller(server, http_client=own, timeout=UNSET)
    return caller.with_options(**options) if options else caller


def test_the_librarys_default_is_not_a_choice(side: Side, server: Loopback) -> None:
    server.play(FOUND)
    caller = default(side, server, side.http_client())
    assert caller.client._state.config.timeout == 60.0
    assert caller.client._state.config.steps is None


def test_the_environment_wins_over_the_http_client(
    side: Side, server: Loopback, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("THING_TIMEOUT", "17")
    caller = default(side, server, side.http_client(timeout=0.2))
    assert caller.client._state.config.timeout == 17.0
    assert caller.client._state.config.steps is None


@pytest.mark.parametrize("own", [False, True])
def test_an_httpx2_timeout_limits_each_step(side: Side, server: Loopback, own: bool) -> None:
    options = {"http_client": side.http_client()} if own else {}
    timeout = httpx2.Timeout(20, read=0.3)
    caller = side.caller(server, timeout=timeout, max_retries=0, **options)
    server.play(silence(5))
    with pytest.raises(errors.APITimeoutError, match="longer than its timeout"):
        caller.get()
    server.play(raw(*(bytes([each]) for each in FOUND.to_bytes()[:-1]), pause=0.005), FOUND)
    with pytest.raises(errors.APIConnectionError, match="RemoteProtocolError"):
        caller.get()  # incomplete, although no step took too long


def test_an_httpx2_timeout_limits_connecting(side: Side) -> None:
    with full_backlog() as port:
        caller = side.caller(
            f"http://127.0.0.1:{port}", timeout=httpx2.Timeout(30, connect=0.2), max_retries=0
        )
        with pytest.raises(errors.APITimeoutError, match=r"no connection within 0\.2 s"):
            caller.get()
        other = caller.with_options(timeout=30, connect_timeout=0.3)
        with pytest.raises(errors.APITimeoutError, match=r"no connection within 0\.3 s"):
            other.get()


@pytest.mark.parametrize(
    ("timeout", "total"),
    [
        (httpx2.Timeout(5), 60.0),
        (httpx2.Timeout(600, connect=5), 600.0),
        (httpx2.Timeout(None), None),
        (httpx2.Timeout(5, read=None), None),
        (httpx2.Timeout(5, pool=None), 60.0),
    ],
)
def test_the_whole_call_is_limited_too(
    side: Side, server: Loopback, timeout: httpx2.Timeout, total: float | None
) -> None:
    caller = side.caller(server, timeout=timeout)
    assert caller.client._state.config.timeout == total


def test_an_invalid_httpx2_timeout(side: Side, server: Loopback) -> None:
    with pytest.raises(errors.ConfigurationError, match="timeout must be a number of seconds"):
        side.caller(server, timeout=httpx2.Timeout(5, read=-1))


def test_the_timeout_of_one_call_may_limit_steps(side: Side, server: Loopback) -> None:
    caller = side.caller(server, max_retries=0)
    server.play(silence(5))
    with pytest.raises(errors.APITimeoutError, match="longer than its timeout"):
        side.run(
            lambda: caller.things._call(
                GET, {"id": "1"}, options={"timeout": httpx2.Timeout(20, read=0.2)}
            )
        )

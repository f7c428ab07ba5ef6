"""Client options, lifetime, raw responses and requests, drift, and repeated calls."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
from functools import partial
from pathlib import Path
from typing import Any

import httpx2
import pytest
from cometchat_business_messaging import errors, models

from tests.client.calls import (
    TEMPLATE,
    get,
    named,
)
from tests.client.conftest import API_KEY, Caller
from tests.runtime.timing import soon
from tests.support.loopback import Loopback, Received, Reply, answer

# --- clients ---------------------------------------------------------------------------------------------------------


def test_with_options_uses_the_same_connections(caller: Caller, server: Loopback) -> None:
    server.play(answer(TEMPLATE))
    client = caller.client()
    caller.run(get, client)
    other = client.with_options(max_retries=0, headers={"X-Tenant": "t1"})
    caller.run(get, other)
    assert [request.header("x-tenant") for request in server.requests] == [None, "t1"]
    assert len({request.connection for request in server.requests}) == 1
    server.play(Reply(503))
    with pytest.raises(errors.ServiceUnavailableError):
        caller.run(get, other)
    assert len(server.requests) == 1
    with pytest.raises(errors.ConfigurationError):
        client.with_options(timeout=-1)


def test_a_context_manager_closes_the_connections(caller: Caller, server: Loopback) -> None:
    server.play(answer(TEMPLATE))
    client = caller.client()
    if caller.portal is None:
        with client as entered:
            caller.run(get, entered)
    else:
        with caller.portal.wrap_async_context_manager(client) as entered:
            caller.run(get, entered)
    assert entered is client
    caller.run(get, client)
    assert [request.connection for request in server.requests] == [1, 2], "closed, and opened again"


def test_close_without_a_context_manager(caller: Caller, server: Loopback) -> None:
    server.play(answer(TEMPLATE))
    client = caller.client()
    for number in (1, 2):
        assert caller.run(get, client).id == TEMPLATE["id"]
        caller.run(lambda c: c.close(), client)
        assert soon(lambda: server.open == 0), "closed"
        assert server.connections == number, "a later call opens a new connection"
        caller.run(lambda c: c.close(), client)  # a second close has no effect


def test_an_http_client_of_the_caller(caller: Caller, server: Loopback) -> None:
    server.play(answer(TEMPLATE))
    own: Any = httpx2.Client() if caller.portal is None else httpx2.AsyncClient()
    client = caller.client(http_client=own)
    assert caller.run(get, client).id == TEMPLATE["id"]
    caller.run(lambda c: c.close(), client)
    assert not own.is_closed, "the caller closes it"
    caller.run(lambda c: own.close() if caller.portal is None else own.aclose())
    with pytest.raises(errors.ConfigurationError, match="http_client"):
        caller.client(
            http_client=httpx2.AsyncClient() if caller.portal is None else httpx2.Client()
        )


def test_a_credential_function_is_called_for_each_call(caller: Caller, server: Loopback) -> None:
    server.play(answer(TEMPLATE))
    keys = iter(["first", "second"])
    client = caller.client(api_key=lambda: next(keys))
    caller.run(get, client)
    caller.run(get, client)
    assert [request.header("apikey") for request in server.requests] == ["first", "second"]


def test_no_repr_of_a_client_contains_a_secret(caller: Caller) -> None:
    client = caller.client()
    for shown in (repr(client), str(client), repr(vars(client)), repr(client.templates)):
        assert API_KEY not in shown


# --- raw responses and raw requests ----------------------------------------------------------------------------------


def test_a_raw_response(caller: Caller, server: Loopback) -> None:
    body = {**TEMPLATE, "unknownField": [1, {"a": None}]}
    server.play(Reply(503), answer(body, 200, X_Request_Id="r-1"))
    raw = caller.run(
        lambda c: c.with_raw_response(c.templates.get)("t-1"), caller.client(strict=False)
    )
    assert (raw.status_code, raw.request_id) == (200, "r-1")
    assert raw.headers["content-type"] == "application/json"
    assert [attempt.status_code for attempt in raw.attempts] == [503, 200]
    assert raw.elapsed > 0
    assert raw.json() == body
    assert raw.content == answer(body).body
    assert raw.parse() == models.Template.from_json(answer(TEMPLATE).body)


def test_a_raw_page(caller: Caller, server: Loopback) -> None:
    server.play(answer({"data": [TEMPLATE], "total": 1}))
    raw = caller.run(lambda c: c.with_raw_response(c.templates.list)(limit=5))
    assert raw.json()["total"] == 1
    assert [template.id for template in raw.parse().data] == [TEMPLATE["id"]]


def test_a_raw_request(caller: Caller, server: Loopback) -> None:
    server.play(answer({"any": ["thing"]}, 201))
    response = caller.run(
        lambda c: c.request(
            "PATCH",
            "/segments/1",
            params={"a": "b c", "n": [1, 2]},
            json={"x": None},
            headers={"X-Own": "1"},
        )
    )
    assert (response.status_code, response.parse()) == (201, {"any": ["thing"]})
    (request,) = server.requests
    assert (request.method, request.path) == ("PATCH", "/segments/1")
    assert sorted(request.query.replace("+", "%20").split("&")) == ["a=b%20c", "n=1", "n=2"]
    assert request.json() == {"x": None}
    assert (request.header("apikey"), request.header("x-own")) == (API_KEY, "1")
    server.play(answer({"error": {"code": "ERR_NOT_FOUND", "message": "m"}}, 404))
    with pytest.raises(errors.ResourceNotFoundError):
        caller.run(lambda c: c.request("GET", "/segments/2"))


@pytest.mark.parametrize("path", ["https://evil.example/x", "//evil.example/x", "/a/../b", "\\x"])
def test_a_request_cannot_leave_the_base_url(caller: Caller, server: Loopback, path: str) -> None:
    with pytest.raises(errors.ArgumentError):
        caller.run(lambda c: c.request("GET", path))
    assert server.requests == []


# --- drift -----------------------------------------------------------------------------------------------------------


def test_a_mismatch_is_usable_and_recorded_once(
    caller: Caller, server: Loopback, caplog: pytest.LogCaptureFixture
) -> None:
    mismatching = {**TEMPLATE, "status": "paused", "createdAt": "yesterday", "brandNew": 1}
    del mismatching["name"]
    server.play(answer(mismatching))
    client = caller.client(strict=False)
    with caplog.at_level(logging.WARNING, "cometchat_business_messaging"):
        template = caller.run(get, client)
        caller.run(get, client)
    assert (template.id, template.status) == (TEMPLATE["id"], "paused")
    assert (template.name, template.created_at) == (None, None)
    mismatches = {mismatch.pointer: mismatch for mismatch in client.drift}
    assert mismatches.keys() == {"/status", "/createdAt", "/name"}
    assert {mismatch.operation for mismatch in mismatches.values()} == {"templates.get"}
    assert "paused" in mismatches["/status"].received
    assert len(caplog.records) == 3


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"status": "paused"}, "/status"),
        ({"createdAt": "2024-01-15 09:30"}, "/createdAt"),
        ({"name": None}, "/name"),
        ({"channelIds": "c-1"}, "/channelIds"),
        ({"variableSchema": {"a/b": {"type": 1}}}, "/variableSchema/a~1b/type"),
    ],
)
def test_a_strict_client_raises_an_error_with_the_pointer(
    caller: Caller, server: Loopback, change: dict[str, Any], pointer: str
) -> None:
    server.play(answer({**TEMPLATE, **change}))
    with pytest.raises(errors.ResponseValidationError) as caught:
        caller.run(get, caller.client(strict=True))
    assert caught.value.pointer == pointer
    assert caught.value.expected
    assert caught.value.received


def test_an_undocumented_property_is_reported(caller: Caller, server: Loopback) -> None:
    server.play(answer({**TEMPLATE, "brandNew": 1}))
    client = caller.client(strict=False)
    assert caller.run(get, client).name == TEMPLATE["name"]
    assert [mismatch.pointer for mismatch in client.drift] == ["/brandNew"]
    with pytest.raises(errors.ResponseValidationError, match="/brandNew"):
        caller.run(get, caller.client(strict=True))


# --- the package -----------------------------------------------------------------------------------------------------


def test_fifty_calls_share_a_connection(caller: Caller, server: Loopback) -> None:
    def act(request: Received) -> Reply:
        return answer({**TEMPLATE, "id": request.path.rpartition("/")[2]}, 200)

    server.answer_with(act)
    client = caller.client()
    for number in range(50):
        name = f"t-{number}"
        assert caller.run(partial(named, name=name), client).id == name
    assert len({request.connection for request in server.requests}) == 1


def test_importing_the_package_loads_no_http_library_and_no_models() -> None:
    """The HTTP library and the models are loaded when they are needed."""
    code = """
import sys
before = set(sys.modules)
import cometchat_business_messaging
print(*sorted(set(sys.modules) - before))
"""
    generated = Path(__file__).parents[2] / "generated"
    result = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": str(generated)},
    )
    loaded = set(result.stdout.split())
    assert not [
        name for name in loaded if name.partition(".")[0] in ("httpx2", "httpcore2", "generator")
    ]
    models_loaded = [
        name for name in loaded if name.startswith("cometchat_business_messaging.models.")
    ]
    assert models_loaded == []

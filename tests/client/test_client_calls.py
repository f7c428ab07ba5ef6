"""Calls: retries, configuration, options, raw answers, what the spec does not have, and drift."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from functools import partial
from pathlib import Path
from typing import Any

import httpx2
import pytest
from cometchat_business_messaging import errors, models

from tests.client.conftest import API_KEY, APP_ID, Caller
from tests.client.documented import operations
from tests.loopback import Loopback, Received, Reply, answer, hang_up

TEMPLATE = next(iter(operations()["getTemplate"].responses.values()))
CAMPAIGN = next(iter(operations()["createCampaign"].responses.values()))
RECORDED = next(iter(operations()["recordEvent"].responses.values()))
ROLLED = next(iter(operations()["computeRollup"].responses.values()))
DELETED = next(iter(operations()["deleteTemplate"].responses.values()))
UPLOADED = next(iter(operations()["uploadCampaignCsv"].responses.values()))
HOST = "https://app-4711.api-us.cometchat.io/v3/business-messaging/api"


def get(client: Any) -> Any:
    return client.templates.get("t-1")


def named(client: Any, name: str) -> Any:
    return client.templates.get(name)


def create(client: Any) -> Any:
    return client.campaigns.create(name="n", template_id="t", delivery_mode="batch")


def record(client: Any) -> Any:
    return client.analytics.record_event(
        campaign_id="c", user_id="u", channel_type="push", event_type="clicked"
    )


def roll_up(client: Any) -> Any:
    begin = datetime(2024, 1, 1, tzinfo=UTC)
    return client.analytics.compute_rollup(from_=begin, to=begin + timedelta(days=1))


# --- retries ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("use", "fine"),
    [
        (get, TEMPLATE),
        (lambda c: c.templates.update("t-1", name="n"), TEMPLATE),
        (lambda c: c.templates.delete("t-1"), DELETED),
        (record, RECORDED),
        (roll_up, ROLLED),
    ],
)
def test_what_is_safe_is_repeated(caller: Caller, server: Loopback, use: Any, fine: object) -> None:
    server.play(Reply(503), hang_up, answer(fine))
    caller.run(use)
    assert len(server.requests) == 3
    assert len({(r.method, r.target, r.body) for r in server.requests}) == 1
    assert [r.header("x-retry-count") for r in server.requests] == [None, "1", "2"]


@pytest.mark.parametrize("trouble", [Reply(503), Reply(500), hang_up])
def test_what_may_have_been_handled_is_not(caller: Caller, server: Loopback, trouble: Any) -> None:
    server.play(trouble, answer(CAMPAIGN))
    with pytest.raises(errors.APIError):
        caller.run(create)
    assert len(server.requests) == 1


def test_two_retries_unless_told_otherwise(caller: Caller, server: Loopback) -> None:
    server.play(Reply(503))
    for options, attempts in [({}, 3), ({"max_retries": 0}, 1), ({"max_retries": 4}, 5)]:
        server.play(Reply(503))
        with pytest.raises(errors.ServiceUnavailableError) as caught:
            caller.run(get, caller.client(**options))
        assert len(server.requests) == len(caught.value.attempts) == attempts


def test_a_refused_post_waits_as_long_as_it_is_told(caller: Caller, server: Loopback) -> None:
    server.play(answer({}, 429, Retry_After="0.3"), answer(CAMPAIGN))
    assert caller.run(create).name == CAMPAIGN["name"]
    assert len(server.requests) == 2
    assert 0.3 <= server.gaps[0] < 1.5


def test_retry_after_as_a_date(caller: Caller, server: Loopback) -> None:
    date = format_datetime(datetime.now(UTC) + timedelta(seconds=2), usegmt=True)
    server.play(answer({}, 503, Retry_After=date), answer(TEMPLATE))
    caller.run(get)
    assert 0.5 <= server.gaps[0] < 3


def test_the_file_of_a_repeated_upload_is_sent_whole(
    caller: Caller, server: Loopback, tmp_path: Path
) -> None:
    path = tmp_path / "r.csv"
    path.write_bytes(b"userId\n" + b"u\n" * 50_000)
    server.play(Reply(429), answer(UPLOADED))
    caller.run(lambda c: c.campaigns.upload_csv(file=path, campaign_id="c"))
    first, second = server.requests
    assert path.read_bytes() in first.body
    assert path.read_bytes() in second.body


# --- configuration ---------------------------------------------------------------------------------------------------


def test_the_environment(caller: Caller, server: Loopback, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = {"APP_ID": "env-app", "API_KEY": "env-key", "BASE_URL": server.url + "/below/"}
    for name, value in {**settings, "MAX_RETRIES": "1", "TIMEOUT": "7.5"}.items():
        monkeypatch.setenv(f"COMETCHAT_{name}", value)
    server.play(Reply(503))
    client = caller.kind()
    with pytest.raises(errors.ServiceUnavailableError):
        caller.run(get, client)
    caller.run(lambda c: c.close(), client)
    assert [request.path for request in server.requests] == ["/below/templates/t-1"] * 2
    request = server.requests[0]
    assert (request.header("appid"), request.header("apikey")) == ("env-app", "env-key")


def test_an_argument_goes_before_the_environment(
    caller: Caller, server: Loopback, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("APP_ID", "API_KEY", "BASE_URL"):
        monkeypatch.setenv(f"COMETCHAT_{name}", "http://127.0.0.1:1")
    server.play(answer(TEMPLATE))
    caller.run(get)
    assert server.requests[0].header("apikey") == API_KEY


@pytest.mark.parametrize(
    ("given", "missing"),
    [({}, "app_id"), ({"app_id": "a"}, "api_key"), ({"api_key": "k"}, "app_id")],
)
def test_a_missing_credential_says_what_to_set(
    caller: Caller, given: dict[str, str], missing: str
) -> None:
    with pytest.raises(errors.ConfigurationError) as caught:
        caller.kind(**given)
    message = str(caught.value)
    assert f"{missing}=" in message
    assert f"COMETCHAT_{missing.upper()}" in message


@pytest.mark.parametrize(
    ("name", "value"),
    [("TIMEOUT", "soon"), ("MAX_RETRIES", "2.5"), ("BASE_URL", "ftp://x"), ("REGION", "a.b/")],
)
def test_a_variable_that_cannot_be_used_is_named(
    caller: Caller, monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(f"COMETCHAT_{name}", value)
    with pytest.raises(errors.ConfigurationError) as caught:
        caller.kind(app_id=APP_ID, api_key=API_KEY)
    assert name.lower() in str(caught.value).lower()


@pytest.mark.parametrize(
    ("options", "url"),
    [
        ({}, HOST),
        ({"region": "eu"}, HOST.replace("-us", "-eu")),
        ({"app_id": "Other_1"}, HOST.replace("app-4711", "Other_1")),
        ({"base_url": "http://localhost:8080/x/"}, "http://localhost:8080/x"),
    ],
)
def test_the_address(caller: Caller, options: dict[str, str], url: str) -> None:
    client = caller.client(**{"base_url": None, **options})
    assert client.base_url == url


HOSTILE = [
    "evil.example/",
    "x@evil.example#",
    "a.b",
    "a/b",
    "a?b",
    "a#b",
    "a:1",
    "a\\b",
    "a b",
    "",
    "ä",
    "a\n",
    "[::1]",
]


@pytest.mark.parametrize("value", HOSTILE)
@pytest.mark.parametrize("name", ["app_id", "region"])
def test_no_value_changes_the_host(caller: Caller, name: str, value: str) -> None:
    with pytest.raises(errors.ConfigurationError, match=name):
        caller.client(**{"base_url": None, name: value})


def test_every_option_that_does_not_exist_is_refused(caller: Caller) -> None:
    with pytest.raises(errors.ConfigurationError, match="max_retry"):
        caller.client(max_retry=3)


@pytest.mark.parametrize(
    ("id", "path"),
    [
        ("a/b", "/templates/a%2Fb"),
        ("a?b=c#d", "/templates/a%3Fb%3Dc%23d"),
        ("%2e%2e", "/templates/%252e%252e"),
        ("ä €", "/templates/%C3%A4%20%E2%82%AC"),
        ("a;b,c", "/templates/a%3Bb%2Cc"),
        ("...", "/templates/..."),
        ("a\r\nX: y", "/templates/a%0D%0AX%3A%20y"),
        ("{id}", "/templates/%7Bid%7D"),
    ],
)
def test_a_path_argument_stays_one_segment(
    caller: Caller, server: Loopback, id: str, path: str
) -> None:
    server.play(answer(TEMPLATE))
    caller.run(lambda c: c.templates.get(id))
    assert server.requests[0].target == path


@pytest.mark.parametrize("id", ["", ".", ".."])
def test_a_path_argument_that_would_change_the_route(
    caller: Caller, server: Loopback, id: str
) -> None:
    for use in (
        lambda c: c.templates.get(id),
        lambda c: c.template_channels.get("t", id),
        lambda c: c.campaigns.send(id),
    ):
        with pytest.raises(errors.ArgumentError) as caught:
            caller.run(use)
        assert caught.value.argument in ("id", "channel_id")
    assert server.requests == []


# --- clients ---------------------------------------------------------------------------------------------------------


def test_other_options_on_the_same_connections(caller: Caller, server: Loopback) -> None:
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


def test_a_context_manager_closes(caller: Caller, server: Loopback) -> None:
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
    assert [request.connection for request in server.requests] == [1, 2], "closed, and opened anew"


def test_a_client_without_with(caller: Caller, server: Loopback) -> None:
    server.play(answer(TEMPLATE))
    client = caller.client()
    caller.run(get, client)
    caller.run(lambda c: c.close(), client)
    caller.run(lambda c: c.close(), client)  # twice does no harm


def test_an_http_client_of_one_s_own(caller: Caller, server: Loopback) -> None:
    server.play(answer(TEMPLATE))
    own: Any = httpx2.Client() if caller.portal is None else httpx2.AsyncClient()
    client = caller.client(http_client=own)
    assert caller.run(get, client).id == TEMPLATE["id"]
    caller.run(lambda c: c.close(), client)
    assert not own.is_closed, "it is its owner's to close"
    caller.run(lambda c: own.close() if caller.portal is None else own.aclose())
    with pytest.raises(errors.ConfigurationError, match="http_client"):
        caller.client(
            http_client=httpx2.AsyncClient() if caller.portal is None else httpx2.Client()
        )


def test_a_credential_that_changes(caller: Caller, server: Loopback) -> None:
    server.play(answer(TEMPLATE))
    keys = iter(["first", "second"])
    client = caller.client(api_key=lambda: next(keys))
    caller.run(get, client)
    caller.run(get, client)
    assert [request.header("apikey") for request in server.requests] == ["first", "second"]


def test_a_client_shows_no_secret(caller: Caller) -> None:
    client = caller.client()
    for shown in (repr(client), str(client), repr(vars(client)), repr(client.templates)):
        assert API_KEY not in shown


# --- whole answers, and what the spec does not have ------------------------------------------------------------------


def test_a_raw_response(caller: Caller, server: Loopback) -> None:
    body = {**TEMPLATE, "unknownField": [1, {"a": None}]}
    server.play(Reply(503), answer(body, 200, X_Request_Id="r-1"))
    raw = caller.run(lambda c: c.with_raw_response(c.templates.get)("t-1"))
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


def test_what_the_spec_does_not_have(caller: Caller, server: Loopback) -> None:
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
    with pytest.raises(errors.NotFoundCodeError):
        caller.run(lambda c: c.request("GET", "/segments/2"))


@pytest.mark.parametrize("path", ["https://evil.example/x", "//evil.example/x", "/a/../b", "\\x"])
def test_a_request_cannot_leave_the_base_url(caller: Caller, server: Loopback, path: str) -> None:
    with pytest.raises(errors.ArgumentError):
        caller.run(lambda c: c.request("GET", path))
    assert server.requests == []


# --- drift -----------------------------------------------------------------------------------------------------------


def test_a_departure_is_used_and_told_once(
    caller: Caller, server: Loopback, caplog: pytest.LogCaptureFixture
) -> None:
    departing = {**TEMPLATE, "status": "paused", "createdAt": "yesterday", "brandNew": 1}
    del departing["name"]
    server.play(answer(departing))
    client = caller.client(strict=False)
    with caplog.at_level(logging.WARNING, "cometchat_business_messaging"):
        template = caller.run(get, client)
        caller.run(get, client)
    assert (template.id, template.status) == (TEMPLATE["id"], "paused")
    assert (template.name, template.created_at) == (None, None)
    found = {departure.pointer: departure for departure in client.drift}
    assert found.keys() == {"/status", "/createdAt", "/name"}
    assert {departure.operation for departure in found.values()} == {"templates.get"}
    assert "paused" in found["/status"].received
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
def test_strict_raises_with_the_pointer(
    caller: Caller, server: Loopback, change: dict[str, Any], pointer: str
) -> None:
    server.play(answer({**TEMPLATE, **change}))
    with pytest.raises(errors.ResponseValidationError) as caught:
        caller.run(get, caller.client(strict=True))
    assert caught.value.pointer == pointer
    assert caught.value.expected
    assert caught.value.received


def test_a_property_that_the_spec_does_not_have_is_no_departure(
    caller: Caller, server: Loopback
) -> None:
    server.play(answer({**TEMPLATE, "brandNew": 1}))
    client = caller.client(strict=True)
    assert caller.run(get, client).name == TEMPLATE["name"]
    assert len(client.drift) == 0


# --- the package -----------------------------------------------------------------------------------------------------


def test_many_callers_share_a_client(caller: Caller, server: Loopback) -> None:
    def act(request: Received) -> Reply:
        return answer({**TEMPLATE, "id": request.path.rpartition("/")[2]}, 200)

    server.answer_with(act)
    client = caller.client()
    for number in range(50):
        name = f"t-{number}"
        assert caller.run(partial(named, name=name), client).id == name
    assert len({request.connection for request in server.requests}) == 1


def test_importing_is_cheap_and_imports_only_what_is_declared() -> None:
    """Neither the HTTP library nor any model is loaded before it is needed."""
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

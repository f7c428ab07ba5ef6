"""Options from arguments, the environment and defaults. Invalid options are refused at construction."""

from __future__ import annotations

import logging
from typing import Any
from urllib.parse import urlsplit

import pytest
from client_under_test._runtime import (
    AsyncClient,
    Scheme,
    Server,
    ServerVariable,
    SyncClient,
    errors,
)
from client_under_test._runtime.client.base import state_of
from client_under_test._runtime.config.servers import resolve
from client_under_test._runtime.descriptors.api import ApiDescription
from hypothesis import given
from hypothesis import strategies as st

from tests.runtime.sides import API, API_KEY, APP_ID, AsyncThings, Side, Things
from tests.support.loopback import Loopback, Reply, answer, silence

VALUES = {"app_id": APP_ID, "api_key": API_KEY}
Kind = type[SyncClient] | type[AsyncClient]
KINDS = pytest.mark.parametrize("kind", [SyncClient, AsyncClient])


@pytest.fixture(autouse=True)
def clean(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("APP_ID", "API_KEY", "REGION", "BASE_URL", "TIMEOUT", "MAX_RETRIES", "LOG"):
        monkeypatch.delenv(f"THING_{name}", raising=False)


@KINDS
@pytest.mark.parametrize("name", ["app_id", "api_key"])
def test_the_error_for_a_missing_credential_names_argument_and_variable(
    kind: Kind, name: str
) -> None:
    with pytest.raises(
        errors.ConfigurationError, match=rf"{name} is missing: pass {name}=.*THING_{name.upper()}"
    ):
        kind(API, values={**VALUES, name: None})


@KINDS
def test_values_from_the_environment(kind: Kind, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("THING_APP_ID", "abc")
    monkeypatch.setenv("THING_API_KEY", "secret-of-env")
    assert kind(API, values={}).base_url == "https://abc.api-us.example.com/v3"
    monkeypatch.setenv("THING_REGION", "eu")
    assert kind(API, values={"app_id": "x1"}).base_url == "https://x1.api-eu.example.com/v3"
    monkeypatch.setenv("THING_REGION", "")
    assert kind(API, values={"region": "in"}).base_url == "https://abc.api-in.example.com/v3"
    monkeypatch.setenv("THING_BASE_URL", "http://localhost:1/x/")
    assert kind(API, values={}).base_url == "http://localhost:1/x"


def test_options_from_the_environment(
    side: Side, server: Loopback, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("THING_MAX_RETRIES", "1")
    monkeypatch.setenv("THING_TIMEOUT", "1.5")
    server.play(Reply(500))
    kind = SyncClient if side.portal is None else AsyncClient
    client: Any = kind(API, values=VALUES, base_url=server.url, backoff=0.001)
    things: Any = Things(client) if side.portal is None else AsyncThings(client)
    with pytest.raises(errors.InternalServerError):
        side.run(lambda: things.get("1"))
    assert len(server.requests) == 2
    server.play(silence())
    with pytest.raises(errors.APITimeoutError, match=r"1\.5 s"):
        side.run(lambda: things.get("1"))
    side.run(client.close)


@pytest.mark.parametrize(
    ("name", "value"),
    [("TIMEOUT", "soon"), ("MAX_RETRIES", "1.5"), ("TIMEOUT", "-1"), ("MAX_RETRIES", "-1")],
)
def test_an_invalid_option_in_the_environment_is_refused(
    name: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(f"THING_{name}", value)
    with pytest.raises(
        errors.ConfigurationError, match=name.lower() if value.startswith("-") else f"THING_{name}"
    ):
        SyncClient(API, values=VALUES)


@KINDS
@pytest.mark.parametrize(
    "options",
    [
        {"timeout": 0},
        {"timeout": float("nan")},
        {"timeout": "60"},
        {"timeout": True},
        {"connect_timeout": -1},
        {"max_retries": -1},
        {"max_retries": 1.5},
        {"backoff": 0},
        {"max_response_size": 0},
        {"follow_redirects": 1},
        {"strict": "yes"},
        {"headers": {"a b": "c"}},
        {"headers": {"a": "b\r\nc: d"}},
        {"headers": {"a": "é"}},
        {"headers": 3},
        {"base_url": "ftp://x"},
        {"base_url": "https://"},
        {"base_url": "example.com"},
        {"base_url": "https://user:pw@example.com"},
        {"base_url": "https://example.com/?x=1"},
        {"base_url": "https://example.com/#x"},
        {"base_url": "https://exa mple.com"},
        {"base_url": "https://example.com\\@evil.com"},
        {"base_url": "https://example.com:99999"},
        {"base_url": "https://example.com:0"},
        {"base_url": "https://example.com/.."},
        {"base_url": "https://example.com/a/../b"},
        {"base_url": "https://example.com/a/./b"},
        {"base_url": "https://example.com/%2e%2E/b"},
        {"base_url": "https://-/"},
        {"base_url": "https://.example.com"},
        {"base_url": "https://a..example.com"},
        {"base_url": "https://a-.example.com"},
        {"base_url": "https://exa%6dple.com"},
        {"base_url": f"https://{'a' * 64}.example.com"},
        {"base_url": f"https://{'a.' * 127}example.com"},
        {"base_url": 3},
        {"colour": "blue"},
        {"http_client": object()},
    ],
)
def test_invalid_options_are_refused(kind: Kind, options: Any) -> None:
    if "http_client" in options and kind is SyncClient:
        options = {"http_client": type("Fake", (), {"aclose": None})()}
    with pytest.raises(errors.ConfigurationError) as caught:
        kind(API, values=VALUES, **options)
    assert next(iter(options)) in str(caught.value)


FRAMING = ["content-length", "Content-Length", "CONTENT-LENGTH", "cOnTeNt-lEnGtH"]
FRAMING += ["transfer-encoding", "Transfer-Encoding", "TRANSFER-ENCODING", "Transfer-encoding"]


@pytest.mark.parametrize("name", FRAMING)
def test_framing_headers_are_refused_in_any_spelling(
    side: Side, server: Loopback, name: str
) -> None:
    """The client sets these headers. A second value would contradict the length of the body."""
    server.play(answer({"id": "1"}))
    caller = side.caller(server)
    with pytest.raises(errors.ConfigurationError, match=name):
        side.caller(server, headers={name: "3"})
    with pytest.raises(errors.ConfigurationError, match=name):
        caller.with_options(headers={name: "chunked"})
    with pytest.raises(errors.ArgumentError, match=name):
        caller.request("POST", "/x", content="abc", headers={name: "chunked"})
    assert not server.requests
    assert caller.request("POST", "/x", content="abc", headers={"X-Length": "3"}).status_code == 200


@pytest.mark.parametrize("again", ["X-Team", "x-team", "X-TEAM"])
def test_a_header_in_another_spelling_replaces_the_previous_one(
    side: Side, server: Loopback, again: str
) -> None:
    server.play(answer({"id": "1"}))
    caller = side.caller(server, headers={"X-Team": "blue", "X-Other": "1"})
    other = caller.with_options(headers={again: "red"})
    assert state_of(other.client).config.headers == (("X-Other", "1"), (again, "red"))
    other.get()
    caller.get()
    other.request("GET", "/x", headers={"x-tEAM": "green"})
    colors = [
        [value for name, value in request.headers if name.lower() == "x-team"]
        for request in server.requests
    ]
    assert colors == [["red"], ["blue"], ["green"]]


@KINDS
@pytest.mark.parametrize(
    "value", ["", " ", "a\nb", "key\n", " key", "a\0b", "schlüssel", "\N{SNOWMAN}", 3, b"x"]
)
def test_the_error_for_an_invalid_credential_does_not_contain_it(kind: Kind, value: Any) -> None:
    with pytest.raises(errors.ConfigurationError, match="api_key") as caught:
        kind(API, values={"app_id": APP_ID, "api_key": value})
    if isinstance(value, str) and value.strip():
        assert value not in str(caught.value)


@KINDS
@pytest.mark.parametrize(
    "app_id",
    ["a.b", "evil.com/", "x@y", "a:1", "a/b", "a#b", "a?b", "a b", "..", "%2e", "a\\b", "é"],
)
def test_an_app_id_cannot_change_the_host(kind: Kind, app_id: str) -> None:
    with pytest.raises(errors.ConfigurationError, match="app_id"):
        kind(API, values={**VALUES, "app_id": app_id})


@KINDS
@pytest.mark.parametrize("app_id", ["-", "-a", "a-", "a" * 64, "a" * 70])
def test_an_app_id_must_be_a_valid_host_label(kind: Kind, app_id: str) -> None:
    with pytest.raises(errors.ConfigurationError, match="app_id must give a valid host") as caught:
        kind(API, values={**VALUES, "app_id": app_id})
    assert "1 to 63 letters, digits, hyphens or underscores, and no hyphen at its ends" in str(
        caught.value
    )


def test_a_host_label_may_have_1_to_63_characters() -> None:
    for app_id in ("a", "7", "a-b", "a_b", "a" * 63):
        client = SyncClient(API, values={**VALUES, "app_id": app_id})
        assert urlsplit(client.base_url).hostname == f"{app_id}.api-us.example.com"


@pytest.mark.parametrize(
    "template",
    ["https://{tenant}.{zone}.example.com", "{zone}://{tenant}", "https://{tenant}/{zone}"],
)
@pytest.mark.parametrize("tenant", ["a", "{zone}"])
def test_an_undefined_server_variable_requires_a_base_url(template: str, tenant: str) -> None:
    server = Server(template, (ServerVariable("tenant", "tenant", default=tenant),))
    api = ApiDescription("p", "1", "P", servers=(server,))
    with pytest.raises(errors.ConfigurationError, match=r"does not define \{zone\}.*P_BASE_URL"):
        SyncClient(api, values={})
    assert SyncClient(api, values={}, base_url="https://a.example").base_url == "https://a.example"


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"x": "-", "port": "80"}, "^x must give a valid host"),
        ({"x": "a", "port": "-"}, "^port must be a port number"),
        ({"x": "a", "port": "123456"}, "^port must be a port number"),
    ],
)
def test_the_error_for_an_invalid_host_or_port_names_the_variable(
    values: dict[str, str], message: str
) -> None:
    variables = (ServerVariable("x", "x"), ServerVariable("port", "port"))
    api = ApiDescription("p", "1", "P", servers=(Server("https://a.{x}:{port}", variables),))
    assert SyncClient(api, values={"x": "b", "port": "80"}).base_url == "https://a.b:80"
    with pytest.raises(errors.ConfigurationError, match=message):
        SyncClient(api, values=values)


def test_a_region_must_be_a_documented_value() -> None:
    with pytest.raises(errors.ConfigurationError, match="region must be one of us, eu, in"):
        SyncClient(API, values={**VALUES, "region": "mars"})


@given(value=st.text(max_size=30))
def test_no_value_changes_the_host(value: str) -> None:
    server = Server("https://{tenant}.api.example.com/v1", (ServerVariable("tenant", "tenant"),))
    try:
        url = resolve(server, {"tenant": value}, "X")
    except errors.ConfigurationError:
        return
    host = urlsplit(url).hostname or ""
    assert host.endswith(".api.example.com")
    assert host.count(".") == 3
    assert urlsplit(url).path == "/v1"


@pytest.mark.parametrize(
    ("template", "value", "url"),
    [
        ("https://{host}/api", "my.example.com", "https://my.example.com/api"),
        ("https://{host}:8443/api", "my.example.com", "https://my.example.com:8443/api"),
        ("https://{host}/api", "my.example.com/x", None),
        ("https://{host}/api", "user@evil.com", None),
        ("https://x.org/{host}", "v1.2/beta", "https://x.org/v1.2/beta"),
        ("https://x.org/{host}", "../x", None),
        ("{host}://x.org", "http", "http://x.org"),
        ("{host}://x.org", "file", None),
        ("{host}/v1", "https://any.org", "https://any.org/v1"),
        ("{host}/v1", "any.org", None),
        ("https://x.org:{host}", "1.2", None),
    ],
)
def test_values_that_each_part_of_the_url_accepts(
    template: str, value: str, url: str | None
) -> None:
    server = Server(template, (ServerVariable("host", "host"),))
    if url is None:
        with pytest.raises(errors.ConfigurationError):
            resolve(server, {"host": value}, "X")
    else:
        assert resolve(server, {"host": value}, "X") == url


def test_a_document_without_a_host_requires_a_base_url() -> None:
    for servers in ((), (Server("/v3"),)):
        api = ApiDescription("p", "1", "P", servers=servers)
        with pytest.raises(errors.ConfigurationError, match="P_BASE_URL"):
            SyncClient(api, values={})
        assert SyncClient(api, values={}, base_url="http://x").base_url == "http://x"


def test_one_of_two_alternative_credentials_is_enough(side: Side, server: Loopback) -> None:
    api = ApiDescription(
        "p",
        "1",
        "P",
        schemes=(Scheme("a", "bearer", ("token",)), Scheme("b", "apiKey", ("key",), "query", "k")),
        security=(("a",), ("b",)),
    )
    server.play(answer({"id": "1"}))
    side.caller(server, api=api, values={"key": "k k"}).get()
    assert server.requests[0].query == "k=k%20k"
    with pytest.raises(errors.ConfigurationError, match="token is missing"):
        side.caller(server, api=api, values={}).get()


def test_with_options_shares_connections_and_drift(side: Side, server: Loopback) -> None:
    caller = side.caller(server)
    server.play(answer({"id": "1"}))
    caller.get()
    clone = caller.with_options(headers={"X-A": "1"}).with_options(headers={"x-b": "2"})
    clone.get()
    assert server.connections == 1
    assert server.requests[1].header("x-a") == "1"
    assert server.requests[1].header("x-b") == "2"
    assert server.requests[0].header("x-a") is None
    assert clone.client.drift is caller.client.drift
    with pytest.raises(errors.ConfigurationError):
        caller.with_options(timeout=-1)


def test_the_log_variable_enables_the_logger(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    api = ApiDescription("log_api", "1", "LOGAPI")
    monkeypatch.setenv("LOGAPI_LOG", "info")
    for _ in range(2):
        SyncClient(api, values={}, base_url="http://x")
    logger = logging.getLogger("log_api")
    assert logger.level == logging.INFO
    assert len(logger.handlers) == 1
    logger.handlers.clear()

"""Options, the environment, and values that must not change the host or the path."""

from __future__ import annotations

import pytest
from cometchat_business_messaging import errors

from tests.client.calls import (
    HOST,
    TEMPLATE,
    get,
)
from tests.client.conftest import API_KEY, APP_ID, Caller
from tests.support.loopback import Loopback, Reply, answer


def test_options_from_the_environment(
    caller: Caller, server: Loopback, monkeypatch: pytest.MonkeyPatch
) -> None:
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


def test_an_argument_overrides_the_environment(
    caller: Caller, server: Loopback, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("APP_ID", "API_KEY", "BASE_URL"):
        monkeypatch.setenv(f"COMETCHAT_{name}", "http://127.0.0.1:1")
    server.play(answer(TEMPLATE))
    caller.run(get)
    assert server.requests[0].header("apikey") == API_KEY


@pytest.mark.parametrize(
    ("given", "missing"),
    [
        ({}, "app_id"),
        ({"app_id": "a", "region": "us"}, "api_key"),
        ({"api_key": "k", "region": "us"}, "app_id"),
        ({"app_id": "a", "api_key": "k"}, "region"),
    ],
)
def test_the_error_for_a_missing_value_names_argument_and_variable(
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
def test_the_error_for_an_invalid_variable_names_it(
    caller: Caller, monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(f"COMETCHAT_{name}", value)
    with pytest.raises(errors.ConfigurationError) as caught:
        caller.kind(app_id=APP_ID, api_key=API_KEY)
    assert name.lower() in str(caught.value).lower()


@pytest.mark.parametrize(
    ("options", "url"),
    [
        ({"region": "us"}, HOST),
        ({"region": "eu"}, HOST.replace("-us", "-eu")),
        ({"app_id": "Other_1", "region": "us"}, HOST.replace("app-4711", "Other_1")),
        ({"base_url": "http://localhost:8080/x/"}, "http://localhost:8080/x"),
    ],
)
def test_the_base_url(caller: Caller, options: dict[str, str], url: str) -> None:
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
    with pytest.raises(errors.ConfigurationError, match=f"^{name}"):
        caller.client(**{"base_url": None, "region": "us", name: value})


def test_an_unknown_option_is_refused(caller: Caller) -> None:
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
def test_a_path_argument_that_would_change_the_path_is_refused(
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


def test_frames_of_the_constructor_show_no_credentials(caller: Caller) -> None:
    with pytest.raises(errors.ConfigurationError) as caught:
        caller.kind(app_id=APP_ID, api_key=API_KEY, base_url="localhost")
    frame = caught.value.__traceback__
    shown = ""
    while frame is not None:
        if frame.tb_frame.f_code.co_filename != __file__:
            shown += repr(frame.tb_frame.f_locals)
        frame = frame.tb_next
    assert "http_client" in shown
    assert API_KEY not in shown

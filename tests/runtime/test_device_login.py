"""A login with another device as a credential (RFC 8628). Pauses take no time: the tests move the clock."""

from __future__ import annotations

import math
import threading
from typing import Any
from urllib.parse import parse_qs

import anyio
import pytest
from client_under_test._runtime import Hooks, errors
from client_under_test._runtime.auth.device_login import DeviceAuthorization, DeviceLogin
from client_under_test._runtime.client import tokens
from client_under_test._runtime.descriptors.api import DeviceFlow, Scheme

from tests.runtime.clock import Clock
from tests.runtime.issuers import BEARER, SECRET, described
from tests.runtime.sides import Caller, Side
from tests.support.loopback import Loopback, Received, Reply, answer

CODE = "very-secret-device-code"
OAUTH = described(
    Scheme("o", "oauth2", ("token",), device=DeviceFlow("/device", "/token", "/refresh"))
)
SHOWN = DeviceAuthorization(
    "https://login.example/device", "WDJB-MJHT", "https://login.example/device?c=WDJB-MJHT", 900.0
)


class Issuer:
    """A server for devices: its token endpoint gives one answer after the other, and then tokens."""

    def __init__(self, server: Loopback, *answers: str | Reply) -> None:
        self.answers = list(answers)
        self.authorization: dict[str, Any] = {
            "device_code": CODE,
            "user_code": SHOWN.user_code,
            "verification_uri": SHOWN.verification_uri,
            "verification_uri_complete": SHOWN.verification_uri_complete,
            "expires_in": 900,
        }
        self.forms: list[tuple[str, dict[str, str]]] = []
        self.headers: list[str | None] = []
        self.refreshes = True
        self.number = 0
        server.answer_with(self.act)

    def act(self, request: Received) -> Reply:
        """Answer a request."""
        if request.path.startswith("/things"):
            is_valid = request.header("authorization") == f"Bearer access-{self.number}"
            return answer({"id": "1"}, 200 if is_valid else 401)
        form = {name: values[0] for name, values in parse_qs(request.body.decode()).items()}
        self.forms.append((request.path, form))
        self.headers.append(request.header("authorization"))
        if request.path == "/device":
            return answer(self.authorization)
        given = self.answers.pop(0) if self.answers else ""
        if given:
            body = {"error": given, "error_description": f"not yet for {CODE}"}
            return given if isinstance(given, Reply) else answer(body, 400)
        self.number += 1
        more = {"refresh_token": f"refresh-token-{self.number}"} if self.refreshes else {}
        return answer({"access_token": f"access-{self.number}", "expires_in": 3600, **more})

    @property
    def paths(self) -> list[str]:
        """The paths of the requests for tokens."""
        return [path for path, _ in self.forms]


class Screen:
    """What a user was shown, and which refresh tokens were stored."""

    def __init__(self) -> None:
        self.shown: list[DeviceAuthorization] = []
        self.rotated: list[str] = []

    def login(self, **options: Any) -> DeviceLogin:
        """A credential that shows here."""
        chosen = {"client_id": "me", "show": self.shown.append, "on_rotate": self.rotated.append}
        return DeviceLogin(**{**chosen, **options})


def after_the_first_token(
    side: Side, server: Loopback, clock: Clock
) -> tuple[Issuer, Screen, Caller]:
    """A user who has logged in, and whose access token has expired."""
    issuer, screen = Issuer(server), Screen()
    caller = side.caller(server, api=OAUTH, values={"token": screen.login()})
    caller.get()
    clock.move(3600)
    return issuer, screen, caller


def test_a_login_its_polls_and_its_refresh_tokens(
    side: Side, server: Loopback, clock: Clock
) -> None:
    pending = "authorization_pending"
    issuer, screen = Issuer(server, pending, "slow_down", pending), Screen()
    issuer.authorization["interval"] = 7
    login = screen.login(scopes=("read", "write"))
    caller = side.caller(server, api=OAUTH, values={"token": login})
    caller.get()
    assert (screen.shown, screen.rotated) == ([SHOWN], ["refresh-token-1"])
    assert clock.pauses == [7, 7, 12, 12]
    first, poll, *_, last = issuer.forms
    assert first == ("/device", {"client_id": "me", "scope": "read write"})
    grant = "urn:ietf:params:oauth:grant-type:device_code"
    assert (
        poll
        == last
        == (
            "/token",
            {"client_id": "me", "grant_type": grant, "device_code": CODE},
        )
    )
    clock.move(3600)
    caller.with_options(timeout=29.0).get()
    assert screen.rotated == ["refresh-token-1", "refresh-token-2"]
    path, form = issuer.forms[-1]
    assert (path, form["refresh_token"]) == ("/refresh", "refresh-token-1")
    assert len(screen.shown) == 1


def test_default_interval_and_a_client_with_a_secret(
    side: Side, server: Loopback, clock: Clock
) -> None:
    issuer, screen = Issuer(server), Screen()
    del issuer.authorization["verification_uri_complete"]
    login = screen.login(client_secret=SECRET, device_url="/device", token_url="/other/token")
    side.caller(server, api=BEARER, values={"token": login}).get()
    assert screen.shown[0].verification_uri_complete is None
    assert (clock.pauses, issuer.paths) == ([5], ["/device", "/other/token"])
    assert all(header and header.startswith("Basic ") for header in issuer.headers)
    assert all("client_id" not in form for _, form in issuer.forms)


def test_the_time_of_a_login_does_not_count_for_the_timeout(
    side: Side, server: Loopback, clock: Clock
) -> None:
    """The user needs ten minutes, and the call then has its whole timeout of 30 s."""
    screen = Screen()
    Issuer(server, *["authorization_pending"] * 120)
    caller = side.caller(server, api=OAUTH, values={"token": screen.login()}, timeout=30.0)
    assert caller.get().id == "1"
    assert sum(clock.pauses) == 605


def test_no_deadline_applies_in_an_event_loop_while_the_user_logs_in(
    async_side: Side, server: Loopback, clock: Clock
) -> None:
    Issuer(server)
    seen: dict[str, float] = {}
    login = Screen().login(
        show=lambda _: seen.update(show=anyio.current_effective_deadline() - anyio.current_time())
    )
    hooks = Hooks(
        before_attempt=lambda event: seen.update(
            {event.operation: anyio.current_effective_deadline() - anyio.current_time()}
        )
    )
    async_side.caller(server, api=OAUTH, values={"token": login}, timeout=300, hooks=hooks).get()
    assert seen["show"] == math.inf
    assert seen["token:o"] <= 30
    assert 200 < seen["things.get"] <= 305  # the fake clock has moved by 5 s


def test_a_poll_that_times_out_is_sent_again_after_a_longer_pause(
    side: Side, server: Loopback, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each poll has a limit of its own. Section 3.5 asks for fewer polls after a timeout."""
    issuer, screen = Issuer(server), Screen()
    answer_poll, gone, polled = issuer.act, threading.Event(), list[Received]()

    def act(request: Received) -> Reply:
        if request.path == "/token" and not polled:
            polled.append(request)
            monkeypatch.setattr(tokens, "EXCHANGE_TIMEOUT", 30.0)
            gone.wait(20)
        return answer_poll(request)

    def show(authorization: DeviceAuthorization) -> None:
        monkeypatch.setattr(tokens, "EXCHANGE_TIMEOUT", 0.2)

    server.answer_with(act)
    login = screen.login(show=show)
    caller = side.caller(server, api=OAUTH, values={"token": login}, max_retries=0)
    assert caller.get().id == "1"
    gone.set()
    assert clock.pauses == [5, 10]


def test_a_login_again_without_a_usable_refresh_token(
    side: Side, server: Loopback, clock: Clock
) -> None:
    issuer, screen, caller = after_the_first_token(side, server, clock)
    issuer.answers = ["invalid_grant"]
    issuer.refreshes = False
    caller.get()
    assert issuer.paths[2:] == ["/refresh", "/device", "/token"]
    clock.move(3600)
    caller.get()
    assert issuer.paths[5:] == ["/device", "/token"]
    assert len(screen.shown) == 3


def test_callbacks_of_both_kinds_of_clients(side: Side, server: Loopback, clock: Clock) -> None:
    Issuer(server)
    screen = Screen()

    async def show(authorization: DeviceAuthorization) -> None:
        await anyio.lowlevel.checkpoint()
        screen.shown.append(authorization)

    values = {"token": screen.login(show=show)}
    if side.portal is None:
        with pytest.raises(errors.ConfigurationError, match="show must not be asynchronous"):
            side.caller(server, api=OAUTH, values=values)
        return
    side.caller(server, api=OAUTH, values=values).get()
    assert screen.shown == [SHOWN]


def test_many_calls_wait_for_one_login(async_side: Side, server: Loopback, clock: Clock) -> None:
    """No call reaches its timeout while another one waits for the user."""
    issuer, screen = Issuer(server, *["authorization_pending"] * 50), Screen()
    caller = async_side.caller(server, api=OAUTH, values={"token": screen.login()}, timeout=30.0)

    async def many() -> None:
        async with anyio.create_task_group() as group:
            for _ in range(5):
                group.start_soon(caller.things.get, "1")

    async_side.run(many)
    assert len(screen.shown) == 1
    assert issuer.number == 1


def test_a_login_can_be_cancelled(async_side: Side, server: Loopback) -> None:
    """The real clock: the call waits for its first pause of five seconds."""
    issuer, screen = Issuer(server), Screen()

    async def cancelled() -> None:
        async with anyio.create_task_group() as group:
            login = screen.login(show=lambda _: group.cancel_scope.cancel())
            caller = async_side.caller(server, api=OAUTH, values={"token": login})
            group.start_soon(caller.things.get, "1")

    async_side.run(cancelled)
    assert issuer.paths == ["/device"]

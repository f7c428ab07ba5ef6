"""Errors of a login with another device, and its secrets. Pauses take no time: the tests move the clock."""

from __future__ import annotations

import copy
import logging
import pickle
import traceback
from typing import Any

import pytest
from client_under_test._runtime import errors

from tests.runtime.clock import Clock
from tests.runtime.issuers import BEARER, SECRET
from tests.runtime.sides import Side
from tests.runtime.test_device_login import CODE, OAUTH, Issuer, Screen, after_the_first_token
from tests.support.loopback import Loopback


@pytest.mark.parametrize("pauses", [1, 3])
def test_a_code_that_expires(side: Side, server: Loopback, clock: Clock, pauses: int) -> None:
    """The client stops at the time that the server stated, also if the server still waits."""
    issuer, screen = Issuer(server, *["authorization_pending"] * 9), Screen()
    issuer.authorization["expires_in"] = 5 * pauses - 1
    caller = side.caller(server, api=OAUTH, values={"token": screen.login()})
    expected = f"the user did not log in within {5 * pauses - 1} s, so the code has expired"
    with pytest.raises(errors.APITimeoutError, match=expected):
        caller.get()
    assert len(issuer.forms) == pauses
    issuer.answers.clear()
    issuer.authorization["expires_in"] = 900
    assert caller.get().id == "1", "the next call starts another login"
    assert len(screen.shown) == 2


@pytest.mark.parametrize(
    ("code", "kind", "message"),
    [
        ("expired_token", errors.APITimeoutError, "the user did not log in within 900 s"),
        ("access_denied", errors.BadRequestError, "400 access_denied: the user refused the login"),
        ("invalid_client", errors.BadRequestError, "400 invalid_client: not yet for REDACTED"),
    ],
)
def test_errors_of_a_login(
    side: Side, server: Loopback, clock: Clock, code: str, kind: type[Exception], message: str
) -> None:
    Issuer(server, "authorization_pending", code)
    caller = side.caller(server, api=OAUTH, values={"token": Screen().login()})
    with pytest.raises(kind, match=message) as caught:
        caller.get()
    assert str(pickle.loads(pickle.dumps(caught.value))) == str(caught.value)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *(("device_code", each) for each in (None, "", 3, "a\nb")),
        *(("user_code", each) for each in (None, "", "\x1b[31m")),
        *(("verification_uri", each) for each in (None, "javascript:x", "https://a@b.c", "/d")),
    ],
)
def test_an_unusable_response_is_an_error(
    side: Side, server: Loopback, clock: Clock, name: str, value: object
) -> None:
    issuer, screen = Issuer(server), Screen()
    issuer.authorization[name] = value
    caller = side.caller(server, api=OAUTH, values={"token": screen.login()})
    with pytest.raises(errors.ResponseDecodeError, match=f"no usable {name}") as caught:
        caller.get()
    assert (caught.value.request_path, screen.shown) == ("/device", [])


@pytest.mark.parametrize("interval", [0, -1, "x", None, 1e999, float("nan")])
def test_unusable_intervals(side: Side, server: Loopback, clock: Clock, interval: object) -> None:
    issuer = Issuer(server)
    issuer.authorization.update(interval=interval, verification_uri_complete="javascript:x")
    screen = Screen()
    side.caller(server, api=OAUTH, values={"token": screen.login()}).get()
    assert clock.pauses == [5]
    assert screen.shown[0].verification_uri_complete is None


def test_another_error_of_a_refresh_lets_nobody_log_in_again(
    side: Side, server: Loopback, clock: Clock
) -> None:
    issuer, screen, caller = after_the_first_token(side, server, clock)
    issuer.answers = ["invalid_client"]
    with pytest.raises(errors.BadRequestError, match="invalid_client"):
        caller.get()
    assert len(screen.shown) == 1
    assert caller.get().id == "1"


def test_no_message_log_repr_or_pickle_has_a_secret(
    side: Side, server: Loopback, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    screen = Screen()
    Issuer(server, "authorization_pending", "access_denied")
    login = screen.login(client_secret=SECRET)
    caller = side.caller(server, api=OAUTH, values={"token": login})
    with pytest.raises(errors.BadRequestError) as caught:
        caller.get()
    caller.get()
    texts = [*traceback.format_exception(caught.value), repr(vars(caught.value)), caplog.text]
    texts += [repr(login), repr(caller.client), repr(caller.client._state.tokens)]
    for secret in (CODE, SECRET, "refresh-token-1", "access-1"):
        assert not any(secret in text for text in texts), secret
    for function in (pickle.dumps, copy.copy, copy.deepcopy):
        with pytest.raises(TypeError, match="cannot be pickled or copied"):
            function(login)


def test_missing_endpoints_are_named(side: Side, server: Loopback) -> None:
    def refused(message: str, **options: Any) -> None:
        with pytest.raises(errors.ConfigurationError, match=message):
            side.caller(server, api=BEARER, values={"token": Screen().login(**options)})

    device, token = "no device authorization endpoint; pass", "no token endpoint for devices; pass"
    refused(rf"token: the API's document has {device} DeviceLogin\(..., device_url=...\)")
    refused(rf"{token} DeviceLogin\(..., token_url=...\)", device_url="/device")

"""A refresh token as a credential, which is exchanged for access tokens."""

from __future__ import annotations

import base64
import copy
import logging
import pickle
import traceback
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import parse_qs

import pytest
from client_under_test._runtime import ApiDescription, RefreshToken, Scheme, errors

from tests.runtime.clock import Clock
from tests.runtime.sides import Side
from tests.support.loopback import Loopback, Received, Reply, answer

FIRST = "first-refresh-token"
SECRET = "very:secret"


class Issuer:
    """A token endpoint that takes each refresh token once, and an API that requires its access tokens."""

    def __init__(self, server: Loopback) -> None:
        self.forms: list[dict[str, list[str]]] = []
        self.logins: list[str | None] = []
        self.refresh, self.access = FIRST, ""
        self.rotates = True
        server.answer_with(self.act)

    def act(self, request: Received) -> Reply:
        if not request.path.endswith("/token"):
            return answer({"id": "1"}) if self.accepts(request) else Reply(401)
        form = parse_qs(request.body.decode())
        self.forms.append(form)
        self.logins.append(request.header("authorization"))
        if form["refresh_token"] != [self.refresh]:
            text = f"{form['refresh_token'][0]} is revoked"
            return answer({"error": "invalid_grant", "error_description": text}, 400)
        number = len(self.forms)
        self.access = f"access-token-{number}"
        sent = {"access_token": self.access, "expires_in": 3600}
        if self.rotates:
            self.refresh = sent["refresh_token"] = f"refresh-token-{number}"
        return answer(sent)

    def accepts(self, request: Received) -> bool:
        """Whether a request has the current access token."""
        return request.header("authorization") == f"Bearer {self.access}"


def described(scheme: Scheme) -> ApiDescription:
    """An API whose operations all need a scheme."""
    return ApiDescription("thing_api", "1", "THING", schemes=(scheme,), security=((scheme.wire,),))


OAUTH = described(
    Scheme("o", "oauth2", ("token", "client_id", "client_secret"), token_url="/token")
)
BEARER = described(Scheme("b", "bearer", ("token",)))


def refresh_token(**options: Any) -> RefreshToken:
    """The first refresh token."""
    return RefreshToken(FIRST, **{"client_id": "me", "client_secret": SECRET, **options})


def test_each_new_refresh_token_is_used_and_reported(
    side: Side, server: Loopback, clock: Clock
) -> None:
    issuer, rotated = Issuer(server), list[str]()
    token = refresh_token(on_rotate=rotated.append, scopes=("read", "write"))
    caller = side.caller(server, api=OAUTH, values={"token": token})
    caller.get()
    caller.with_options(timeout=29.0).get()
    assert (len(issuer.forms), rotated) == (1, ["refresh-token-1"])
    assert issuer.forms[0]["grant_type"] == ["refresh_token"]
    assert issuer.forms[0]["scope"] == ["read write"]
    login = base64.b64encode(b"me:very%3Asecret").decode()
    assert issuer.logins == [f"Basic {login}"]
    clock.move(3600)
    caller.get()
    assert rotated == ["refresh-token-1", "refresh-token-2"]
    issuer.access = "revoked"
    caller.get()
    assert rotated == ["refresh-token-1", "refresh-token-2", "refresh-token-3"]


def test_a_public_client_and_a_refresh_token_that_stays(
    side: Side, server: Loopback, clock: Clock
) -> None:
    issuer, rotated = Issuer(server), list[str]()
    issuer.rotates = False
    token = refresh_token(client_secret=None, token_url="/other/token", on_rotate=rotated.append)
    caller = side.caller(server, api=BEARER, values={"token": token})
    caller.get()
    clock.move(3600)
    caller.get()
    assert (rotated, issuer.logins) == ([], [None, None])
    assert [form["client_id"] for form in issuer.forms] == [["me"], ["me"]]
    assert "scope" not in issuer.forms[0]
    assert server.requests[0].path == "/other/token"


def test_an_asynchronous_callback_is_awaited(async_side: Side, server: Loopback) -> None:
    Issuer(server)
    rotated: list[str] = []

    async def keep(token: str) -> None:
        rotated.append(token)

    token = refresh_token(on_rotate=keep)
    async_side.caller(server, api=OAUTH, values={"token": token}).get()
    assert rotated == ["refresh-token-1"]


def test_a_callback_that_fails_ends_the_call_and_keeps_the_token(
    side: Side, server: Loopback
) -> None:
    issuer = Issuer(server)

    def fail(token: str) -> None:
        raise LookupError("the disk is full")

    token = refresh_token(on_rotate=fail)
    caller = side.caller(server, api=OAUTH, values={"token": token})
    with pytest.raises(LookupError, match="disk"):
        caller.get()
    assert caller.get().id == "1"
    assert len(issuer.forms) == 1


def test_threads_use_a_refresh_token_once(sync_side: Side, server: Loopback) -> None:
    issuer = Issuer(server)
    caller = sync_side.caller(server, api=OAUTH, values={"token": refresh_token()})
    with ThreadPoolExecutor(8) as pool:
        assert {each.id for each in pool.map(lambda _: caller.get(), range(16))} == {"1"}
    assert len(issuer.forms) == 1


def test_no_message_log_repr_or_pickle_has_a_token(
    side: Side, server: Loopback, caplog: pytest.LogCaptureFixture
) -> None:
    issuer = Issuer(server)
    issuer.refresh = "another"
    caplog.set_level(logging.DEBUG)
    token = refresh_token()
    caller = side.caller(server, api=OAUTH, values={"token": token})
    with pytest.raises(errors.BadRequestError) as caught:
        caller.get()
    texts = [*traceback.format_exception(caught.value), repr(caught.value.body), caplog.text]
    assert "REDACTED is revoked" in str(caught.value)
    issuer.refresh = FIRST
    caller.get()
    issuer.access, issuer.refresh = "revoked", "another"
    with pytest.raises(errors.BadRequestError) as caught:
        caller.get()
    texts += [*traceback.format_exception(caught.value), repr(caught.value.body), caplog.text]
    texts += [repr(token), repr(caller.client), repr(caller.client._state.tokens)]
    for secret in (FIRST, SECRET, "refresh-token-1", "access-token-2"):
        assert not any(secret in text for text in texts)
    for function in (pickle.dumps, copy.copy, copy.deepcopy):
        with pytest.raises(TypeError, match="cannot be pickled or copied"):
            function(token)


def test_wrong_uses_are_refused_at_construction(side: Side, server: Loopback) -> None:
    def refused(message: str, api: ApiDescription, **values: Any) -> None:
        with pytest.raises(errors.ConfigurationError, match=message) as caught:
            side.caller(server, api=api, values=values)
        assert FIRST not in str(caught.value)

    key = described(Scheme("k", "apiKey", ("key",), location="header", parameter="k"))
    refused(r"token: the API's document has no token endpoint", BEARER, token=refresh_token())
    refused("key must be a str, not a RefreshToken", key, key=refresh_token())
    refused(
        "client_id must be a str, not a RefreshToken",
        OAUTH,
        client_id=refresh_token(),
        client_secret="s",
    )
    for name, wrong in {"refresh_token": "a\nb", "client_id": "", "client_secret": "é"}.items():
        values: dict[str, Any] = {"refresh_token": FIRST, "client_id": "me", name: wrong}
        with pytest.raises(errors.ConfigurationError, match=f"{name} must be non-empty"):
            RefreshToken(**values)

"""A refresh token as a credential, which is exchanged for access tokens."""

from __future__ import annotations

import base64
import copy
import gc
import logging
import pickle
import traceback
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from typing import Any

import pytest
from client_under_test._runtime import ApiDescription, Scheme, errors
from client_under_test._runtime.auth.refresh_token import RefreshToken

from tests.runtime.clock import Clock
from tests.runtime.issuers import BEARER, FIRST, OAUTH, SECRET, Issuer, described, refresh_token
from tests.runtime.sides import Side
from tests.support.loopback import Loopback, Received, Reply, answer
from tests.support.marks import AWAITS_ALL


@pytest.mark.parametrize("scopes", [("read", "write"), "read write"])
def test_each_new_refresh_token_is_used_and_reported(
    side: Side, server: Loopback, clock: Clock, scopes: Iterable[str]
) -> None:
    issuer, rotated = Issuer(server), list[str]()
    token = refresh_token(on_rotate=rotated.append, scopes=scopes)
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
    issuer.revoke()
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


def test_the_endpoint_for_refresh_tokens(side: Side, server: Loopback) -> None:
    """The one of the caller comes first, then that for refresh tokens, and then the other one."""
    Issuer(server)

    def used(refresh_url: str, **options: Any) -> str:
        scheme = Scheme("o", "oauth2", ("token",), token_url="/a/token", refresh_url=refresh_url)
        values = {"token": refresh_token(**options)}
        with suppress(errors.BadRequestError):
            side.caller(server, api=described(scheme), values=values).get()
        return [each.path for each in server.requests if each.method == "POST"][-1]

    assert used("") == "/a/token"
    assert used("/b/token") == "/b/token"
    assert used("/b/token", token_url="/c/token") == "/c/token"


def test_an_asynchronous_callback_is_awaited(async_side: Side, server: Loopback) -> None:
    Issuer(server)
    rotated: list[str] = []

    async def keep(token: str) -> None:
        rotated.append(token)

    token = refresh_token(on_rotate=keep)
    async_side.caller(server, api=OAUTH, values={"token": token}).get()
    assert rotated == ["refresh-token-1"]


def test_a_callback_that_fails_ends_the_call_and_gets_the_token_again(
    side: Side, server: Loopback
) -> None:
    issuer, passed = Issuer(server), list[str]()

    def fail(token: str) -> None:
        passed.append(token)
        if len(passed) < 3:
            raise LookupError("the disk is full")

    token = refresh_token(on_rotate=fail)
    first = side.caller(server, api=OAUTH, values={"token": token})
    second = side.caller(server, api=OAUTH, values={"token": token})
    for caller in (first, first):
        with pytest.raises(LookupError, match="disk"):
            caller.get()
    assert first.get().id == "1"
    assert first.get().id == "1"
    assert (passed, issuer.used) == (["refresh-token-1"] * 3, [FIRST])
    second.get()
    assert passed[3:] == ["refresh-token-2"]


def test_another_client_passes_the_token_for_which_the_callback_failed(
    side: Side, server: Loopback
) -> None:
    issuer, passed = Issuer(server), list[str]()

    def fail(token: str) -> None:
        passed.append(token)
        if len(passed) == 2:
            raise LookupError("the disk is full")

    token = refresh_token(on_rotate=fail)
    first, second = (side.caller(server, api=OAUTH, values={"token": token}) for _ in range(2))
    first.get()
    with pytest.raises(LookupError, match="disk"):
        second.get()
    first.get()
    assert passed == ["refresh-token-1", "refresh-token-2", "refresh-token-2"]
    assert issuer.used == [FIRST, "refresh-token-1"]


@pytest.mark.parametrize(
    "url", ["auth.example/token", "auth.example:8443/token", "localhost:8080", "127.0.0.1:1/a"]
)
def test_an_endpoint_that_begins_with_a_host_is_refused(url: str) -> None:
    with pytest.raises(errors.ConfigurationError, match="token_url must begin with https://"):
        refresh_token(token_url=url)


def test_an_endpoint_is_a_text() -> None:
    with pytest.raises(errors.ConfigurationError, match="token_url must be a str, not NoneType"):
        refresh_token(token_url=None)


@pytest.mark.parametrize(
    "url", ["oauth/token", "token.php", "v1.2/token", "/a.example/token", "./index.php/token"]
)
def test_an_endpoint_can_be_relative(side: Side, server: Loopback, url: str) -> None:
    Issuer(server)
    values = {"token": refresh_token(token_url=url)}
    with suppress(errors.APIError):
        side.caller(server, api=OAUTH, values=values).get()
    assert server.requests[0].path == f"/{url.removeprefix('.').removeprefix('/')}"


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
    issuer.revoke()
    issuer.refresh = "another"
    with pytest.raises(errors.BadRequestError) as caught:
        caller.get()
    texts += [*traceback.format_exception(caught.value), repr(caught.value.body), caplog.text]
    texts += [repr(token), repr(caller.client), repr(caller.client._state.tokens)]
    for secret in (FIRST, SECRET, "refresh-token-2", "access-token-2"):
        assert not any(secret in text for text in texts)
    for function in (pickle.dumps, copy.copy, copy.deepcopy):
        with pytest.raises(TypeError, match="cannot be pickled or copied"):
            function(token)


@pytest.mark.parametrize(
    "values",
    [{"token": refresh_token()}, {"client_id": "me", "client_secret": SECRET}],
    ids=["refresh token", "client credentials"],
)
def test_no_message_has_the_login_of_the_application(
    side: Side, server: Loopback, values: dict[str, Any]
) -> None:
    def refuse(request: Received) -> Reply:
        sent = request.header("authorization")
        return answer({"error": "invalid_client", "error_description": f"{sent} is unknown"}, 401)

    server.answer_with(refuse)
    with pytest.raises(errors.UnauthorizedError, match="REDACTED is unknown") as caught:
        side.caller(server, api=OAUTH, values=values).get()
    login = base64.b64encode(b"me:very%3Asecret").decode()
    texts = [*traceback.format_exception(caught.value), repr(caught.value.body)]
    assert not any(login in text for text in texts)


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


async def _store(token: str) -> None:
    raise AssertionError


class _Store:
    async def __call__(self, token: str) -> None:
        raise AssertionError


NOT_AWAITED = "on_rotate must not be asynchronous: only an asynchronous client awaits a function"


@pytest.mark.parametrize("store", [_store, partial(_store), _Store()])
def test_a_synchronous_client_refuses_an_asynchronous_callback(
    sync_side: Side, server: Loopback, store: Any
) -> None:
    token = refresh_token(on_rotate=store)
    with pytest.raises(errors.ConfigurationError, match=NOT_AWAITED):
        sync_side.caller(server, api=OAUTH, values={"token": token})


@AWAITS_ALL
def test_a_synchronous_client_refuses_an_awaitable_result_of_a_callback(
    sync_side: Side, server: Loopback
) -> None:
    issuer = Issuer(server)
    token = refresh_token(on_rotate=lambda token: _store(token))
    caller = sync_side.caller(server, api=OAUTH, values={"token": token})
    with pytest.raises(errors.ConfigurationError, match=NOT_AWAITED):
        caller.get()
    gc.collect()
    with pytest.raises(errors.ConfigurationError, match=NOT_AWAITED):
        caller.get()
    assert issuer.used == [FIRST]


@pytest.mark.parametrize(
    ("kind", "shown"),
    [
        ("mac", "but mac"),
        ("DPoP", "but DPoP"),
        (7, "but another one"),
        ("access-token-1 in a long text", "but another one"),
    ],
)
def test_a_token_of_another_type_is_not_used(
    side: Side, server: Loopback, kind: object, shown: str
) -> None:
    issuer, rotated = Issuer(server), list[str]()
    token = refresh_token(on_rotate=rotated.append)
    issuer.more = {"token_type": kind}
    caller = side.caller(server, api=OAUTH, values={"token": token})
    with pytest.raises(errors.ResponseDecodeError, match=f"its token_type is not Bearer, {shown}"):
        caller.get()
    assert rotated == ["refresh-token-1"], "the new refresh token is stored"
    issuer.more = {"token_type": "BEARER"}
    assert caller.get().id == "1"
    assert issuer.used == [FIRST, "refresh-token-1"], "the new refresh token is not lost"


def test_the_error_of_a_redirect_names_its_target(side: Side, server: Loopback) -> None:
    target = "https://user:s3cret@login.example/oauth/token?key=s3cret"
    server.play(Reply(302, headers={"Location": target}))
    caller = side.caller(server, api=OAUTH, values={"token": refresh_token()})
    with pytest.raises(errors.RedirectionError) as caught:
        caller.get()
    assert str(caught.value).endswith(
        "(the redirect to https://login.example/oauth/token is not followed:"
        " redirects of token endpoints are not followed) (POST /token)"
    )

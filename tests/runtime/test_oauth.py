"""How long a fetched token is used, and how the client reacts when the server refuses it."""

from __future__ import annotations

import json
import threading

import pytest
from client_under_test._runtime import errors
from client_under_test._runtime.auth.oauth import TokenStore

from tests.runtime.clock import Clock
from tests.runtime.sides import LINES_UP, UPLOAD, Side, Thing, Upload
from tests.runtime.test_security import CLIENT, OAUTH, Issuer, described
from tests.runtime.uploads import Pipe
from tests.support.loopback import Loopback, Received, Reply, answer


@pytest.mark.parametrize(
    ("lifetime", "good_for"),
    [(3600, 3570), (61, 31), (60, 30), (59, 29.5), (10, 5), (None, 270), ("3600", 3570)],
)
def test_a_token_is_renewed_before_it_expires(
    side: Side, server: Loopback, clock: Clock, lifetime: object, good_for: float
) -> None:
    """A token is renewed 30 s before it expires, or after half of its lifetime if that is shorter than 30 s.

    A token without a lifetime is assumed to last five minutes.
    """
    issued: list[str] = []

    def act(request: Received) -> Reply:
        if request.path != "/token":
            return answer({"id": request.header("authorization")})
        issued.append(f"token-{len(issued)}")
        expiry = {} if lifetime is None else {"expires_in": lifetime}
        return answer({"access_token": issued[-1], **expiry})

    server.answer_with(act)
    caller = side.caller(server, api=described(OAUTH), values=CLIENT)
    assert caller.get().id == "Bearer token-0"
    clock.move(good_for - 0.5)
    assert caller.get().id == "Bearer token-0"
    clock.move(0.5)
    assert caller.get().id == "Bearer token-1"
    clock.move(good_for - 0.5)
    assert caller.with_options(timeout=29.0).get().id == "Bearer token-1"
    assert issued == ["token-0", "token-1"]


def test_a_late_refusal_does_not_drop_the_token_that_replaced_the_refused_one() -> None:
    store = TokenStore()
    store.keep(json.dumps({"access_token": "old"}).encode())
    store.forget("old")
    assert store.current() is None
    store.keep(json.dumps({"access_token": "new"}).encode())
    store.forget("old")
    assert store.current() == "new"
    store.forget("new")
    assert store.current() is None


def test_two_calls_with_the_same_refused_token_fetch_one_new_token(
    sync_side: Side, server: Loopback
) -> None:
    """The second call receives its 401 after the first call has fetched a new token."""
    issuer = Issuer(server)
    normal = issuer.act
    both_sent, renewed = threading.Barrier(2, timeout=20), threading.Event()

    def act(request: Received) -> Reply:
        if request.header("authorization") != "Bearer token-1":
            return normal(request)
        both_sent.wait()
        if request.path.endswith("late"):
            assert renewed.wait(20)
        return Reply(401)

    caller = sync_side.caller(server, api=described(OAUTH), values=CLIENT, timeout=60)
    caller.get()
    server.answer_with(act)
    late = threading.Thread(target=caller.get, args=("late",))
    late.start()
    assert caller.get("early").id == "1"
    renewed.set()
    late.join()
    assert issuer.issued == 2
    paths = [request.path for request in server.requests]
    assert sorted(paths) == [
        "/things/early",
        "/things/early",
        "/things/late",
        "/things/late",
        "/token",
    ]


def test_a_body_that_can_be_read_once_is_not_sent_again_with_a_new_token(
    side: Side, server: Loopback
) -> None:
    issuer = Issuer(server)
    caller = side.caller(server, api=described(OAUTH), values=CLIENT)
    bodies: dict[str, object] = {
        "/files": Upload(name="x", file=Pipe(b"a,b\n")),
        "/lines": iter([Thing(id="1")]),
    }
    for operation, body in zip((UPLOAD, LINES_UP), bodies.values(), strict=True):
        caller.get()
        issuer.valid = "revoked"
        with pytest.raises(errors.UnauthorizedError) as caught:
            caller.call(operation, {}, body)
        assert len(caught.value.attempts) == 1
    sent = [request.path for request in server.requests if request.path in bodies]
    assert sent == list(bodies), "each upload is sent once"
    before = issuer.issued
    assert caller.get().id == "1"
    assert issuer.issued == before + 1, "the refused token is not used again"


def test_a_replayable_body_is_sent_again_completely_with_a_new_token(
    side: Side, server: Loopback
) -> None:
    issuer = Issuer(server)
    caller = side.caller(server, api=described(OAUTH), values=CLIENT, max_retries=0)
    caller.get()
    issuer.valid = "revoked"
    assert caller.call(UPLOAD, {}, Upload(name="x", file=b"a,b\n")).id == "1"
    first, second = [request for request in server.requests if request.path == "/files"]
    assert first.body == second.body
    assert b"a,b\n" in first.body

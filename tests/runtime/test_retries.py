"""Attempts are exact and safe, and the pauses between them are what was promised."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from io import BytesIO
from pathlib import Path
from typing import IO, cast

import pytest
from client_under_test._runtime import Header, Json, Operation, Result, errors
from client_under_test._runtime.retries import RetryPolicy, after_answer, backoff, retry_after
from hypothesis import given
from hypothesis import strategies as st

from tests.loopback import Act, Loopback, Reply, answer, hang_up, reset
from tests.runtime.sides import CREATE, RECORD, UPLOAD, Side, Thing, Upload

FINE = answer({"id": "1"})
TRANSIENT = [408, 500, 502, 503, 504]


@pytest.mark.parametrize("max_retries", [0, 1, 3])
def test_attempts_are_one_plus_max_retries(side: Side, server: Loopback, max_retries: int) -> None:
    server.play(Reply(503))
    with pytest.raises(errors.ServiceUnavailableError) as caught:
        side.caller(server, max_retries=max_retries, backoff=0.001).get()
    assert len(server.requests) == len(caught.value.attempts) == 1 + max_retries
    counts = [request.header("x-retry-count") for request in server.requests]
    assert counts == [None, *(str(number) for number in range(1, max_retries + 1))]


@pytest.mark.parametrize("status", [*TRANSIENT, 429])
def test_a_safe_operation_is_tried_again(side: Side, server: Loopback, status: int) -> None:
    caller = side.caller(server, backoff=0.001)
    server.play(Reply(status), FINE)
    assert caller.get().id == "1"
    server.play(Reply(status), FINE)
    assert (
        caller.call(RECORD, {}, Thing(id="e")).id == "1"
    ), "a POST that the document calls idempotent"
    assert [request.json() for request in server.requests] == [{"id": "e"}] * 2


@pytest.mark.parametrize("status", [*TRANSIENT, 409, 501])
def test_a_post_that_may_have_been_handled_is_not(
    side: Side, server: Loopback, status: int
) -> None:
    server.play(Reply(status), FINE)
    with pytest.raises(errors.APIStatusError):
        side.caller(server).create()
    assert len(server.requests) == 1


def test_a_post_that_was_refused_for_its_rate_is(side: Side, server: Loopback) -> None:
    server.play(Reply(429), FINE)
    assert side.caller(server, backoff=0.001).create().id == "1"
    assert len(server.requests) == 2


@pytest.mark.parametrize("status", [400, 401, 403, 404, 409, 422, 501])
def test_other_statuses_are_final(side: Side, server: Loopback, status: int) -> None:
    server.play(Reply(status))
    with pytest.raises(errors.APIStatusError):
        side.caller(server).get()
    assert len(server.requests) == 1


def test_a_broken_connection(side: Side, server: Loopback) -> None:
    caller = side.caller(server, backoff=0.001)
    server.play(reset(), hang_up, FINE)
    assert caller.get().id == "1"
    assert len(server.requests) == 3
    server.play(reset(), FINE)
    with pytest.raises(errors.APIConnectionError):
        caller.create()
    assert len(server.requests) == 1


def test_a_stale_pooled_connection_is_transparent(side: Side, server: Loopback) -> None:
    caller = side.caller(server, max_retries=1, backoff=0.001)
    server.play(FINE, hang_up, FINE)
    caller.get()
    assert caller.get().id == "1"
    assert [request.connection for request in server.requests] == [1, 1, 2]


def test_the_server_says_whether_to_try_again(side: Side, server: Loopback) -> None:
    caller = side.caller(server, backoff=0.001)
    server.play(answer({}, 503, x_should_retry="false"), FINE)
    with pytest.raises(errors.ServiceUnavailableError):
        caller.get()
    server.play(answer({}, 409, x_should_retry="true"), FINE)
    assert caller.get().id == "1"
    server.play(answer({}, 409, x_should_retry="true"), FINE)
    with pytest.raises(errors.ConflictError):
        caller.create()


def test_pauses_double_and_are_kept(side: Side, server: Loopback) -> None:
    server.play(Reply(500))
    with pytest.raises(errors.InternalServerError) as caught:
        side.caller(server, max_retries=3, backoff=0.08).get()
    for number, gap in enumerate(server.gaps):
        delay = caught.value.attempts[number].delay
        assert 0.75 <= delay / (0.08 * 2**number) <= 1
        assert gap >= delay


@pytest.mark.parametrize(("name", "value"), [("Retry-After", "0.3"), ("retry-after-ms", "300")])
def test_the_pause_that_the_server_asks_for(
    side: Side, server: Loopback, name: str, value: str
) -> None:
    server.play(Reply(429, headers={name: value}))
    with pytest.raises(errors.TooManyRequestsError) as caught:
        side.caller(server, max_retries=1).create()
    assert [attempt.delay for attempt in caught.value.attempts] == [0.3, 0.0]
    assert server.gaps[0] >= 0.3


def test_retry_after_as_a_date(side: Side, server: Loopback) -> None:
    said = (datetime.now(UTC) + timedelta(seconds=2)).replace(microsecond=0)
    server.play(Reply(503, headers={"Retry-After": format_datetime(said, usegmt=True)}), FINE)
    side.caller(server, backoff=0.001).get()
    assert len(server.requests) == 2
    assert datetime.now(UTC) >= said


@pytest.mark.parametrize(
    "junk", ["soon", "-1", "nan", "inf", "1e9", "1_0", "", "Mon, 99 Foo 2024", "0x10"]
)
def test_junk_is_no_pause(server: Loopback, junk: str) -> None:
    assert retry_after({"retry-after": junk}) is None
    assert retry_after({"retry-after-ms": junk}) is None


def test_a_pause_beyond_the_time_left_ends_the_call_at_once(side: Side, server: Loopback) -> None:
    server.play(Reply(429, headers={"Retry-After": "30"}))
    with pytest.raises(errors.TooManyRequestsError, match="asks to wait 30 s") as caught:
        side.caller(server, timeout=2).get()
    assert len(server.requests) == 1
    assert caught.value.retry_after == 30
    assert caught.value.attempts[0].elapsed < 1


def test_files_are_sent_whole_again(side: Side, server: Loopback, tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_bytes(b"id\n" * 50_000)
    caller = side.caller(server, backoff=0.001)
    for file in (path, path.read_bytes(), BytesIO(path.read_bytes())):
        server.play(Reply(503), FINE)
        caller.call(UPLOAD, {}, Upload(name="x", file=file))
        first, second = server.requests
        assert first.body == second.body
        assert path.read_bytes() in first.body
        assert b'name="name"' in first.body


class OneShot:
    """A file that cannot be rewound."""

    name = "pipe.csv"

    def __init__(self) -> None:
        self._pieces: Iterator[bytes] = iter([b"a,b\n", b"1,2\n"])

    def read(self, size: int = -1) -> bytes:
        return next(self._pieces, b"")

    def seekable(self) -> bool:
        return False


def test_what_cannot_be_sent_again_is_sent_once(side: Side, server: Loopback) -> None:
    server.play(Reply(503), FINE)
    with pytest.raises(errors.ServiceUnavailableError):
        side.caller(server).call(UPLOAD, {}, Upload(name="x", file=cast("IO[bytes]", OneShot())))
    assert len(server.requests) == 1
    assert b"a,b\n1,2\n" in server.requests[0].body


@given(retry=st.integers(0, 10_000))
def test_backoff_stays_in_its_bounds(retry: int) -> None:
    longest = min(0.5 * 2 ** min(retry, 60), 8)
    assert 0.75 * longest <= backoff(RetryPolicy(), retry) <= longest


@given(text=st.text(max_size=40))
def test_no_header_breaks_it(text: str) -> None:
    pause = retry_after({"retry-after": text, "retry-after-ms": text})
    assert pause is None or pause >= 0


@given(
    status=st.integers(200, 599),
    number=st.integers(1, 5),
    safe=st.booleans(),
    wanted=st.sampled_from(["", "true"]),
)
def test_what_is_unsafe_is_only_repeated_when_it_was_not_handled(
    status: int, number: int, safe: bool, wanted: str
) -> None:
    verdict = after_answer(
        RetryPolicy(max_retries=2),
        number=number,
        status=status,
        headers={"x-should-retry": wanted},
        safe=safe,
        replayable=True,
        remaining=60,
    )
    if verdict.delay is not None:
        assert number <= 2
        assert safe or status == 429
        assert status >= 400


KEYED: Operation[Thing] = Operation(
    "things.keyed",
    "POST /things",
    parameters=(Header("idempotency_key", "Idempotency-Key", lambda: str),),
    body=(Json(lambda: Thing),),
    results=(Result("2XX", lambda: Thing),),
    idempotency_key="idempotency_key",
)


@pytest.mark.parametrize("trouble", [Reply(503), Reply(408), hang_up, reset()])
def test_a_post_with_an_idempotency_key_is_repeated_with_the_same_key(
    side: Side, server: Loopback, trouble: Act
) -> None:
    server.play(trouble, trouble, FINE)
    caller = side.caller(server)
    caller.call(KEYED, {"idempotency_key": "k-1"}, Thing(id="new"))
    assert [each.header("idempotency-key") for each in server.requests] == ["k-1"] * 3
    assert len({each.body for each in server.requests}) == 1
    server.play(trouble, FINE)
    with pytest.raises(errors.APIError):
        caller.call(KEYED, {}, Thing(id="new"))
    assert len(server.requests) == 1


def test_create_is_unsafe() -> None:
    assert not CREATE.idempotent
    assert RECORD.idempotent

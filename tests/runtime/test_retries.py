"""Which calls are tried again, how often, and the pauses between the attempts."""

from __future__ import annotations

import math
import time
from collections import deque
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime, parsedate_to_datetime
from io import BytesIO
from pathlib import Path

import pytest
from client_under_test._runtime import Header, Json, Operation, Result, errors
from client_under_test._runtime.calls.retries import (
    after_response,
    backoff,
)
from client_under_test._runtime.config.retry_policy import RetryPolicy
from client_under_test._runtime.descriptors.operation import Retries
from client_under_test._runtime.http.retry_after import retry_after
from hypothesis import given
from hypothesis import strategies as st

from tests.runtime.clock import Clock
from tests.runtime.sides import CREATE, LINES_UP, RECORD, UPLOAD, Side, Thing, Upload
from tests.runtime.uploads import Pipe
from tests.support.loopback import Act, Loopback, Reply, answer, hang_up, reset

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
def test_an_idempotent_operation_is_tried_again(side: Side, server: Loopback, status: int) -> None:
    caller = side.caller(server, backoff=0.001)
    server.play(Reply(status), FINE)
    assert caller.get().id == "1"
    server.play(Reply(status), FINE)
    assert (
        caller.call(RECORD, {}, Thing(id="e")).id == "1"
    ), "a POST that the document declares idempotent"
    assert [request.json() for request in server.requests] == [{"id": "e"}] * 2


@pytest.mark.parametrize("status", [*TRANSIENT, 409, 501])
def test_a_post_that_may_have_been_handled_is_not_tried_again(
    side: Side, server: Loopback, status: int
) -> None:
    server.play(Reply(status), FINE)
    with pytest.raises(errors.APIStatusError):
        side.caller(server).create()
    assert len(server.requests) == 1


def test_a_rate_limited_post_is_tried_again(side: Side, server: Loopback) -> None:
    server.play(Reply(429), FINE)
    assert side.caller(server, backoff=0.001).create().id == "1"
    assert len(server.requests) == 2


@pytest.mark.parametrize("status", [400, 401, 403, 404, 409, 422, 501])
def test_other_statuses_are_final(side: Side, server: Loopback, status: int) -> None:
    server.play(Reply(status))
    with pytest.raises(errors.APIStatusError):
        side.caller(server).get()
    assert len(server.requests) == 1


def test_a_broken_connection_is_tried_again_unless_it_is_a_post(
    side: Side, server: Loopback
) -> None:
    caller = side.caller(server, backoff=0.001)
    server.play(reset(), hang_up, FINE)
    assert caller.get().id == "1"
    assert len(server.requests) == 3
    server.play(reset(), FINE)
    with pytest.raises(errors.APIConnectionError):
        caller.create()
    assert len(server.requests) == 1


def test_a_stale_pooled_connection_is_replaced(side: Side, server: Loopback) -> None:
    caller = side.caller(server, max_retries=1, backoff=0.001)
    server.play(FINE, hang_up, FINE)
    caller.get()
    assert caller.get().id == "1"
    assert [request.connection for request in server.requests] == [1, 1, 2]


def test_x_should_retry_overrides_the_status_for_idempotent_calls(
    side: Side, server: Loopback
) -> None:
    caller = side.caller(server, backoff=0.001)
    server.play(answer({}, 503, x_should_retry="false"), FINE)
    with pytest.raises(errors.ServiceUnavailableError):
        caller.get()
    server.play(answer({}, 409, x_should_retry="true"), FINE)
    assert caller.get().id == "1"
    server.play(answer({}, 409, x_should_retry="true"), FINE)
    with pytest.raises(errors.ConflictError):
        caller.create()


def test_pauses_double_and_are_recorded(side: Side, server: Loopback, clock: Clock) -> None:
    server.play(Reply(500))
    with pytest.raises(errors.InternalServerError) as caught:
        side.caller(server, timeout=60, max_retries=3, backoff=0.5).get()
    assert clock.pauses == [attempt.delay for attempt in caught.value.attempts[:-1]]
    for number, pause in enumerate(clock.pauses):
        assert 0.75 <= pause / (0.5 * 2**number) <= 1


def test_a_pause_takes_at_least_its_recorded_time(side: Side, server: Loopback) -> None:
    server.play(Reply(500))
    with pytest.raises(errors.InternalServerError) as caught:
        side.caller(server, max_retries=2, backoff=0.05).get()
    for attempt, gap in zip(caught.value.attempts, server.gaps, strict=False):
        assert gap >= attempt.delay > 0


@pytest.mark.parametrize(("name", "value"), [("Retry-After", "3"), ("retry-after-ms", "3000")])
def test_the_client_waits_as_long_as_the_server_requests(
    side: Side, server: Loopback, clock: Clock, name: str, value: str
) -> None:
    server.play(Reply(429, headers={name: value}))
    with pytest.raises(errors.TooManyRequestsError) as caught:
        side.caller(server, max_retries=1).create()
    first, last = (attempt.delay for attempt in caught.value.attempts)
    assert 3 < first <= 3.75
    assert last == 0
    assert clock.pauses == [first]


@pytest.mark.parametrize(
    ("when", "pause"),
    [
        ("Mon, 15 Jan 2024 09:30:02 GMT", 2.0),
        ("Mon, 15 Jan 2024 10:31:02 +0100", 62.0),
        ("Monday, 15-Jan-24 09:30:02 GMT", 2.0),
        ("Mon Jan 15 09:30:02 2024", 2.0),
        ("Mon, 15 Jan 2024 09:29:00 GMT", 0.0),
    ],
    ids=["IMF", "offset", "RFC 850", "asctime", "past"],
)
def test_retry_after_as_a_date(
    side: Side, server: Loopback, clock: Clock, when: str, pause: float
) -> None:
    """RFC 9110, section 5.6.7, has three forms of dates."""
    server.play(Reply(503, headers={"Retry-After": when}), FINE)
    side.caller(server, timeout=100).get()
    assert len(server.requests) == 2
    assert pause <= clock.passed <= pause * 1.25


def test_a_date_is_relative_to_the_time_of_the_response(clock: Clock) -> None:
    headers = {"retry-after": format_datetime(clock.began + timedelta(minutes=1), usegmt=True)}
    assert retry_after(headers) == 60
    clock.move(45.5)
    assert retry_after(headers) == 14.5
    assert retry_after(headers, clock.began) == 60


@pytest.fixture
def _in_new_york(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", "EST5")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.usefixtures("_in_new_york")
def test_a_date_without_a_zone_is_in_utc() -> None:
    headers = {"retry-after": "Mon Jan 15 09:30:02 2024"}
    assert retry_after(headers, datetime(2024, 1, 15, 9, 30, tzinfo=UTC)) == 2


@pytest.mark.parametrize(
    ("asked", "again"), [("9", True), ("9.75", True), ("10", False), ("10.5", False)]
)
def test_a_pause_that_leaves_no_time_for_another_attempt_is_skipped(
    side: Side, server: Loopback, clock: Clock, asked: str, again: bool
) -> None:
    server.play(Reply(429, headers={"Retry-After": asked}), FINE)
    caller = side.caller(server, timeout=10)
    if again:
        assert caller.create().id == "1"
        assert float(asked) < clock.passed < 10
    else:
        with pytest.raises(errors.TooManyRequestsError, match="the server asked to wait"):
            caller.create()
        assert clock.pauses == []
    assert len(server.requests) == 1 + again


@pytest.mark.parametrize(
    "junk", ["soon", "-1", "nan", "inf", "1e9", "1_0", "", "Mon, 99 Foo 2024", "0x10", "9" * 400]
)
def test_an_invalid_retry_after_is_ignored(junk: str) -> None:
    assert retry_after({"retry-after": junk}) is None
    assert retry_after({"retry-after-ms": junk}) is None


def test_a_requested_pause_beyond_the_deadline_ends_the_call_at_once(
    side: Side, server: Loopback
) -> None:
    server.play(Reply(429, headers={"Retry-After": "30"}))
    with pytest.raises(errors.TooManyRequestsError, match="asked to wait 30 s") as caught:
        side.caller(server, timeout=2).get()
    assert len(server.requests) == 1
    assert caught.value.retry_after == 30
    assert caught.value.attempts[0].elapsed < 1


def test_a_backoff_beyond_the_deadline_ends_the_call_at_once(
    side: Side, server: Loopback, clock: Clock
) -> None:
    server.play(Reply(503))
    with pytest.raises(errors.ServiceUnavailableError, match="the next attempt would start in"):
        side.caller(server, timeout=5, backoff=20).get()
    assert (len(server.requests), clock.pauses) == (1, [])


def test_files_are_sent_again_completely(side: Side, server: Loopback, tmp_path: Path) -> None:
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


@pytest.mark.parametrize("kind", [Reply(503), Reply(429), reset(), hang_up])
def test_a_body_that_can_be_read_once_is_sent_once(side: Side, server: Loopback, kind: Act) -> None:
    """Another attempt would send only the unread part of the body, or nothing."""
    caller = side.caller(server, backoff=0.001)
    server.play(kind, FINE)
    with pytest.raises(errors.APIError) as caught:
        caller.call(UPLOAD, {}, Upload(name="x", file=Pipe(b"a,b\n", b"1,2\n")))
    assert len(server.requests) == len(caught.value.attempts) == 1
    assert server.requests[0].header("transfer-encoding") == "chunked"
    assert b"a,b\n1,2\n" in server.requests[0].body
    server.play(kind, FINE)
    with pytest.raises(errors.APIError):
        caller.call(LINES_UP, {}, iter([Thing(id="1"), Thing(id="2")]))
    assert [request.body.count(b"\n") for request in server.requests] == [2]


def test_lines_from_a_collection_are_sent_again_completely(side: Side, server: Loopback) -> None:
    caller = side.caller(server, backoff=0.001)
    for lines in ([Thing(id="1"), Thing(id="2")], deque([Thing(id="1"), Thing(id="2")])):
        server.play(Reply(503), reset(), FINE)
        caller.call(LINES_UP, {}, lines)
        assert [request.body.count(b"\n") for request in server.requests] == [2, 2, 2]


@given(retry=st.integers(0, 10_000))
def test_backoff_stays_in_its_bounds(retry: int) -> None:
    longest = min(0.5 * 2 ** min(retry, 60), 8)
    assert 0.75 * longest <= backoff(RetryPolicy(), retry) <= longest


NUMBERS = st.from_regex(r"[ ]?([0-9]{1,400}\.?[0-9]{0,20}|\.[0-9]{1,20})[ ]?", fullmatch=True)
DATES = st.datetimes(timezones=st.just(UTC)).map(lambda when: format_datetime(when, usegmt=True))
JUNK = st.text("0123456789.:+- ,GMTonJa", max_size=40) | st.text(max_size=40)


@given(number=NUMBERS)
def test_every_number_of_seconds_is_a_pause(number: str) -> None:
    expected = float(number)
    pause = None if math.isinf(expected) else expected
    assert retry_after({"retry-after": number}) == pause
    assert retry_after({"retry-after-ms": number}) == (None if pause is None else pause / 1000)


@given(date=DATES, now=st.datetimes(timezones=st.just(UTC)))
def test_every_date_is_a_pause(date: str, now: datetime) -> None:
    pause = retry_after({"retry-after": date}, now)
    assert pause == max(0.0, (parsedate_to_datetime(date) - now).total_seconds())


@given(text=JUNK)
def test_retry_after_never_raises(text: str) -> None:
    for headers in ({"retry-after": text}, {"retry-after-ms": text}):
        pause = retry_after(headers)
        assert pause is None or 0 <= pause < math.inf


@given(
    status=st.integers(200, 599),
    number=st.integers(1, 5),
    idempotent=st.booleans(),
    should_retry=st.sampled_from(["", "true"]),
)
def test_only_idempotent_or_rate_limited_calls_are_tried_again(
    status: int, number: int, idempotent: bool, should_retry: str
) -> None:
    decision = after_response(
        RetryPolicy(max_retries=2),
        number=number,
        status=status,
        headers={"x-should-retry": should_retry},
        idempotent=idempotent,
        replayable=True,
        remaining=60,
    )
    if decision.delay is not None:
        assert number <= 2
        assert idempotent or status == 429
        assert status >= 400


KEYED: Operation[Thing] = Operation(
    "things.keyed",
    "POST /things",
    parameters=(Header("idempotency_key", "Idempotency-Key", lambda: str),),
    body=(Json(lambda: Thing),),
    results=(Result("2XX", lambda: Thing),),
    idempotency_key="idempotency_key",
)


@pytest.mark.parametrize("kind", [Reply(503), Reply(408), hang_up, reset()])
def test_a_post_with_an_idempotency_key_is_repeated_with_the_same_key(
    side: Side, server: Loopback, kind: Act
) -> None:
    server.play(kind, kind, FINE)
    caller = side.caller(server)
    caller.call(KEYED, {"idempotency_key": "k-1"}, Thing(id="new"))
    assert [each.header("idempotency-key") for each in server.requests] == ["k-1"] * 3
    assert len({each.body for each in server.requests}) == 1


@pytest.mark.parametrize("chosen", [0.1, 0.5, 3.0])
def test_the_backoff_of_the_caller_overrides_the_document(chosen: float) -> None:
    documented = Retries(first=2.0, longest=60.0, factor=3.0)
    assert RetryPolicy(backoff=chosen).of(documented).backoff == chosen
    assert 0.75 * chosen <= backoff(RetryPolicy(backoff=chosen).of(documented), 0) <= chosen
    assert 1.5 <= backoff(RetryPolicy().of(documented), 0) <= 2.0
    assert 0.375 <= backoff(RetryPolicy().of(Retries(longest=60.0)), 0) <= 0.5


@pytest.mark.parametrize("chosen", [0.5, 3.0])
def test_the_client_waits_for_the_backoff_of_the_caller(
    side: Side, server: Loopback, clock: Clock, chosen: float
) -> None:
    operation: Operation[Thing] = Operation(
        "things.slow",
        "GET /things",
        results=(Result("2XX", lambda: Thing),),
        retries=Retries(first=20.0, longest=60.0),
    )
    server.play(Reply(503), FINE)
    side.caller(server, timeout=100, backoff=chosen).call(operation)
    assert 0.75 * chosen <= clock.passed <= chosen


def test_which_operations_of_the_tests_are_idempotent() -> None:
    assert not CREATE.idempotent
    assert RECORD.idempotent

"""Which calls are tried again, how often, and after which pause."""

from __future__ import annotations

from datetime import timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import Any

import pytest
from cometchat_business_messaging import errors

from tests.client.calls import (
    CAMPAIGN,
    DELETED,
    RECORDED,
    ROLLED_UP,
    TEMPLATE,
    UPLOADED,
    create,
    get,
    record,
    roll_up,
)
from tests.client.conftest import Caller
from tests.runtime.clock import Clock
from tests.support.loopback import Loopback, Reply, answer, hang_up


@pytest.mark.parametrize(
    ("use", "success"),
    [
        (get, TEMPLATE),
        (lambda c: c.templates.update("t-1", name="n"), TEMPLATE),
        (lambda c: c.templates.delete("t-1"), DELETED),
        (record, RECORDED),
        (roll_up, ROLLED_UP),
    ],
)
def test_an_idempotent_call_is_tried_again(
    caller: Caller, server: Loopback, use: Any, success: object
) -> None:
    server.play(Reply(503), hang_up, answer(success))
    caller.run(use)
    assert len(server.requests) == 3
    assert len({(r.method, r.target, r.body) for r in server.requests}) == 1
    assert [r.header("x-retry-count") for r in server.requests] == [None, "1", "2"]


@pytest.mark.parametrize("failure", [Reply(503), Reply(500), hang_up])
def test_a_post_that_may_have_been_handled_is_not_tried_again(
    caller: Caller, server: Loopback, failure: Any
) -> None:
    server.play(failure, answer(CAMPAIGN))
    with pytest.raises(errors.APIError):
        caller.run(create)
    assert len(server.requests) == 1


def test_two_retries_by_default(caller: Caller, server: Loopback) -> None:
    for options, attempts in [({}, 3), ({"max_retries": 0}, 1), ({"max_retries": 4}, 5)]:
        server.play(Reply(503))
        with pytest.raises(errors.ServiceUnavailableError) as caught:
            caller.run(get, caller.client(**options))
        assert len(server.requests) == len(caught.value.attempts) == attempts


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """A clock that controls the time of the client."""
    return Clock.of("cometchat_business_messaging._runtime", monkeypatch)


def test_a_rate_limited_post_waits_as_long_as_the_server_requests(
    caller: Caller, server: Loopback, clock: Clock
) -> None:
    server.play(answer({}, 429, Retry_After="3.5"), answer(CAMPAIGN))
    assert caller.run(create).name == CAMPAIGN["name"]
    assert len(server.requests) == 2
    (pause,) = clock.pauses
    assert 3.5 < pause <= 3.5 * 1.25


def test_retry_after_as_a_date(caller: Caller, server: Loopback, clock: Clock) -> None:
    date = format_datetime(clock.began + timedelta(seconds=2), usegmt=True)
    server.play(answer({}, 503, Retry_After=date), answer(TEMPLATE))
    caller.run(get)
    (pause,) = clock.pauses
    assert 2 < pause <= 2.5


def test_the_file_of_a_repeated_upload_is_sent_again_completely(
    caller: Caller, server: Loopback, tmp_path: Path
) -> None:
    path = tmp_path / "r.csv"
    path.write_bytes(b"userId\n" + b"u\n" * 50_000)
    server.play(Reply(429), answer(UPLOADED))
    caller.run(lambda c: c.campaigns.upload_csv(file=path, campaign_id="c"))
    first, second = server.requests
    assert path.read_bytes() in first.body
    assert path.read_bytes() in second.body

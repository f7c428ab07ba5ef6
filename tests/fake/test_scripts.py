"""Calls without a script, and scripts without a call."""

from __future__ import annotations

import os
from typing import Any

import anyio
import httpx2
import pytest
from cometchat_business_messaging import errors, models
from cometchat_business_messaging.testing import FakeBusinessMessaging, FakeError, make

from tests.fake.conftest import Caller, by_id, send


def test_a_call_that_is_not_scripted_fails_with_the_sentence_to_write(call: Caller) -> None:
    wanted = "Write: fake.notifications.send.returns(make(models.Notification))"
    with pytest.raises(FakeError) as caught, FakeBusinessMessaging() as fake:
        call(fake, send)
    assert wanted in str(caught.value)


def test_it_fails_at_the_end_if_the_code_handles_all_exceptions(call: Caller) -> None:
    def careless(fake: Any) -> None:
        try:
            call(fake, lambda c: c.templates.list())
        except BaseException:
            return

    wanted = r"Write: fake.templates.list.returns\(\[make\(models.Template\)\]\)"
    with pytest.raises(FakeError, match=wanted), FakeBusinessMessaging() as fake:
        careless(fake)


def test_one_call_too_many(call: Caller) -> None:
    with FakeBusinessMessaging() as fake:
        fake.notifications.send.returns(make(models.Notification))
        call(fake, send)
        wanted = "called 2 times, but the test scripts only 1: pass times=2"
        with pytest.raises(FakeError, match=wanted) as caught:
            call(fake, send)
        with pytest.raises(FakeError) as again:
            fake.check()
        assert again.value is caught.value
        fake.clear()


def test_a_script_that_was_never_asked_for_fails_at_the_end() -> None:
    wanted = "notifications.send was asked for 0 of its 2 scripted answers"
    with pytest.raises(FakeError, match=wanted), FakeBusinessMessaging() as fake:
        fake.notifications.send.returns(make(models.Notification), times=2)


def fail_early() -> None:
    with FakeBusinessMessaging() as fake:
        fake.notifications.send.returns(make(models.Notification))
        raise ZeroDivisionError


def test_the_error_of_a_test_is_not_replaced() -> None:
    with pytest.raises(ZeroDivisionError):
        fail_early()


def test_a_client_that_outlives_the_fake_is_refused() -> None:
    with FakeBusinessMessaging() as fake:
        client = fake.client()
    with pytest.raises(FakeError, match="has ended"):
        client.campaigns.get("a")


@pytest.mark.parametrize("times", [0, -1, 1.5, True, "2"])
def test_the_number_of_answers_is_positive(fake: FakeBusinessMessaging, times: Any) -> None:
    with pytest.raises(FakeError, match=f"times must be a whole number from 1, not {times!r}"):
        fake.campaigns.get.returns(make(models.Campaign), times=times)


@pytest.mark.parametrize(
    ("parts", "problem"),
    [
        ({"status_code": 200}, "status_code must be from 300 to 599, not 200"),
        ({"status_code": 1000}, "status_code must be from 300 to 599, not 1000"),
        ({"status_code": "404"}, "status_code must be from 300 to 599, not '404'"),
        ({"retry_after": -1}, "retry_after must be a number of seconds from 0, not -1"),
        ({"retry_after": float("nan")}, "retry_after must be a number of seconds from 0, not nan"),
        ({"retry_after": "7"}, "retry_after must be a number of seconds from 0, not '7'"),
        ({"headers": {"X-A": 5}}, "the header X-A must be printable ASCII text, not 5"),
        ({"headers": {"X-A": "é"}}, "the header X-A must be printable ASCII text, not 'é'"),
        ({"headers": {"X-A": "a\n"}}, r"the header X-A must be printable ASCII text, not 'a\\n'"),
    ],
)
def test_parts_of_an_error_that_cannot_be_sent(
    fake: FakeBusinessMessaging, parts: Any, problem: str
) -> None:
    with pytest.raises(FakeError, match=problem):
        fake.campaigns.get.raises(errors.APIStatusError, **{"status_code": 429, **parts})


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(7.0, "7"), (1234567, "1234567"), (0.25, "0.25"), (1234567.5, "1234567.5")],
)
def test_the_seconds_of_a_pause_keep_their_digits(
    fake: FakeBusinessMessaging, seconds: float, text: str
) -> None:
    fake.campaigns.get.raises(errors.TooManyRequestsError, retry_after=seconds)
    with pytest.raises(errors.TooManyRequestsError) as caught:
        fake.client(max_retries=0).campaigns.get("a")
    assert caught.value.headers["retry-after"] == text


def test_arguments_replace_the_parts_of_an_error_by_hand(fake: FakeBusinessMessaging) -> None:
    made = errors.ResourceNotFoundError("old", details={"a": "1"}, headers={"X-A": "1"})
    fake.campaigns.get.raises(made, message="new", retry_after=3)
    with pytest.raises(errors.ResourceNotFoundError, match="new") as caught:
        fake.client(max_retries=0).campaigns.get("a")
    error = caught.value
    assert (error.details, error.headers["x-a"], error.retry_after) == ({"a": "1"}, "1", 3)


def test_a_model_is_made_and_not_its_class(fake: FakeBusinessMessaging) -> None:
    wanted = r"pass make\(models\.Campaign\), not the class"
    with pytest.raises(FakeError, match=wanted):
        fake.campaigns.get.returns(models.Campaign)  # type: ignore[arg-type]
    with pytest.raises(FakeError, match=wanted):
        fake.campaigns.list.returns([models.Campaign])  # type: ignore[list-item]


async def reply_later(call: object) -> models.Campaign:
    return make(models.Campaign)


class ReplyLater:
    async def __call__(self, call: object) -> models.Campaign:
        return make(models.Campaign)


@pytest.mark.parametrize("function", [5, make(models.Campaign), reply_later, ReplyLater()])
def test_only_a_synchronous_function_replies(fake: FakeBusinessMessaging, function: Any) -> None:
    with pytest.raises(FakeError, match=r"replies\(\) takes a function that is not async, not "):
        fake.campaigns.get.replies(function)


@pytest.mark.parametrize(
    "error", [ValueError("mine"), LookupError("mine"), ZeroDivisionError("mine")]
)
def test_a_function_that_fails_is_no_error_of_the_client(call: Caller, error: Exception) -> None:
    def fail(_: object) -> models.Campaign:
        raise error

    with FakeBusinessMessaging() as fake:
        fake.campaigns.get.replies(fail)
        wanted = rf"campaigns\.get: the function of replies\(\) raised {type(error).__name__}: mine"
        with pytest.raises(FakeError, match=wanted) as caught:
            call(fake, by_id("a"))
        assert caught.value.__cause__ is error
        with pytest.raises(FakeError, match=wanted):
            fake.check()
        fake.clear()


@pytest.mark.parametrize("error", [httpx2.ReadTimeout("slow"), errors.APITimeoutError("slow")])
def test_a_function_can_let_the_connection_fail(call: Caller, error: Exception) -> None:
    def fail(_: object) -> models.Campaign:
        raise error

    with FakeBusinessMessaging() as fake:
        fake.campaigns.get.replies(fail)
        with pytest.raises(errors.APITimeoutError):
            call(fake, by_id("a"), max_retries=0)


def test_a_fake_is_in_use_once() -> None:
    before = dict(os.environ)
    with pytest.raises(FakeError, match="was not entered"):
        FakeBusinessMessaging().client().campaigns.get("a")
    fake = FakeBusinessMessaging()
    with fake, pytest.raises(FakeError, match="the fake is already in use"), fake:
        pass
    assert dict(os.environ) == before


def test_pauses_are_exact(call: Caller, fake: FakeBusinessMessaging) -> None:
    """After a 429, the client spaces its calls."""
    fake.campaigns.get.raises(errors.TooManyRequestsError, retry_after=5).returns(
        make(models.Campaign), times=3
    )
    client = fake.async_client() if call.asynchronous else fake.client()
    for _ in range(3):
        call.by(client, by_id("a"))
    assert fake.pauses == [5.0, 5.0, 5.0]
    before = fake.clock.monotonic()
    fake.clock.advance(60)
    assert fake.clock.monotonic() == before + 60


@pytest.mark.parametrize("backend", ["asyncio", "trio"])
def test_pauses_of_tasks_overlap(fake: FakeBusinessMessaging, backend: str) -> None:
    unavailable = errors.ServiceUnavailableError
    fake.campaigns.get.raises(unavailable, retry_after=7, times=20).returns(
        make(models.Campaign), times=20
    )

    async def read() -> None:
        client = fake.async_client()
        async with anyio.create_task_group() as tasks:
            for number in range(20):
                tasks.start_soon(client.campaigns.get, str(number))

    before = fake.clock.monotonic()
    anyio.run(read, backend=backend)
    assert fake.pauses == [7.0] * 20
    assert fake.clock.monotonic() == before + 7

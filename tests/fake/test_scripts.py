"""Calls without a script, and scripts without a call."""

from __future__ import annotations

from typing import Any

import pytest
from cometchat_business_messaging import models
from cometchat_business_messaging.testing import FakeBusinessMessaging, FakeError, make

from tests.fake.conftest import Caller, send


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

"""The answers that a test scripts: values, errors and failures."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from cometchat_business_messaging import errors, models
from cometchat_business_messaging.testing import FakeBusinessMessaging, FakeError, make

from tests.fake.conftest import Caller, by_id, send


def test_a_scripted_value_is_the_result(call: Caller, fake: FakeBusinessMessaging) -> None:
    fake.notifications.send.returns(make(models.Notification, notification_id="n-1"))
    assert call(fake, send).notification_id == "n-1"


def test_answers_come_in_their_order(call: Caller, fake: FakeBusinessMessaging) -> None:
    get = fake.campaigns.get
    get.returns(make(models.Campaign, id="a"), times=2).returns(make(models.Campaign, id="b"))
    assert [call(fake, lambda c: c.campaigns.get("x")).id for _ in range(3)] == ["a", "a", "b"]


def test_a_function_replies_to_each_call(call: Caller, fake: FakeBusinessMessaging) -> None:
    fake.campaigns.get.replies(lambda call: make(models.Campaign, id=call.path["id"]))
    assert [call(fake, by_id(each)).id for each in ("a/b", "c")] == ["a/b", "c"]


def test_a_function_can_raise_an_error(call: Caller, fake: FakeBusinessMessaging) -> None:
    def reply(_: object) -> models.Campaign:
        raise errors.ResourceNotFoundError("gone")

    fake.campaigns.get.replies(reply)
    with pytest.raises(errors.ResourceNotFoundError, match="gone"):
        call(fake, lambda c: c.campaigns.get("x"))


@pytest.mark.parametrize("limit", [None, 1, 2, 5])
def test_a_list_is_paged(call: Caller, fake: FakeBusinessMessaging, limit: int | None) -> None:
    made = [make(models.Template, id=str(n)) for n in range(5)]
    fake.templates.list.returns(made)
    assert call.items(fake, lambda c: c.templates.list(limit=limit)) == made
    first = fake.calls[0]
    assert len(fake.calls) == (1 if limit in (None, 5) else -(-5 // limit)) + (limit in (1, 5))
    assert first.query == ({} if limit is None else {"limit": str(limit)})


def test_a_list_that_is_read_twice_is_scripted_twice(
    call: Caller, fake: FakeBusinessMessaging
) -> None:
    fake.templates.list.returns([make(models.Template, id="a")]).returns([])
    read = [len(call.items(fake, lambda c: c.templates.list(limit=1))) for _ in range(2)]
    assert read == [1, 0]


def test_an_error_has_its_status_code_and_envelope(
    call: Caller, fake: FakeBusinessMessaging
) -> None:
    details = {"status": "draft"}
    fake.notifications.send.raises(errors.TemplateNotApprovedError, details=details)
    with pytest.raises(errors.TemplateNotApprovedError) as caught:
        call(fake, send)
    error = caught.value
    assert (error.status_code, error.code) == (400, "ERR_TEMPLATE_NOT_APPROVED")
    assert error.details == details
    assert isinstance(error.data, models.ErrorEnvelope)
    assert not list(fake.client().drift)


@pytest.mark.parametrize("kind", list(errors.CODES.values()))
def test_each_documented_code_can_be_raised(
    call: Caller, fake: FakeBusinessMessaging, kind: type[errors.APIStatusError]
) -> None:
    fake.notifications.send.raises(kind)
    with pytest.raises(kind):
        call(fake, send)


def test_an_error_by_hand(call: Caller, fake: FakeBusinessMessaging) -> None:
    fake.notifications.send.raises(errors.InvalidModeError("no mode", details={"a": "1"}))
    with pytest.raises(errors.InvalidModeError, match="no mode") as caught:
        call(fake, send)
    assert caught.value.details == {"a": "1"}


def test_a_code_without_a_class(call: Caller, fake: FakeBusinessMessaging) -> None:
    by_hand = errors.ServiceUnavailableError("later", code="ERR_BUSY")
    script = fake.notifications.send.raises(errors.ServiceUnavailableError, code="ERR_FULL")
    script.raises(by_hand).raises(by_hand, code="ERR_OTHER").raises(errors.BadRequestError("no"))
    for code in ("ERR_FULL", "ERR_BUSY", "ERR_OTHER"):
        with pytest.raises(errors.ServiceUnavailableError) as caught:
            call(fake, lambda c: send(c.with_options(max_retries=0)))
        assert caught.value.code == code
    with pytest.raises(errors.BadRequestError, match="no"):
        call(fake, send)
    with pytest.raises(FakeError, match="raises InvalidModeError, not BadRequestError"):
        script.raises(errors.BadRequestError, code="ERR_INVALID_MODE")


def test_the_headers_of_an_error_replace_the_usual_ones(
    call: Caller, fake: FakeBusinessMessaging
) -> None:
    headers = {"Content-Type": "application/problem+json", "Retry-After": "3"}
    kind = errors.TemplateNotApprovedError
    fake.notifications.send.raises(kind, headers=headers, retry_after=7)
    with pytest.raises(kind) as caught:
        call(fake, send)
    received = caught.value.headers
    assert (received["content-type"], caught.value.retry_after) == (headers["Content-Type"], 7)


def test_retries_take_no_time(call: Caller, fake: FakeBusinessMessaging) -> None:
    limited = errors.TooManyRequestsError
    script = fake.notifications.send.raises(limited, retry_after=7, times=2)
    script.returns(make(models.Notification))
    call(fake, send)
    assert fake.pauses == [7.0, 7.0]
    assert len(fake.calls) == 3


def test_a_code_with_another_status_is_refused(fake: FakeBusinessMessaging) -> None:
    send_ = fake.notifications.send
    wanted = "raises InternalServerError, not TemplateNotApprovedError, for the status 500"
    with pytest.raises(FakeError, match=wanted):
        send_.raises(errors.TemplateNotApprovedError, status_code=500)
    with pytest.raises(FakeError, match=wanted):
        send_.raises(errors.TemplateNotApprovedError("no", status_code=500))
    with pytest.raises(FakeError, match="raises NotFoundError, not InvalidModeError"):
        send_.raises(errors.InvalidModeError, status_code=404)
    send_.raises(errors.TemplateNotApprovedError, status_code=400)
    with pytest.raises(errors.TemplateNotApprovedError):
        send(fake.client())


def test_a_class_of_several_statuses_needs_one(fake: FakeBusinessMessaging) -> None:
    with pytest.raises(FakeError, match="pass status_code=4"):
        fake.notifications.send.raises(errors.ClientError)
    fake.notifications.send.raises(errors.ClientError, status_code=418)
    with pytest.raises(errors.ClientError) as caught:
        send(fake.client())
    assert caught.value.status_code == 418


@pytest.mark.parametrize(
    ("how", "kind"),
    [
        ("refused", errors.APIConnectionError),
        ("reset", errors.APIConnectionError),
        ("timeout", errors.APITimeoutError),
        ("truncated", errors.APIConnectionError),
        ("garbage", errors.ResponseDecodeError),
        ("slow", errors.APITimeoutError),
    ],
)
def test_failures(
    call: Caller, fake: FakeBusinessMessaging, how: Any, kind: type[errors.APIError]
) -> None:
    fake.campaigns.upload_csv.fails(how)
    upload = b"userId\nu1\n"
    with pytest.raises(kind) as caught:
        call(fake, lambda c: c.campaigns.upload_csv(file=upload, campaign_id="c"), max_retries=0)
    if kind is errors.APITimeoutError:
        assert "the timeout of 60 s has passed" in str(caught.value)


def test_a_failure_is_retried(call: Caller, fake: FakeBusinessMessaging) -> None:
    fake.campaigns.get.fails("reset", times=2).returns(make(models.Campaign, id="a"))
    assert call(fake, lambda c: c.campaigns.get("a")).id == "a"
    assert fake.pauses == [0.5, 1.0]


def test_an_unknown_failure_is_refused(fake: FakeBusinessMessaging) -> None:
    with pytest.raises(FakeError, match="takes one of refused"):
        fake.campaigns.get.fails("rest")  # type: ignore[arg-type]


@pytest.mark.parametrize("seconds", [-5, float("nan"), float("inf")])
def test_time_only_passes_by_a_finite_number(seconds: float) -> None:
    with FakeBusinessMessaging() as fake, pytest.raises(FakeError, match="seconds from 0"):
        fake.clock.advance(seconds)


@pytest.mark.parametrize("error", [ValueError, errors.APITimeoutError, ValueError("x")])
def test_only_errors_with_a_response_are_raised(error: Any) -> None:
    with FakeBusinessMessaging() as fake, pytest.raises(FakeError, match=r"not \w+; fails\(\)"):
        fake.campaigns.get.raises(error)


def of_channel(name: str) -> Callable[[Any], Any]:
    return lambda client: client.templates.list(channel_id=name, limit=2)


def after(page: Any) -> Callable[[Any], Any]:
    return lambda _: page.next_page()


def test_lists_that_are_read_together_have_their_own_pages(
    call: Caller, fake: FakeBusinessMessaging
) -> None:
    for name in "abc":
        fake.templates.list.returns([make(models.Template, id=f"{name}{n}") for n in range(4)])
    client = fake.async_client() if call.asynchronous else fake.client()
    first = [call.by(client, of_channel(name)) for name in "abc"]
    second = [call.by(client, after(page)) for page in first]
    read = [[each.id for each in page.data] for page in (*first, *second)]
    assert read == [[f"{name}{n}", f"{name}{n + 1}"] for n in (0, 2) for name in "abc"]

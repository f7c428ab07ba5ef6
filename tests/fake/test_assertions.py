"""What a test asserts about the calls."""

from __future__ import annotations

from decimal import Decimal

import pytest
from cometchat_business_messaging import models
from cometchat_business_messaging.testing import ANY, FakeBusinessMessaging, FakeError, make

from tests.fake.conftest import TEMPLATE, Caller, fake_of, send
from tests.functional.support import Maker


def test_calls_of_the_fake(call: Caller, fake: FakeBusinessMessaging) -> None:
    fake.notifications.send.returns(make(models.Notification))
    call(fake, send)
    last = fake.calls[-1]
    assert last.operation == "notifications.send"
    assert last.body == models.NotificationSend(template=TEMPLATE, targets=["u"], mode="realtime")
    assert last.json["targets"] == ["u"]
    assert last.headers["apikey"]


def test_assertions(call: Caller, fake: FakeBusinessMessaging) -> None:
    send_ = fake.notifications.send
    send_.assert_not_called()
    with pytest.raises(FakeError, match="must be called once, but was never called"):
        send_.assert_called_once_with()
    send_.returns(make(models.Notification), times=2)
    call(fake, send)
    send_.assert_called_once_with(targets=["u"], mode="realtime", template=TEMPLATE, tag=None)
    with pytest.raises(
        FakeError, match=r"expected \(targets=\['v'\]\), received \(targets=\['u'\]\)$"
    ):
        send_.assert_called_once_with(targets=["v"])
    with pytest.raises(FakeError, match=r"other arguments: expected \(tag='t'\), received \(\)$"):
        send_.assert_called_with(tag="t")
    call(fake, send)
    send_.assert_any_call(mode="realtime")
    with pytest.raises(FakeError, match="must be called once, but was called twice"):
        send_.assert_called_once_with()


def test_differences_are_lists_of_arguments(fake: FakeBusinessMessaging) -> None:
    list_, create = fake.templates.list, fake.campaigns.create
    list_.returns([])
    fake.client().templates.list(page=2, limit=5)
    list_.assert_called_once_with(page=ANY, limit=5)
    with pytest.raises(
        FakeError, match=r"expected \(page=3, limit=4\), received \(page=2, limit=5\)$"
    ):
        list_.assert_called_once_with(page=3, limit=4)
    with pytest.raises(FakeError, match=r"expected \(limit=None\), received \(limit=5\)$"):
        list_.assert_called_with(limit=None)
    with pytest.raises(FakeError, match=r"templates\.list cannot have limit='x': "):
        list_.assert_any_call(limit="x")  # type: ignore[arg-type]
    create.returns(make(models.Campaign))
    fake.client().campaigns.create(name="n", template_id="t", delivery_mode="batch", tag="g")
    wanted = r"expected \(name='m', tag=None\), received \(name='n', tag='g'\)$"
    with pytest.raises(FakeError, match=wanted):
        create.assert_called_once_with(name="m", template_id="t", tag=None)
    with pytest.raises(FakeError, match=r"received \(template=TemplateReference\(key='k'\)\)$"):
        send_to_other(fake)


def send_to_other(fake: FakeBusinessMessaging) -> None:
    fake.notifications.send.returns(make(models.Notification))
    send(fake.client())
    fake.notifications.send.assert_called_once_with(template=models.TemplateReference(key="l"))


def test_dicts_and_models_are_equal_arguments(call: Caller, fake: FakeBusinessMessaging) -> None:
    send_ = fake.notifications.send
    send_.returns(make(models.Notification))
    pushed = models.TemplateReference(key="k", notification_push_data={"a": 1})
    call(fake, lambda c: c.notifications.send(template=pushed, targets=["u"], mode="realtime"))
    send_.assert_called_with(template={"key": "k", "notification_push_data": {"a": 1}})
    send_.assert_called_with(template={"key": "k", "notificationPushData": {"a": 1}})
    with pytest.raises(AssertionError):
        send_.assert_called_with(template={"key": "k"})


def test_assertions_of_parameters_and_files(call: Caller, fake: FakeBusinessMessaging) -> None:
    fake.template_channels.get.returns(make(models.TemplateChannel))
    call(fake, lambda c: c.template_channels.get("a b", "é"))
    fake.template_channels.get.assert_called_once_with("a b", "é")
    with pytest.raises(
        FakeError, match=r"expected \(channel_id='f'\), received \(channel_id='é'\)"
    ):
        fake.template_channels.get.assert_called_with("a b", "f")
    fake.campaigns.upload_csv.returns(make(models.CsvUploaded))
    call(fake, lambda c: c.campaigns.upload_csv(file=b"userId\r\nu\x00\xff\n", campaign_id="c"))
    upload = fake.campaigns.upload_csv
    upload.assert_called_once_with(file=b"userId\r\nu\x00\xff\n", campaign_id="c")
    with pytest.raises(FakeError, match=r"\(campaign_id='d'\), received \(campaign_id='c'\)"):
        upload.assert_called_once_with(campaign_id="d")


def test_a_difference_shows_the_start_of_bytes(fake: FakeBusinessMessaging) -> None:
    upload = fake.campaigns.upload_csv
    upload.returns(make(models.CsvUploaded))
    fake.client().campaigns.upload_csv(file=b"\xff" * 5_000, campaign_id="c")
    wanted = r"expected \(file=b'\\xfe'\), received \(file=b'(\\xff){60}…' of 5,000 bytes\)$"
    with pytest.raises(FakeError, match=wanted):
        upload.assert_called_once_with(file=b"\xfe")


def test_a_misspelt_name_is_an_attribute_error(fake: FakeBusinessMessaging) -> None:
    with pytest.raises(AttributeError):
        fake.notifications.sent  # type: ignore[attr-defined]  # noqa: B018
    fake.notifications.send.returns(make(models.Notification))
    send(fake.client())
    with pytest.raises(AttributeError, match="target"):
        fake.notifications.send.assert_called_once_with(target=["u"])  # type: ignore[call-arg]


def test_repeated_parameters_are_lists(fake: FakeBusinessMessaging) -> None:
    fake.campaigns.get.returns(make(models.Campaign))
    query = {"expand": ["a", "b"], "full": "yes"}
    fake.client().request("GET", "/campaigns/a", params=query)
    assert fake.calls[-1].query == query


AMOUNTS = """
paths:
  /amounts:
    post:
      operationId: amounts_add
      tags: [amounts]
      requestBody:
        content:
          application/json:
            schema: {type: object, properties: {amount: {type: number}, count: {type: integer}}}
      responses: {'204': {description: ok}}
"""


@pytest.mark.parametrize("decimal_numbers", [True, False])
def test_the_json_of_a_call_has_all_digits_of_decimal_numbers(
    call: Caller, make_package: Maker, decimal_numbers: bool
) -> None:
    _, package = fake_of(make_package, AMOUNTS, decimal_numbers=decimal_numbers)
    number = Decimal if decimal_numbers else float
    digits = "0.10000000000000000000000000001"
    with package.FakeClient() as fake:
        fake.amounts.add.returns()
        call(fake, lambda c: c.amounts.add(amount=number(digits), count=10**40))
        assert fake.calls[0].json == {"amount": number(digits), "count": 10**40}
        assert type(fake.calls[0].json["amount"]) is number


def test_the_json_of_another_body_is_an_error(fake: FakeBusinessMessaging) -> None:
    fake.templates.list.returns([])
    fake.client().templates.list()
    with pytest.raises(ValueError, match="the body is empty"):
        _ = fake.calls[0].json


@pytest.mark.parametrize("headers", [{}, {"content-type": "application/json"}])
def test_a_call_without_an_optional_body(make_package: Maker, headers: dict[str, str]) -> None:
    _, package = fake_of(make_package, AMOUNTS)
    with package.FakeClient() as fake:
        fake.amounts.add.returns()
        fake.client().request("POST", "/amounts", headers=headers)
        assert fake.calls[0].body is None
        fake.amounts.add.assert_called_once_with(amount=None)
        with pytest.raises(package.FakeError, match=r"\(amount=1\), received \(\)$"):
            fake.amounts.add.assert_called_once_with(amount=1)

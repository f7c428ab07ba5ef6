"""Valid uses of the committed client. Only the strict modes of mypy and pyright read this file; it never runs."""

from __future__ import annotations

from collections.abc import Awaitable
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path
from typing import Any, Literal, assert_type

import httpx2
from cometchat_business_messaging import (
    AsyncBusinessMessaging,
    BusinessMessaging,
    CallOptions,
    errors,
    models,
)
from cometchat_business_messaging._runtime import AsyncPage, Mismatch, Page, RawResponse
from cometchat_business_messaging.testing import FakeBusinessMessaging, make
from cometchat_business_messaging.testing import Page as ListPage


def construct() -> list[BusinessMessaging]:
    from_environment = BusinessMessaging()
    by_arguments = BusinessMessaging(
        app_id="a",
        api_key="k",
        region="eu",
        base_url="https://localhost",
        timeout=30,
        connect_timeout=2.5,
        max_retries=4,
        max_response_size=1 << 20,
        strict=True,
        follow_redirects=False,
        headers={"X-Tenant": "t"},
        http_client=httpx2.Client(),
    )
    rotating = BusinessMessaging(app_id="a", api_key=lambda: "k")
    patient = assert_type(by_arguments.with_options(timeout=None, max_retries=0), BusinessMessaging)
    return [from_environment, by_arguments, rotating, patient]


def options(client: BusinessMessaging) -> None:
    once: CallOptions = {"timeout": None, "max_retries": 0, "idempotency_key": "k"}
    assert_type(client.templates.get("t", options=once), models.Template)
    client.templates.list(options={"headers": {"X-A": "b", "X-B": None}, "query": {"q": [1]}})
    client.campaigns.send("c", options={"body": {"beta": True}, "timeout": 5})


def lists(client: BusinessMessaging) -> None:
    page = assert_type(client.templates.list(channel_id="c", limit=50), Page[models.Template])
    assert_type(page.data, list[models.Template])
    assert_type(page.has_next_page(), bool)
    assert_type(page.next_page(), Page[models.Template] | None)
    for template in page:
        assert_type(template, models.Template)
        assert_type(template.name, str)
        assert_type(template.created_at, datetime | None)
        assert_type(template.config, dict[str, Any])
        for variable in template.variable_schema.values():
            assert_type(variable, models.VariableDefinition)
    for each in client.campaigns.list().pages():
        assert_type(each, Page[models.Campaign])
    names = [channel.name for channel in client.channels.list() if channel.enabled]
    assert_type(names, list[str])
    assert_type(client.channels.get_availability(), list[models.ChannelAvailability])


def writes(client: BusinessMessaging) -> None:
    created = client.templates.create(
        name="Welcome",
        channel_ids=("c-1", "c-2"),
        variable_schema={"name": models.VariableDefinition(type="string")},
        config={"nested": [1, None]},
    )
    assert_type(created, models.Template)
    assert_type(client.templates.update(created.id, status="approved"), models.Template)
    assert_type(client.templates.delete(created.id).success, bool | None)
    campaign = client.campaigns.create(name="n", template_id=created.id, delivery_mode="batch")
    assert_type(
        client.campaigns.add_recipients(campaign.id, user_ids=["u"]), models.RecipientsAdded
    )
    sent = client.campaigns.send(campaign.id, scheduled_at=datetime.now(UTC))
    assert_type(sent.scheduled_at, datetime | None)
    client.campaigns.send(campaign.id)


def uploads(client: BusinessMessaging) -> None:
    for file in (Path("r.csv"), b"userId\n"):
        uploaded = client.campaigns.upload_csv(file=file, campaign_id="c")
        assert_type(uploaded, models.CsvUploaded)
    with open("r.csv", "rb") as opened:
        client.campaigns.upload_csv(file=opened, campaign_id="c")
        client.campaigns.upload_csv(file=("r.csv", opened, "text/csv"), campaign_id="c")
        client.campaigns.upload_csv(file=[["userId"], ("u", 1)], campaign_id="c")
        client.campaigns.upload_csv(file=[{"userId": "u", "n": 1}], campaign_id="c")
        client.campaigns.upload_csv(file=StringIO("userId"), campaign_id="c")


def notify(client: BusinessMessaging, mode: models.DeliveryMode) -> models.Notification:
    same: dict[str, models.VariableValue] = {
        "name": "Jane",
        "picture": models.ImageValue(url="u", width=1, height=1),
    }
    own: dict[str, dict[str, models.VariableValue]] = {"user-1": same, "user-2": {"name": "Bob"}}
    for_all = models.TemplateReference(key="k", variables=same)
    one_each = models.TemplateReference(id="i", variables=own)
    client.notifications.send(template=one_each, targets=["user-1", "user-2"], mode="batch")
    return client.notifications.send(template=for_all, targets=["u"], mode=mode, tag="t")


def dicts(client: BusinessMessaging, fake: FakeBusinessMessaging) -> None:
    same: dict[str, models.VariableValueOrDict] = {
        "name": "Jane",
        "picture": {"url": "u", "width": 1, "height": 1},
        "next": models.ActionValue(type="open", data="d"),
    }
    reference: models.TemplateReferenceDict = {"key": "k", "notificationPushData": {"a": 1}}
    reference["notification_push_data"] = {"a": 1}
    client.notifications.send(template=reference, targets=["u"], mode="batch")
    client.notifications.send(
        template={"key": "k", "variables": same}, targets=["u"], mode="realtime"
    )
    client.notifications.send(
        template={"key": "k", "variables": {"u": same}}, targets=["u"], mode="batch"
    )
    client.notifications.send(
        template={"key": "k", "variables": {"name": "Jane"}}, targets=["u"], mode="batch"
    )
    client.templates.create(
        name="n",
        channel_ids=["c"],
        variable_schema={"a": {"type": "string"}, "b": models.VariableDefinition(type="image")},
    )
    defined = models.VariableDefinition(type="string")
    schema: dict[str, models.VariableDefinition] = {"a": defined}
    client.templates.update("t", variable_schema=schema)
    client.templates.update("t", variable_schema={"a": {"type": defined.type}})
    client.notifications.send(template={"key": "k", "id": None}, targets=["u"], mode="batch")
    fake.notifications.send.assert_any_call(template={"key": "k"}, mode="batch")


def enumerations(channel: models.Channel) -> str:
    kinds: list[models.ChannelType] = ["push", "sms"]
    assert_type(kinds[0], Literal["in_app", "push", "sms", "email", "whatsapp", "custom"])
    if channel.type == "push":
        return "to a phone"
    return channel.type.upper()  # values that the spec does not list are accepted too


def catches(client: BusinessMessaging) -> None:
    try:
        notify(client, "realtime")
    except errors.TemplateNotApprovedError as error:
        assert_type(error.status_code, int)
        assert_type(error.code, Literal["ERR_TEMPLATE_NOT_APPROVED"])
        assert_type(error.data, models.ErrorEnvelope | None)
        assert_type(error.message, str)
        assert_type(error.body, bytes)
        assert_type(error.request_id, str | None)
        assert_type(error.headers["x"], str)
        print(error.details, error.dev_message)
    except (errors.InvalidModeError, errors.InvalidRequestError) as error:
        assert_type(error.code, Literal["ERR_INVALID_MODE", "ERR_BAD_REQUEST"])
    except errors.BadRequestError as error:
        assert_type(error.code, str | None)
    except errors.TooManyRequestsError as error:
        assert_type(error.retry_after, float | None)
    except errors.APIStatusError as error:
        error_class: type[errors.APIStatusError] = errors.CODES[400, "ERR_INVALID_MODE"]
        print(error_class, error.attempts[-1].elapsed)
    except errors.APITimeoutError as error:
        caught: TimeoutError = error
        print(caught)
    except errors.APIError as error:
        print(error.request_method, error.request_path, error.page)


def raw(client: BusinessMessaging) -> None:
    response = client.with_raw_response(client.templates.get)("t")
    assert_type(response, RawResponse[models.Template])
    assert_type(response.parse(), models.Template)
    assert_type(response.status_code, int)
    free = client.request("POST", "/segments", params={"a": [1, 2]}, json={"x": None})
    assert_type(free.content, bytes)
    for mismatch in client.drift:
        assert_type(mismatch, Mismatch)


def values(template: models.Template) -> None:
    assert_type(template.to_json(), bytes)
    assert_type(template.to_dict(), dict[str, Any])
    assert_type(models.Template.from_json(b"{}"), models.Template)
    assert_type(template.replace(name="n"), models.Template)
    assert_type(
        models.Template.from_dict(template.to_dict(by="wire", mode="json")), models.Template
    )
    assert_type(template.is_set("category"), bool)
    match template:
        case models.Template(status="approved", name=name):
            assert_type(name, str)
        case _:
            pass


def values_given_back(client: BusinessMessaging) -> None:
    campaign, template, channel = (
        client.campaigns.get("c"),
        client.templates.get("t"),
        client.channels.get("c"),
    )
    client.campaigns.create(
        name=campaign.name, template_id="t", delivery_mode=campaign.delivery_mode
    )
    client.templates.update("t", status=template.status)
    client.channels.create(name="n", type=channel.type, template_type="ui")
    definition = models.VariableDefinition(type="string")
    models.VariableDefinition(type=definition.type)
    status: str = template.status
    if status == "new" or template.status == "new":
        print(status)


async def awaits() -> None:
    async def key() -> str:
        return "k"

    async with AsyncBusinessMessaging(app_id="a", api_key=key) as client:
        template = await client.templates.get("t")
        assert_type(template, models.Template)
        page = await client.templates.list(limit=5)
        assert_type(page, AsyncPage[models.Template])
        assert_type(await page.next_page(), AsyncPage[models.Template] | None)
        async for each in client.campaigns.list():
            assert_type(each, models.Campaign)
        async for each_page in client.channels.list().pages():
            assert_type(each_page.data, list[models.Channel])
        recording = client.analytics.record_event(
            campaign_id="c", user_id="u", channel_type="in_app", event_type="viewed"
        )
        waiting: Awaitable[models.EventRecorded] = recording
        assert_type((await waiting).event_id, str)
        response = await client.with_raw_response(client.templates.get)("t")
        assert_type(response, RawResponse[models.Template])
        metrics = await client.analytics.get_channel_metrics(
            from_=datetime.now(UTC), to=datetime.now(UTC), granularity="hourly"
        )
        assert_type(metrics[0].time_series[0].delivered, int)


def fakes() -> None:
    with FakeBusinessMessaging() as fake:
        assert_type(fake.client(timeout=1.0), BusinessMessaging)
        assert_type(fake.async_client(), AsyncBusinessMessaging)
        template = make(models.Template, status="approved")
        assert_type(template, models.Template)
        fake.templates.list.returns([template]).returns(ListPage.of([template]), times=2)
        fake.templates.list.assert_called_with(limit=3)
        send = fake.notifications.send
        send.raises(errors.TooManyRequestsError, retry_after=7).returns(make(models.Notification))
        send.fails("reset", times=2)
        send.assert_called_once_with(targets=["u"], mode="realtime")
        fake.campaigns.get.replies(lambda call: make(models.Campaign, id=call.path["id"]))
        fake.campaigns.get.assert_any_call("c")
        assert_type(fake.pauses, list[float])
        fake.clock.advance(60)


def close(client: BusinessMessaging) -> None:
    with client as entered:
        assert_type(entered, BusinessMessaging)
    client.close()

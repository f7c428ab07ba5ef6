"""Requests and responses of every operation, compared with the examples in the spec.

`CALLS` has a row for each request example and for each operation without a body. `test_every_example_has_a_row` fails
if a row is missing.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from email.parser import BytesParser
from email.policy import HTTP
from typing import Any, TypeAlias
from urllib.parse import parse_qsl

import pytest
from cometchat_business_messaging import models

from tests.client.conftest import API_KEY, APP_ID, Caller
from tests.client.documented import Documented, operations
from tests.support.loopback import Loopback, Received, answer

Call: TypeAlias = Callable[[Any], Any]

CHANNEL = "664a1b2c3d4e5f6a7b8c9d0e"
TEMPLATE = "665b2c3d4e5f6a7b8c9d0e1f"
CAMPAIGN = "666c3d4e5f6a7b8c9d0e1f2a"
ORDERS = b"""\
userId,customerName,orderId
user-001,Jane Doe,ORD-001
user-002,John Smith,ORD-002
user-003,Alice Johnson,ORD-003
"""
APPOINTMENTS = b"""\
user_id,name,appointment_number
user-1,Bob,32893
user-2,Alice,44521
user-3,Charlie,55102
"""
VALUES: dict[str, models.VariableValue] = {
    "name": "Bob",
    "photo": models.ImageValue(url="https://cdn.example.com/pic.jpg", width=100, height=100),
    "cta": models.ActionValue(type="web", data="https://example.com/orders/123"),
}
JANUARY = (datetime(2024, 1, 1, tzinfo=UTC), datetime(2024, 1, 31, 23, 59, 59, tzinfo=UTC))
TEXT = models.VariableDefinition(type="string")
ACTION = models.VariableDefinition(type="action")

# (operationId, name of the request example or "") -> the call, and the type of its result (for a list: of its items)
CALLS: dict[tuple[str, str], tuple[Call, Any]] = {
    ("listChannels", ""): (lambda c: c.channels.list(page=1, limit=20), models.Channel),
    ("createChannel", "push"): (
        lambda c: c.channels.create(
            name="Mobile Push", type="push", template_type="data", enabled=True, config={}
        ),
        models.Channel,
    ),
    ("getChannel", ""): (lambda c: c.channels.get(CHANNEL), models.Channel),
    ("updateChannel", "rename"): (
        lambda c: c.channels.update(CHANNEL, name="In-App Notifications", enabled=True),
        models.Channel,
    ),
    ("getChannelAvailability", ""): (
        lambda c: c.channels.get_availability(),
        models.ChannelAvailability,
    ),
    ("listTemplates", ""): (
        lambda c: c.templates.list(channel_id=CHANNEL, page=1, limit=20),
        models.Template,
    ),
    ("createTemplate", "welcome"): (
        lambda c: c.templates.create(
            name="Welcome Message",
            channel_ids=[CHANNEL],
            category="onboarding",
            variable_schema={"userName": TEXT, "profileUrl": ACTION},
        ),
        models.Template,
    ),
    ("getTemplate", ""): (lambda c: c.templates.get(TEMPLATE), models.Template),
    ("updateTemplate", "approve"): (
        lambda c: c.templates.update(
            TEMPLATE,
            status="approved",
            variable_schema={"customerName": TEXT, "orderId": TEXT, "trackingUrl": ACTION},
        ),
        models.Template,
    ),
    ("deleteTemplate", ""): (lambda c: c.templates.delete(TEMPLATE), models.TemplateDeleted),
    ("listTemplateChannels", ""): (
        lambda c: c.template_channels.list(template_id=TEMPLATE, page=1, limit=20),
        models.TemplateChannel,
    ),
    ("createTemplateChannel", "inApp"): (
        lambda c: c.template_channels.create(
            template_id=TEMPLATE,
            channel_id=CHANNEL,
            channel_type="in_app",
            content={
                "title": "Hello {{customerName}}",
                "body": "Your order {{orderId}} has been confirmed.",
                "actionUrl": "{{viewOrderUrl}}",
            },
        ),
        models.TemplateChannel,
    ),
    ("updateTemplateChannel", "shipped"): (
        lambda c: c.template_channels.update(
            TEMPLATE,
            CHANNEL,
            content={
                "title": "Hi {{customerName}}!",
                "body": "Order {{orderId}} is on its way.",
                "actionUrl": "{{trackingUrl}}",
            },
        ),
        models.TemplateChannel,
    ),
    ("getTemplateChannel", ""): (
        lambda c: c.template_channels.get(TEMPLATE, CHANNEL),
        models.TemplateChannel,
    ),
    ("listCampaigns", ""): (lambda c: c.campaigns.list(page=1, limit=20), models.Campaign),
    ("createCampaign", "promo"): (
        lambda c: c.campaigns.create(
            name="January Promo", template_id=TEMPLATE, delivery_mode="batch", tag="promo"
        ),
        models.Campaign,
    ),
    ("createCampaign", "blackFriday"): (
        lambda c: c.campaigns.create(
            name="Black Friday Promotion",
            template_id="TEMPLATE_ID",
            delivery_mode="batch",
            tag="marketing",
        ),
        models.Campaign,
    ),
    ("getCampaign", ""): (lambda c: c.campaigns.get(CAMPAIGN), models.Campaign),
    ("updateCampaign", "february"): (
        lambda c: c.campaigns.update(CAMPAIGN, name="February Promo", tag="february"),
        models.Campaign,
    ),
    ("addCampaignRecipients", "users"): (
        lambda c: c.campaigns.add_recipients(
            CAMPAIGN, user_ids=["user-001", "user-002", "user-003"]
        ),
        models.RecipientsAdded,
    ),
    ("uploadCampaignCsv", "orders"): (
        lambda c: c.campaigns.upload_csv(file=ORDERS, campaign_id=CAMPAIGN),
        models.CsvUploaded,
    ),
    ("uploadCampaignCsv", "appointments"): (
        lambda c: c.campaigns.upload_csv(file=APPOINTMENTS, campaign_id=CAMPAIGN),
        models.CsvUploaded,
    ),
    ("sendCampaign", "now"): (lambda c: c.campaigns.send(CAMPAIGN), models.CampaignSendResult),
    ("sendCampaign", "scheduled"): (
        lambda c: c.campaigns.send(CAMPAIGN, scheduled_at=datetime(2024, 1, 20, 9, tzinfo=UTC)),
        models.CampaignSendResult,
    ),
    ("sendNotification", "realtime"): (
        lambda c: c.notifications.send(
            template=models.TemplateReference(
                key="order-confirmation",
                variables={"customerName": "Jane", "orderId": "ORD-12345"},
            ),
            targets=["user-jane-123"],
            mode="realtime",
            title="Order Confirmed",
            tag="orders",
        ),
        models.Notification,
    ),
    ("sendNotification", "batch"): (
        lambda c: c.notifications.send(
            template=models.TemplateReference(
                key="appointment-reminder",
                variables={
                    "user-1": {"name": "Bob", "appointment_number": "32893"},
                    "user-2": {"name": "Alice", "appointment_number": "44521"},
                },
            ),
            targets=["user-1", "user-2"],
            mode="batch",
        ),
        models.Notification,
    ),
    ("sendNotification", "byId"): (
        lambda c: c.notifications.send(
            template=models.TemplateReference(
                id=TEMPLATE,
                variables={"customerName": "Jane", "orderId": "ORD-12345"},
                notification_push_data={"sound": "chime", "orderId": "ORD-12345"},
            ),
            targets=["user-jane-123"],
            mode="realtime",
        ),
        models.Notification,
    ),
    ("sendNotification", "imageAndAction"): (
        lambda c: c.notifications.send(
            template=models.TemplateReference(
                key="appointment-reminder",
                variables={"user-1": VALUES},
            ),
            targets=["user-1"],
            mode="batch",
        ),
        models.Notification,
    ),
    ("getChannelMetrics", ""): (
        lambda c: c.analytics.get_channel_metrics(
            from_=JANUARY[0], to=JANUARY[1], granularity="daily"
        ),
        models.ChannelMetrics,
    ),
    ("getUserInsights", ""): (
        lambda c: c.analytics.get_user_insights("user-jane-123"),
        models.UserInsights,
    ),
    ("recordEvent", "viewed"): (
        lambda c: c.analytics.record_event(
            campaign_id=CAMPAIGN,
            user_id="user-jane-123",
            channel_type="in_app",
            event_type="viewed",
        ),
        models.EventRecorded,
    ),
    ("computeRollup", "january"): (
        lambda c: c.analytics.compute_rollup(from_=JANUARY[0], to=JANUARY[1]),
        models.RollupResult,
    ),
}


ROWS = [pytest.param(key, id="-".join(filter(None, key))) for key in CALLS]
PAGED = [name for name in operations() if name.startswith("list")]


def test_every_example_has_a_row() -> None:
    expected = {(each.id, name) for each in operations().values() for name in each.requests or [""]}
    assert expected == CALLS.keys()


@pytest.mark.parametrize("key", ROWS)
def test_sends_the_request_of_the_example(
    caller: Caller, server: Loopback, key: tuple[str, str]
) -> None:
    operation = operations()[key[0]]
    server.play(answer(example_response(operation, key[1])))
    caller.run(CALLS[key][0])
    (request,) = server.requests
    assert (request.method, request.path) == (operation.method, operation.path)
    sent, documented = dict(parse_qsl(request.query)), operation.query
    assert normalized(sent) == normalized(documented)
    assert (request.header("appid"), request.header("apikey")) == (APP_ID, API_KEY)
    assert request.header("accept") == "application/json"
    if not operation.requests:
        assert (request.body, request.header("content-type")) == (b"", None)
    elif operation.media_type == "application/json":
        assert request.header("content-type") == "application/json"
        assert normalized(request.json()) == normalized(operation.requests[key[1]])
    else:
        assert parts(request) == operation.requests[key[1]]


@pytest.mark.parametrize("key", ROWS)
def test_decodes_the_example_of_the_response(
    caller: Caller, server: Loopback, key: tuple[str, str]
) -> None:
    call, model = CALLS[key]
    documented = example_response(operations()[key[0]], key[1])
    server.play(answer(documented))
    client = caller.client(strict=True)
    value = caller.run(call, client)
    items = getattr(value, "data", value)  # if it is a page
    several = items if isinstance(items, list) else [items]
    assert [type(item) for item in several] == [model] * len(several)
    wire = [json.loads(item.to_json()) for item in several]
    assert normalized(wire if isinstance(items, list) else wire[0]) == normalized(documented)
    assert [model.from_json(item.to_json()) for item in several] == several
    assert list(client.drift) == []


@pytest.mark.parametrize("id", PAGED)
def test_a_list_may_be_bare_or_in_an_envelope(caller: Caller, server: Loopback, id: str) -> None:
    call, _ = CALLS[id, ""]
    documented = example_response(operations()[id], "")
    server.play(answer(documented))
    bare = caller.run(call)
    server.play(answer({"data": documented, "total": len(documented)}))
    wrapped = caller.run(call)
    assert bare.data == wrapped.data
    assert (bare.metadata, wrapped.metadata) == ({}, {"total": len(documented)})


def example_response(operation: Documented, name: str) -> Any:
    """Return the response of the same name as a request example, or else the first response."""
    return operation.responses.get(name, next(iter(operation.responses.values())))


def normalized(value: Any) -> Any:
    """Convert the times in JSON to datetimes, so that all formats of a time are equal, and remove nulls."""
    if isinstance(value, dict):
        return {key: normalized(each) for key, each in value.items() if each is not None}
    if isinstance(value, list):
        return [normalized(each) for each in value]
    if isinstance(value, str) and value[10:11] == "T":
        return datetime.fromisoformat(value)
    return value


def parts(request: Received) -> dict[str, str]:
    """Return the fields of a multipart body as texts."""
    head = f"Content-Type: {request.header('content-type')}\r\n\r\n".encode()
    message = BytesParser(policy=HTTP).parsebytes(head + request.body)
    assert message.is_multipart()
    fields: dict[str, str] = {}
    for part in message.iter_parts():
        content = part.get_payload(decode=True)
        assert isinstance(content, bytes)
        fields[str(part.get_param("name", header="content-disposition"))] = content.decode()
    return fields

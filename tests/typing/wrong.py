"""Invalid uses of the committed client. Mypy and pyright report exactly the marked lines."""

from __future__ import annotations

from cometchat_business_messaging import AsyncBusinessMessaging, BusinessMessaging, errors, models
from cometchat_business_messaging.testing import FakeBusinessMessaging, make


def literals(client: BusinessMessaging) -> None:
    client.templates.update("t", status="aproved")  # wrong
    client.campaigns.create(name="n", template_id="t", delivery_mode="fast")  # wrong
    client.channels.create(name="n", type="fax", template_type="ui")  # wrong
    models.VariableDefinition(type=7)  # wrong
    client.campaigns.get("c").delivery_mode = "fast"  # wrong
    client.templates.update("t", status=input())  # wrong


def types(client: BusinessMessaging) -> None:
    client.templates.get(7)  # wrong
    client.templates.list(limit="20")  # wrong
    client.templates.create(name="n", channel_ids=[1, 2])  # wrong
    client.campaigns.send("c", scheduled_at="2024-01-15T09:30:00Z")  # wrong
    client.campaigns.upload_csv(file="r.csv", campaign_id="c")  # wrong
    client.campaigns.upload_csv(file=["a,b"], campaign_id="c")  # wrong
    client.notifications.send(template="order-confirmation", targets=["u"], mode="batch")  # wrong
    models.TemplateReference(key="k", variables={"a": 7})  # wrong


def dicts(client: BusinessMessaging, fake: FakeBusinessMessaging) -> None:
    client.notifications.send(template={"kye": "k"}, targets=["u"], mode="batch")  # wrong
    client.notifications.send(template={"key": 1}, targets=["u"], mode="batch")  # wrong
    push: models.TemplateReferenceDict = {"notificationPushDate": {}}  # wrong
    push["notificationPushData"] = 1  # wrong
    client.templates.update("t", variable_schema={"a": {}})  # wrong
    client.templates.update("t", variable_schema={"a": {"type": "fax"}})  # wrong
    client.templates.update("t", variable_schema={"a": {"typ": "image"}})  # wrong
    image: models.ImageValueDict = {"url": "u", "width": 1}  # wrong
    action: models.VariableValueOrDict = {"type": "t", "date": "d"}  # wrong
    fake.notifications.send.assert_any_call(template={"kye": "k"})  # wrong
    del image, action


def arguments(client: BusinessMessaging) -> None:
    client.templates.get()  # wrong
    client.templates.create(name="n")  # wrong
    client.templates.create("n", ["c"])  # wrong
    client.templates.create(name="n", channel_ids=[], colour="red")  # wrong
    client.templates.list(20)  # wrong
    client.with_options(max_retry=2)  # wrong
    client.templates.get("t", options={"timeouts": 5})  # wrong
    client.templates.list(options={"max_retries": "2"})  # wrong
    BusinessMessaging("app", "key")  # wrong
    BusinessMessaging(app_key="k")  # wrong


def attributes(client: BusinessMessaging, template: models.Template) -> None:
    print(client.template)  # wrong
    print(client.templates.remove)  # wrong
    print(template.nmae)  # wrong
    print(models.Tmplate)  # wrong
    print(errors.TemplateError)  # wrong


def optional(template: models.Template) -> None:
    print(template.created_at.year)  # wrong
    print(template.category.upper())  # wrong


def failures(error: errors.InvalidModeError) -> None:
    print(error.data.error)  # wrong
    error.code = "ERR_INVALID_MODE"  # wrong
    if error.code == "ERR_BAD_REQUEST":  # wrong
        pass


async def forgotten(client: AsyncBusinessMessaging) -> None:
    template = client.templates.get("t")
    print(template.name)  # wrong
    for each in client.templates.list():  # wrong
        del each
    with client:  # wrong
        pass


def fakes(fake: FakeBusinessMessaging) -> None:
    fake.notifications.sent.returns(make(models.Notification))  # wrong
    fake.notifications.send.returns(make(models.Template))  # wrong
    fake.notifications.send.returns()  # wrong
    fake.notifications.send.raises(ValueError)  # wrong
    fake.notifications.send.raises(errors.NotFoundError, retry=3)  # wrong
    fake.notifications.send.fails("rest")  # wrong
    fake.notifications.send.assert_called_once_with(target=["u"])  # wrong
    fake.notifications.send.assert_called_once_with(mode="realtme")  # wrong
    fake.templates.list.returns(make(models.Template))  # wrong
    fake.campaigns.get.replies(lambda call: make(models.Template))  # wrong

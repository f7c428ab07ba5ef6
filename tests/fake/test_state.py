"""Answers without a script: from the examples, and from the state that a fake remembers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from cometchat_business_messaging import errors, models
from cometchat_business_messaging.testing import FakeBusinessMessaging, FakeError, make

from tests.fake.conftest import Caller, by_id, send


def test_operations_without_a_script_answer_with_the_examples(call: Caller) -> None:
    with FakeBusinessMessaging(examples=True) as fake:
        assert call(fake, by_id("x")).template_name == "Order Confirmation"
        templates = call.items(fake, lambda c: c.templates.list())
        assert [each.template_id for each in templates] == ["order-confirmation"]
        fake.campaigns.get.raises(errors.ResourceNotFoundError)
        with pytest.raises(errors.ResourceNotFoundError):
            call(fake, by_id("x"))
        assert call(fake, by_id("x")).status == "sent"
        assert not list(fake.client().drift)


def create_template(name: str) -> Callable[[Any], Any]:
    return lambda client: client.templates.create(name=name, channel_ids=["c"])


def test_a_page_with_many_digits_is_after_the_last_one(call: Caller) -> None:
    with FakeBusinessMessaging(state=True) as fake:
        call(fake, create_template("a"))
        assert call(fake, lambda c: c.templates.list(page=10**30)).data == []


def test_state(call: Caller) -> None:
    with FakeBusinessMessaging(state=True) as fake:
        made = [call(fake, create_template(name)) for name in "abc"]
        assert len({each.id for each in made}) == 3
        first = made[0].id
        assert call(fake, lambda c: c.templates.get(first)).name == "a"
        changed = call(fake, lambda c: c.templates.update(first, status="approved"))
        assert (changed.name, changed.status) == ("a", "approved")
        listed = call.items(fake, lambda c: c.templates.list(limit=2))
        assert [(each.name, each.id) for each in listed] == [(each.name, each.id) for each in made]
        assert call.items(fake, lambda c: c.templates.list(page=2, limit=2))[0].name == "c"
        assert call(fake, lambda c: c.templates.delete(first)).success
        assert len(call.items(fake, lambda c: c.templates.list())) == 2
        for use in (
            lambda c: c.templates.get(first),
            lambda c: c.templates.update(first, name="b"),
            lambda c: c.templates.delete(first),
        ):
            with pytest.raises(errors.ResourceNotFoundError):
                call(fake, use)


def test_the_id_of_a_deleted_item_is_not_given_again(call: Caller) -> None:
    with FakeBusinessMessaging(state=True) as fake:
        deleted = call(fake, create_template("a")).id
        call(fake, lambda c: c.templates.delete(deleted))
        assert call(fake, create_template("b")).id != deleted
        with pytest.raises(errors.ResourceNotFoundError):
            call(fake, lambda c: c.templates.get(deleted))


def test_items_with_keys_of_the_caller(call: Caller, fake: FakeBusinessMessaging) -> None:
    fake.seed(make(models.TemplateChannel, template_id="t", channel_id="a/b"))
    assert call(fake, lambda c: c.template_channels.get("t", "a/b")).channel_id == "a/b"
    content = {"title": "x"}
    new = call(
        fake,
        lambda c: c.template_channels.create(
            template_id="t", channel_id="c", channel_type="push", content=content
        ),
    )
    assert (new.template_id, new.channel_id, new.content) == ("t", "c", content)
    assert call(fake, lambda c: c.template_channels.get("t", "c")) == new
    with pytest.raises(errors.ConflictError):
        call(
            fake,
            lambda c: c.template_channels.create(
                template_id="t", channel_id="c", channel_type="push", content=content
            ),
        )


def test_seeded_items(call: Caller, fake: FakeBusinessMessaging) -> None:
    fake.seed(make(models.Campaign, id="a"), make(models.Campaign, id="b", name="x"))
    assert call(fake, by_id("b")).name == "x"
    with pytest.raises(errors.ResourceNotFoundError):
        call(fake, by_id("c"))
    wanted = (
        r"^the API has no collection of Notification; seed\(\) takes models of Channel, Template, "
    )
    with pytest.raises(FakeError, match=wanted):
        fake.seed(make(models.Notification))
    for kind, advice in {
        models.Campaign: r"pass make\(models\.Campaign\), not the class",
        models.Notification: "no collection of Notification",
    }.items():
        with pytest.raises(FakeError, match=advice):
            fake.seed(kind)  # type: ignore[arg-type]
    with pytest.raises(FakeError, match="no collection of dict"):
        fake.seed({"id": "a"})  # type: ignore[arg-type]
    with pytest.raises(FakeError, match="of Campaign has no parameters, not shop"):
        fake.seed(make(models.Campaign), shop="x")
    fake.clear()
    with pytest.raises(errors.ResourceNotFoundError):
        call(fake, by_id("a"))


def test_a_call_that_cannot_be_remembered_needs_a_script() -> None:
    with FakeBusinessMessaging(state=True) as fake:
        with pytest.raises(FakeError, match="the test scripts no answer"):
            send(fake.client())
        fake.clear()


def test_a_body_with_a_byte_order_mark_is_remembered_and_compared() -> None:
    with FakeBusinessMessaging(state=True) as fake:
        content = b"\xef\xbb\xbf" + b'{"name": "a", "channelIds": ["c"]}'
        headers = {"content-type": "application/json"}
        made = fake.client().request("POST", "/templates", content=content, headers=headers).json()
        assert fake.client().templates.get(made["id"]).name == "a"
        fake.templates.create.assert_called_once_with(name="a", channel_ids=["c"])

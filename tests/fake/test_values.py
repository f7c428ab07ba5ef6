"""Values that a test makes."""

from __future__ import annotations

import pytest
from cometchat_business_messaging import models
from cometchat_business_messaging.testing import (
    AsyncPage,
    FakeBusinessMessaging,
    FakeError,
    Page,
    make,
)

from tests.fake.conftest import Caller


def test_made_models_are_complete_and_the_same_in_every_run() -> None:
    made = make(models.Template, status="approved")
    assert made == make(models.Template, status="approved")
    assert made.status == "approved"
    assert made == models.Template.from_json(made.to_json())


def test_each_model_can_be_made() -> None:
    kinds = [getattr(models, name) for name in dir(models)]
    made = [
        kind for kind in kinds if hasattr(kind, "__struct_fields__") and make(kind) == make(kind)
    ]
    assert len(made) > 30


def test_values_that_the_document_does_not_allow_are_refused(fake: FakeBusinessMessaging) -> None:
    with pytest.raises(FakeError, match="status: must be one of"):
        make(models.Template, status="approvd")
    with pytest.raises(FakeError, match="stauts"):
        make(models.Template, stauts="approved")
    broken = make(models.Template)
    broken.status = "approvd"  # type: ignore[assignment]
    with pytest.raises(FakeError, match=r"templates.get cannot return this value: .*status"):
        fake.templates.get.returns(broken)
    with pytest.raises(FakeError, match=r"templates.list cannot return these items: \[0\].*status"):
        fake.templates.list.returns([broken])
    with pytest.raises(FakeError, match="cannot return this value"):
        fake.templates.get.returns(make(models.Campaign))  # type: ignore[arg-type]


def test_pages_by_hand(call: Caller, fake: FakeBusinessMessaging) -> None:
    items = [make(models.Template, id="a")]
    page = Page.of(items, total=1)
    assert (list(page), page.data, page.has_next_page()) == (items, items, False)
    assert (page.metadata, page.total) == ({"total": 1}, 1)
    assert "1 items" in repr(page)
    assert AsyncPage.of(items).data == items
    fake.templates.list.returns(page)
    assert call.items(fake, lambda c: c.templates.list()) == items


def test_dicts_become_models() -> None:
    made = make(models.Template, variable_schema={"a": {"type": "image"}})
    assert made.variable_schema == {"a": models.VariableDefinition(type="image")}
    with pytest.raises(FakeError, match="did you mean type"):
        make(models.Template, variable_schema={"a": {"typ": "image"}})

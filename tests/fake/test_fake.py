"""What a test can do with the fake of the committed client."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx2
import pytest
from cometchat_business_messaging import AsyncBusinessMessaging, BusinessMessaging, errors, models
from cometchat_business_messaging.testing import (
    ANY,
    AsyncPage,
    FakeBusinessMessaging,
    FakeError,
    Page,
    make,
)

from tests.fake.conftest import Caller
from tests.support.harness import ROOT

TEMPLATE = models.TemplateReference(key="k")


def send(client: Any) -> Any:
    return client.notifications.send(template=TEMPLATE, targets=["u"], mode="realtime")


def by_id(id: str) -> Callable[[Any], Any]:
    return lambda client: client.campaigns.get(id)


# --- values ----------------------------------------------------------------------------------------------------------


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


# --- errors ----------------------------------------------------------------------------------------------------------


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


def test_a_class_of_several_statuses_needs_one(fake: FakeBusinessMessaging) -> None:
    with pytest.raises(FakeError, match="pass status_code=4"):
        fake.notifications.send.raises(errors.ClientError)
    fake.notifications.send.raises(errors.ClientError, status_code=418)
    with pytest.raises(errors.ClientError) as caught:
        send(fake.client())
    assert caught.value.status_code == 418


# --- failures --------------------------------------------------------------------------------------------------------


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
        call(
            fake,
            lambda c: c.campaigns.upload_csv(file=upload, campaign_id="c"),
            max_retries=0,
        )
    if kind is errors.APITimeoutError:
        assert "the timeout of 60 s has passed" in str(caught.value)


def test_a_failure_is_retried(call: Caller, fake: FakeBusinessMessaging) -> None:
    fake.campaigns.get.fails("reset", times=2).returns(make(models.Campaign, id="a"))
    assert call(fake, lambda c: c.campaigns.get("a")).id == "a"
    assert fake.pauses == [0.5, 1.0]


def test_an_unknown_failure_is_refused(fake: FakeBusinessMessaging) -> None:
    with pytest.raises(FakeError, match="takes one of refused"):
        fake.campaigns.get.fails("rest")  # type: ignore[arg-type]


# --- code that builds its own client ---------------------------------------------------------------------------------


def test_a_client_of_the_code_under_test_meets_the_fake(
    fake: FakeBusinessMessaging,
) -> None:
    fake.campaigns.get.returns(make(models.Campaign, id="a"), times=4)
    own = httpx2.Client(base_url="http://unreachable.invalid")
    with BusinessMessaging() as client:
        assert client.campaigns.get("a").id == "a"
    with BusinessMessaging(app_id="real", api_key="real", region="eu") as client:
        assert client.campaigns.get("a").id == "a"
    with BusinessMessaging(base_url="https://real.example/v3/business-messaging/api") as client:
        assert client.campaigns.get("a").id == "a"
    with BusinessMessaging(http_client=own) as client:
        assert client.campaigns.get("a").id == "a"


def test_the_environment_is_restored(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMETCHAT_REGION", "eu")
    monkeypatch.setenv("COMETCHAT_TIMEOUT", "3")
    before = dict(os.environ)
    with FakeBusinessMessaging():
        assert os.environ["COMETCHAT_REGION"] != "eu"
        assert "COMETCHAT_TIMEOUT" not in os.environ
    assert dict(os.environ) == before


def test_fakes_within_each_other_stay_apart(call: Caller) -> None:
    with FakeBusinessMessaging() as outer, FakeBusinessMessaging() as inner:
        outer.campaigns.get.returns(make(models.Campaign, id="outer"))
        inner.campaigns.get.returns(make(models.Campaign, id="inner"))
        assert call(outer, lambda c: c.campaigns.get("a")).id == "outer"
        kind = AsyncBusinessMessaging if call.asynchronous else BusinessMessaging
        assert call.by(kind(), lambda c: c.campaigns.get("a")).id == "inner"


def test_importing_the_package_does_not_import_the_fake() -> None:
    code = "import sys, cometchat_business_messaging as c; c.BusinessMessaging;"
    code += "print([name for name in sys.modules if 'testing' in name and 'cometchat' in name])"
    environment = {**os.environ, "PYTHONPATH": "generated"}
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=environment, check=True
    )
    assert run.stdout.strip() == "[]"


# --- what the test scripts and what the code does --------------------------------------------------------------------


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


def test_dicts_become_models() -> None:
    made = make(models.Template, variable_schema={"a": {"type": "image"}})
    assert made.variable_schema == {"a": models.VariableDefinition(type="image")}
    with pytest.raises(FakeError, match="did you mean type"):
        make(models.Template, variable_schema={"a": {"typ": "image"}})


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


def test_a_misspelt_name_is_an_attribute_error(fake: FakeBusinessMessaging) -> None:
    with pytest.raises(AttributeError):
        fake.notifications.sent  # type: ignore[attr-defined]  # noqa: B018
    fake.notifications.send.returns(make(models.Notification))
    send(fake.client())
    with pytest.raises(AttributeError, match="target"):
        fake.notifications.send.assert_called_once_with(target=["u"])  # type: ignore[call-arg]


# --- values of a test ------------------------------------------------------------------------------------------------


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


# --- requests --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        ({"name": "n"}, "a body that the document does not allow"),
        (None, "has no body"),
    ],
)
def test_requests_that_the_document_does_not_allow_are_refused(body: Any, problem: str) -> None:
    given = {} if body is None else {"json": body}
    with FakeBusinessMessaging() as fake:
        client = fake.client()
        with pytest.raises(FakeError, match=problem):
            client.request("POST", "/campaigns", **given)
        fake.clear()


def test_requests_without_credentials_are_refused() -> None:
    with FakeBusinessMessaging() as fake:
        http_client: Any = fake._connections.sync
        with pytest.raises(FakeError, match=r"campaigns\.get has no credentials"):
            http_client.get(f"{fake._base_url}/campaigns/a")
        fake.clear()


# --- answers without a script ----------------------------------------------------------------------------------------


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


@pytest.mark.parametrize("seconds", [-5, float("nan"), float("inf")])
def test_time_only_passes_by_a_finite_number(seconds: float) -> None:
    with FakeBusinessMessaging() as fake, pytest.raises(FakeError, match="seconds from 0"):
        fake.clock.advance(seconds)


@pytest.mark.parametrize("error", [ValueError, errors.APITimeoutError, ValueError("x")])
def test_only_errors_with_a_response_are_raised(error: Any) -> None:
    with FakeBusinessMessaging() as fake, pytest.raises(FakeError, match=r"not \w+; fails\(\)"):
        fake.campaigns.get.raises(error)


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


def test_repeated_parameters_are_lists(fake: FakeBusinessMessaging) -> None:
    fake.campaigns.get.returns(make(models.Campaign))
    query = {"expand": ["a", "b"], "full": "yes"}
    fake.client().request("GET", "/campaigns/a", params=query)
    assert fake.calls[-1].query == query


# --- pytest ----------------------------------------------------------------------------------------------------------

SUITE = """
from cometchat_business_messaging import BusinessMessaging, models
from cometchat_business_messaging.testing import make

def test_good(business_messaging):
    business_messaging.campaigns.get.returns(make(models.Campaign, id="a"))
    assert BusinessMessaging().campaigns.get("a").id == "a"

def test_unused(business_messaging):
    business_messaging.campaigns.get.returns(make(models.Campaign))

def test_failing(business_messaging):
    business_messaging.campaigns.get.returns(make(models.Campaign))
    assert False
"""


def test_the_fixture(tmp_path: Path) -> None:
    metadata = tomllib.loads((ROOT / "generated" / "pyproject.toml").read_text("utf-8"))
    (plugin,) = metadata["project"]["entry-points"]["pytest11"].values()
    (tmp_path / "test_suite.py").write_text(SUITE)
    command = [sys.executable, "-m", "pytest", "-q", "-p", plugin, "-p", "no:cacheprovider"]
    # The environment can have the package installed, whose entry point names the plugin, too.
    alone = {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "PYTHONPATH": str(ROOT / "generated")}
    environment = {**os.environ, **alone}
    run = subprocess.run(
        command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
    )
    assert "1 failed, 2 passed, 1 error" in run.stdout
    assert "campaigns.get was asked for 0 of its 1 scripted answers" in run.stdout


# --- the README ------------------------------------------------------------------------------------------------------


def test_the_section_of_the_readme_works() -> None:
    readme = (ROOT / "generated" / "README.md").read_text("utf-8")
    section = readme.partition("\n## Testing\n")[2].partition("\n## ")[0]
    blocks = re.findall(r"```python\n(.*?)```", section, re.DOTALL)
    assert blocks
    for block in blocks:
        names: dict[str, Any] = {}
        exec(block, names)
        tests = [value for name, value in names.items() if name.startswith("test_")]
        assert tests
        for test in tests:
            test()

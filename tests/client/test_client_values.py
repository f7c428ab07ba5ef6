"""Times, omitted arguments, validation before a request is sent, and files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest
from cometchat_business_messaging import errors, models

from tests.client.conftest import Caller
from tests.client.documented import operations
from tests.support.loopback import Loopback, Received, answer

SENT = next(iter(operations()["sendCampaign"].responses.values()))
METRICS: list[Any] = []
NOTIFIED = next(iter(operations()["sendNotification"].responses.values()))
UPLOADED = next(iter(operations()["uploadCampaignCsv"].responses.values()))
CSV = b"userId,name\r\nu-1,\xc3\x84nne\r\n"
INDIA = timezone(timedelta(hours=5, minutes=30))


# --- times -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("moment", "sent"),
    [
        (datetime(2024, 1, 15, 9, 30, tzinfo=UTC), "2024-01-15T09:30:00.000Z"),
        (datetime(2024, 1, 15, 15, 0, tzinfo=INDIA), "2024-01-15T09:30:00.000Z"),
        (datetime(2024, 1, 15, 9, 30, 1, 250_000, tzinfo=UTC), "2024-01-15T09:30:01.250Z"),
        (datetime(2024, 1, 1, 0, 30, tzinfo=INDIA), "2023-12-31T19:00:00.000Z"),
    ],
)
def test_a_time_is_sent_in_utc(
    caller: Caller, server: Loopback, moment: datetime, sent: str
) -> None:
    server.play(answer(SENT))
    caller.run(lambda c: c.campaigns.send("c-1", scheduled_at=moment))
    assert server.requests[0].json() == {"scheduledAt": sent}
    server.play(answer(METRICS))
    caller.run(lambda c: c.analytics.get_channel_metrics(from_=moment, to=moment))
    assert parse_qs(server.requests[0].query) == {"from": [sent], "to": [sent]}


@pytest.mark.parametrize("text", ["2024-01-15T09:30:00.123Z", "2024-01-15T15:00:00.123+05:30"])
def test_a_received_time_has_a_time_zone(caller: Caller, server: Loopback, text: str) -> None:
    server.play(answer({**SENT, "scheduledAt": text}))
    moment = caller.run(lambda c: c.campaigns.send("c-1")).scheduled_at
    assert moment == datetime(2024, 1, 15, 9, 30, 0, 123_000, tzinfo=UTC)
    assert moment.utcoffset() is not None


def test_the_error_for_a_naive_time_names_the_argument(caller: Caller, server: Loopback) -> None:
    naive, aware = datetime(2024, 1, 15), datetime(2024, 1, 15, tzinfo=UTC)
    for name, use in {
        "scheduled_at": lambda c: c.campaigns.send("c-1", scheduled_at=naive),
        "to": lambda c: c.analytics.get_channel_metrics(from_=aware, to=naive),
        "from_": lambda c: c.analytics.compute_rollup(from_=naive, to=aware),
    }.items():
        with pytest.raises(errors.ArgumentError) as caught:
            caller.run(use)
        assert caught.value.argument == name
        assert "time zone" in str(caught.value)
    assert server.requests == []


# --- omitted arguments -----------------------------------------------------------------------------------------------


def test_omitted_arguments_and_none_are_not_sent(caller: Caller, server: Loopback) -> None:
    server.play(answer(SENT))
    caller.run(lambda c: c.campaigns.send("c-1"))
    caller.run(lambda c: c.campaigns.send("c-1", scheduled_at=None))
    assert [request.json() for request in server.requests] == [
        {},
        {},
    ], "scheduledAt is not nullable"
    server.play(answer([]))
    caller.run(lambda c: c.templates.list(channel_id=None, limit=None))
    assert server.requests[0].target == "/templates"


def test_false_and_empty_values_are_sent(caller: Caller, server: Loopback) -> None:
    server.play(answer(next(iter(operations()["updateChannel"].responses.values()))))
    caller.run(lambda c: c.channels.update("1", name="", enabled=False, config={}))
    assert server.requests[0].json() == {"name": "", "enabled": False, "config": {}}


def test_null_in_a_response_is_none(caller: Caller, server: Loopback) -> None:
    server.play(answer({**SENT, "scheduledAt": None}))
    assert caller.run(lambda c: c.campaigns.send("c-1")).scheduled_at is None


def test_null_inside_untyped_values_is_sent(caller: Caller, server: Loopback) -> None:
    server.play(answer(next(iter(operations()["updateChannel"].responses.values()))))
    caller.run(lambda c: c.channels.update("1", config={"a": None, "b": [None, {"c": 1.5}]}))
    assert server.requests[0].json() == {"config": {"a": None, "b": [None, {"c": 1.5}]}}


# --- validation before a request is sent -----------------------------------------------------------------------------

TEMPLATE = models.TemplateReference(key="k")
INVALID: dict[str, Any] = {
    "mode": lambda c: c.notifications.send(template=TEMPLATE, targets=["u"], mode="fast"),
    "targets": lambda c: c.notifications.send(template=TEMPLATE, targets=[], mode="batch"),
    "user_ids": lambda c: c.campaigns.add_recipients("1", user_ids=[]),
    "user_ids.0": lambda c: c.campaigns.add_recipients("1", user_ids=[7]),
    "name": lambda c: c.campaigns.update("1", name=7),
    "page": lambda c: c.templates.list(page=0),
    "limit": lambda c: c.templates.list(limit=-1),
    "id": lambda c: c.templates.get(""),
    "status": lambda c: c.templates.update("1", status="aproved"),
    "granularity": lambda c: c.analytics.get_channel_metrics(
        from_=datetime.now(UTC), to=datetime.now(UTC), granularity="weekly"
    ),
}


@pytest.mark.parametrize("argument", INVALID)
def test_the_error_for_an_invalid_argument_names_it(
    caller: Caller, server: Loopback, argument: str
) -> None:
    with pytest.raises(errors.ArgumentError) as caught:
        caller.run(INVALID[argument])
    assert re.sub(r"\[(\d+)\]", r".\1", caught.value.argument) == argument
    assert server.requests == []


def test_more_than_ten_thousand_targets_are_refused(caller: Caller, server: Loopback) -> None:
    server.play(answer(NOTIFIED))
    users = [f"u-{number}" for number in range(10_001)]
    with pytest.raises(errors.ArgumentError, match="targets"):
        caller.run(lambda c: c.notifications.send(template=TEMPLATE, targets=users, mode="batch"))
    assert server.requests == []
    caller.run(lambda c: c.notifications.send(template=TEMPLATE, targets=users[1:], mode="batch"))
    assert len(server.requests[0].json()["targets"]) == 10_000


def test_realtime_takes_exactly_one_target(caller: Caller, server: Loopback) -> None:
    server.play(answer(NOTIFIED))
    with pytest.raises(
        errors.ArgumentError, match="at most 1 item when mode is 'realtime'"
    ) as caught:
        caller.run(
            lambda c: c.notifications.send(template=TEMPLATE, targets=["a", "b"], mode="realtime")
        )
    assert caught.value.argument == "targets"
    assert server.requests == []
    caller.run(lambda c: c.notifications.send(template=TEMPLATE, targets=["a"], mode="realtime"))
    assert server.requests[0].json()["targets"] == ["a"]


@pytest.mark.parametrize("values", [{}, {"key": "k", "id": "i"}])
def test_a_template_reference_requires_exactly_one_of_key_and_id(values: dict[str, str]) -> None:
    with pytest.raises(errors.ArgumentError, match=r"key.*id"):
        models.TemplateReference(**values)  # type: ignore[arg-type]


# --- variables: texts, images, actions -------------------------------------------------------------------------------


def send_to(client: Any, **arguments: Any) -> Any:
    return client.notifications.send(**arguments)


def test_variables_are_sent_for_all_users_or_by_user(caller: Caller, server: Loopback) -> None:
    server.play(answer(NOTIFIED))
    variables: dict[str, models.VariableValue] = {
        "text": "Jane",
        "picture": models.ImageValue(url="https://x/y.png", width=1, height=2),
        "button": models.ActionValue(type="web", data="https://x"),
    }
    wire = {
        "text": "Jane",
        "picture": {"url": "https://x/y.png", "width": 1, "height": 2},
        "button": {"type": "web", "data": "https://x"},
    }
    for value, sent in [(variables, wire), ({"u-1": variables}, {"u-1": wire})]:
        template = models.TemplateReference(
            id="t-1",
            variables=value,  # type: ignore[arg-type]  # either type
            notification_push_data={"sound": None, "badge": 1},
        )
        server.play(answer(NOTIFIED))
        caller.run(
            partial(send_to, template=template, targets=["u-1"], mode="batch"),
        )
        assert server.requests[0].json()["template"] == {
            "id": "t-1",
            "variables": sent,
            "notificationPushData": {"sound": None, "badge": 1},
        }


# --- files -----------------------------------------------------------------------------------------------------------


def part(request: Received, name: str) -> tuple[str, bytes]:
    """Return the headers and the content of one part of a multipart body."""
    boundary = str(request.header("content-type")).partition("boundary=")[2].strip('"')
    for piece in request.body.split(b"--" + boundary.encode())[1:-1]:
        head, _, content = piece.removeprefix(b"\r\n").partition(b"\r\n\r\n")
        if f'name="{name}"' in head.decode():
            return head.decode(), content.removesuffix(b"\r\n")
    raise AssertionError(f"no part {name!r}")


@pytest.fixture
def csv(tmp_path: Path) -> Path:
    path = tmp_path / "recipients of may.csv"
    path.write_bytes(CSV)
    return path


def upload(caller: Caller, server: Loopback, file: Any) -> tuple[str, bytes]:
    server.play(answer(UPLOADED))
    result = caller.run(partial(upload_to, file=file))
    assert isinstance(result, models.CsvUploaded)
    (request,) = server.requests
    assert str(request.header("content-type")).startswith("multipart/form-data; boundary=")
    assert part(request, "campaignId")[1] == b"c-1"
    return part(request, "file")


def test_a_path_is_uploaded(caller: Caller, server: Loopback, csv: Path) -> None:
    head, content = upload(caller, server, csv)
    assert content == CSV
    assert 'filename="recipients of may.csv"' in head
    assert "Content-Type: text/csv" in head


def test_bytes_are_uploaded(caller: Caller, server: Loopback) -> None:
    head, content = upload(caller, server, CSV)
    assert content == CSV
    assert re.search(r'filename="[^"]+"', head), "a part without a file name is not a file"
    assert "Content-Type: text/csv" in head


def test_an_open_file_is_uploaded_and_stays_open(
    caller: Caller, server: Loopback, csv: Path
) -> None:
    with csv.open("rb") as file:
        head, content = upload(caller, server, file)
        assert not file.closed
    assert content == CSV
    assert 'filename="recipients of may.csv"' in head
    assert "Content-Type: text/csv" in head


def test_a_file_with_an_explicit_name_and_type(caller: Caller, server: Loopback) -> None:
    head, content = upload(caller, server, ("ä.csv", BytesIO(CSV), "text/tab-separated-values"))
    assert content == CSV
    assert "Content-Type: text/tab-separated-values" in head
    assert ".csv" in head


class SizeRecorder(BytesIO):
    """A file that records the sizes of its reads."""

    def __init__(self, content: bytes) -> None:
        super().__init__(content)
        self.sizes: list[int] = []

    def read(self, size: int | None = -1, /) -> bytes:
        piece = super().read(size)
        self.sizes.append(len(piece))
        return piece


def test_a_file_is_streamed(caller: Caller, server: Loopback) -> None:
    file = SizeRecorder(b"userId\n" + b"u-1\n" * 500_000)
    _, content = upload(caller, server, file)
    assert content == file.getvalue()
    assert max(file.sizes) <= 1 << 20, "one piece at a time"
    assert server.requests[0].header("content-length") is not None


def test_a_stream_of_unknown_length_is_sent_in_chunks(caller: Caller, server: Loopback) -> None:
    class Pipe:
        def __init__(self) -> None:
            self.pieces: Iterator[bytes] = iter([b"userId\n", b"u-1\n", b""])

        def read(self, size: int = -1) -> bytes:
            return next(self.pieces)

    _, content = upload(caller, server, Pipe())
    assert content == b"userId\nu-1\n"
    assert server.requests[0].header("transfer-encoding") == "chunked"


def upload_to(client: Any, file: Any) -> Any:
    return client.campaigns.upload_csv(file=file, campaign_id="c-1")


def test_an_argument_that_is_not_a_file_is_refused(
    caller: Caller, server: Loopback, csv: Path
) -> None:
    for invalid in (str(csv), csv.with_name("none.csv"), object(), 7):
        with pytest.raises(errors.ArgumentError) as caught:
            caller.run(partial(upload_to, file=invalid))
        assert caught.value.argument == "file"
    assert server.requests == []

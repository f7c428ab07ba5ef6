"""Call the clients of the golden cases over real sockets, with values that are difficult to encode."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import parse_qs, unquote

import pytest

from generator.emit.render import render
from generator.parser import SettingsInput
from generator.runtime_facts import templates_folder
from tests.support.harness import api_of, importable, write_tree
from tests.support.loopback import Loopback, Reply, answer
from tests.test_cases import FOLDER

NAMES = SettingsInput(package="used", client="Client", env_prefix="USED")
OPTIONAL = ("max_items", "free", "counts", "closed", "anything", "additional_properties")
WHEN = datetime(2024, 1, 15, 9, 30, tzinfo=UTC)


@contextmanager
def used(case: str, folder: Path, *replies: Reply, **options: Any) -> Iterator[Any]:
    """Generate a package and provide its models and errors, a client, and the server that the client calls."""
    api = api_of(FOLDER / case / "openapi.yaml", NAMES)
    write_tree(dict(render(api, templates_folder())), folder)
    with (
        importable(folder, "used") as package,
        Loopback(*replies) as server,
        package.Client(base_url=server.url, strict=True, **options) as client,
    ):
        yield SimpleNamespace(
            client=client,
            server=server,
            models=package.models,
            errors=package.errors,
            UNSET=package.UNSET,
        )


def test_tiny(tmp_path: Path) -> None:
    with used("tiny", tmp_path, answer("hello")) as package:
        assert package.client.greetings.say_hello() == "hello"


def test_null_is_not_absent(tmp_path: Path) -> None:
    task = {"id": "1", "title": "t", "dueAt": None}
    with used("nullable", tmp_path, answer(task)) as package:
        update = package.client.tasks.update
        person = package.models.Person(name="Jane")
        for given, sent in [
            ({}, {}),
            ({"title": None, "due_at": package.UNSET}, {}),
            ({"due_at": None}, {"dueAt": None}),
            ({"due_at": WHEN}, {"dueAt": "2024-01-15T09:30:00.000Z"}),
            ({"assignee": None, "priority": None}, {"assignee": None, "priority": None}),
            (
                {"assignee": person, "priority": "high"},
                {"assignee": {"name": "Jane"}, "priority": "high"},
            ),
        ]:
            got = update("1", **given)
            assert package.server.requests[-1].json() == sent
            media_type = package.server.requests[-1].header("content-type")
            assert media_type == "application/merge-patch+json"
            assert (got.id, got.due_at, got.priority) == ("1", None, None)


def test_a_discriminator_selects_the_model(tmp_path: Path) -> None:
    circle, square = {"kind": "circle", "radius": 1.5}, {"kind": "square", "side": 2}
    with used("unions", tmp_path, answer(circle), answer(square), answer({"kind": "hexagon"})) as p:
        got = p.client.shapes.get("a")
        assert got == p.models.Circle(kind="circle", radius=1.5)
        assert p.client.shapes.get(7) == p.models.Square(kind="square", side=2.0)
        assert [r.path for r in p.server.requests] == ["/shapes/a", "/shapes/7"]
        with pytest.raises(p.errors.ResponseValidationError):
            p.client.shapes.get("b")


@pytest.mark.parametrize("label", ["text", 7, {"text": "x"}])
@pytest.mark.parametrize("inline", [True, ["a"], None])
def test_unions_in_requests_and_responses(tmp_path: Path, label: Any, inline: Any) -> None:
    inner = {"shape": {"kind": "circle", "radius": 1}, "label": label}
    wire = {
        "shape": {"kind": "square", "side": 2},
        "label": label,
        "labels": ["a", 1, {"text": "t"}, label],
        "inline": inline,
        "inner": inner,
    }
    with used("unions", tmp_path, answer(wire)) as package:
        models = package.models
        drawing = models.Drawing.from_json(json.dumps(wire))
        assert json.loads(drawing.to_json()) == wire
        got = package.client.shapes.create(
            **{
                name: getattr(drawing, name)
                for name in ("shape", "label", "labels", "inline", "inner")
            }
        )
        assert package.server.requests[0].json() == wire
        assert got == drawing
        expected = models.Caption(text="x") if isinstance(label, dict) else label
        assert got.inner.label == got.labels[-1] == expected


def test_additional_properties(tmp_path: Path) -> None:
    wire = {
        "owner": "me",
        "maxItems": 3,
        "free": {"a": [None, {"b": 1}]},
        "counts": {"x": 1},
        "closed": {
            "class": "c",
            "camelCase": "a",
            "snake_case": "b",
            "kebab-case": "d",
            "@id": "e",
            "2fa": True,
        },
        "anything": [1, "x"],
        "other": {"value": "v"},
        "max_items": {"value": "the Python name of another one"},
    }
    with used("extras", tmp_path, answer(wire)) as package:
        models = package.models
        settings = models.Settings.from_json(json.dumps(wire))
        assert (settings.owner, settings.max_items) == ("me", 3)
        assert settings.additional_properties.keys() == {"other", "max_items"}
        assert settings.additional_properties["other"] == models.Setting(value="v")
        assert settings.closed.class_ == "c"
        assert json.loads(settings.to_json()) == wire
        got = package.client.settings.update(
            owner="me",
            **{name: getattr(settings, name) for name in OPTIONAL},
        )
        assert package.server.requests[0].json() == wire
        assert got == settings


def test_styles_of_paths(tmp_path: Path) -> None:
    with used("parameters", tmp_path, Reply(204)) as package:
        point = package.models.Point(x=1, y=2)
        package.client.paths.simple(5, ["a b", "c/d"], point)
        package.client.paths.label_and_matrix(["a", "b"], point)
        first, second = (request.path for request in package.server.requests)
        assert first == "/simple/5/a%20b,c%2Fd/x=1,y=2"
        assert unquote(second) in ("/label/.a,b/matrix/;x=1;y=2", "/label/.a.b/matrix/;x=1;y=2")


def test_styles_of_queries(tmp_path: Path) -> None:
    with used("parameters", tmp_path, Reply(204)) as package:
        point = package.models.Point(x=1, y=2)
        package.client.queries.query(
            flag=False,
            from_=WHEN,
            day=date(2024, 1, 15),
            exploded=["a", "b&c"],
            commas=[1, 2],
            spaces=["a", "b"],
            pipes=["a", "b"],
            deep=point,
            reserved="a/b:c",
            sort_by="-name",
            bounded=4,
            json=point,
        )
        query = package.server.requests[0].query
        assert parse_qs(query) == {
            "flag": ["false"],
            "from": ["2024-01-15T09:30:00.000Z"],
            "day": ["2024-01-15"],
            "exploded": ["a", "b&c"],
            "commas": ["1,2"],
            "spaces": ["a b"],
            "pipes": ["a|b"],
            "deep[x]": ["1"],
            "deep[y]": ["2"],
            "reserved": ["a/b:c"],
            "sort-by": ["-name"],
            "bounded": ["4"],
            "json": ['{"x":1,"y":2}'],
        }
        assert "reserved=a/b:c" in query
        for name, value in [("bounded", 11), ("bounded", 3), ("sort_by", "age"), ("flag", "yes")]:
            with pytest.raises(package.errors.ArgumentError) as caught:
                package.client.queries.query(**{"flag": True, name: value})
            assert caught.value.argument == name
        assert len(package.server.requests) == 1


def test_headers_and_cookies(tmp_path: Path) -> None:
    with used("parameters", tmp_path, Reply(204)) as package:
        call = package.client.headers.headers_and_cookies
        call(x_trace_id="t", x_list=["a", "b"], session="s 1")
        (request,) = package.server.requests
        assert (request.header("x-trace-id"), request.header("x-list")) == ("t", "a,b")
        assert str(request.header("cookie")).startswith("session=")
        for wrong in ("", "a\r\nX-Evil: 1", "a\0"):
            with pytest.raises(package.errors.ArgumentError) as caught:
                call(x_trace_id=wrong)
            assert caught.value.argument == "x_trace_id"
        assert len(package.server.requests) == 1


def test_request_bodies_other_than_json(tmp_path: Path) -> None:
    text = Reply(200, "grüße".encode(), content_type="text/plain; charset=utf-8")
    with used("multipart", tmp_path, answer({"id": "1"}), text, Reply(204)) as package:
        files = package.client.files
        meta = package.models.MetaInput(width=3, secret="s")
        files.upload(
            file=("a.png", b"PNG"), name="n", tags=["x", "y"], meta=meta, extra=[b"1", b"2"]
        )
        assert files.rename("f", name="a&b", times=[1, 2]) == "grüße"
        files.replace("f", body=b"\x00\xff")
        upload, rename, replace = package.server.requests
        assert b'{"width":3,"secret":"s"}' in upload.body
        assert b"Content-Type: application/json" in upload.body
        assert b"Content-Type: image/png\r\n" in upload.body
        assert upload.body.count(b'name="extra"') == 2
        assert rename.header("content-type") == "application/x-www-form-urlencoded"
        assert parse_qs(rename.body.decode()) == {"name": ["a&b"], "times": ["1", "2"]}
        assert (replace.header("content-type"), replace.body) == (
            "application/octet-stream",
            b"\x00\xff",
        )


def test_responses_other_than_json(tmp_path: Path) -> None:
    binary = Reply(200, b"\x00" * 100_000, content_type="application/octet-stream")
    lines = Reply(200, b'{"width": 1}\n{"width": 2}\n', content_type="application/jsonl")
    events = Reply(200, b'data: {"width": 3}\n\n', content_type="text/event-stream")
    with used("multipart", tmp_path, binary, lines, events) as package:
        with package.client.files.download("f") as download:
            assert download.read() == b"\x00" * 100_000
        with package.client.streams.follow_lines() as stream:
            assert [meta.width for meta in stream] == [1, 2]
        with package.client.streams.follow_events() as stream:
            assert [getattr(each, "data", each).width for each in stream] == [3]


def test_custom_error_codes(tmp_path: Path) -> None:
    replies = [answer({"code": code, "message": "m"}, 402) for code in ("CARD_EXPIRED", "OTHER")]
    with used("errors", tmp_path, *replies, token="k") as package:
        with pytest.raises(package.errors.CardExpiredError) as caught:
            package.client.orders.pay("1")
        assert isinstance(caught.value, package.errors.PaymentRequiredError)
        assert (caught.value.code, caught.value.message) == ("CARD_EXPIRED", "m")
        with pytest.raises(package.errors.PaymentRequiredError) as other:
            package.client.orders.pay("1")
        assert type(other.value) is package.errors.PaymentRequiredError
        assert package.server.requests[0].header("authorization") == "Bearer k"


def test_pagination_styles(tmp_path: Path) -> None:
    with used("paging", tmp_path, answer([])) as package:
        server, client = package.server, package.client
        server.play(
            answer({"items": [{"name": "a"}], "total": 2}),
            answer({"items": [{"name": "b"}], "total": 2}),
        )
        assert [author.name for author in client.authors.list(limit=1)] == ["a", "b"]
        assert [r.query for r in server.requests] == ["limit=1", "offset=1&limit=1"]
        loan = {"id": 1, "due": "2024-01-15"}
        server.play(
            answer({"data": [loan], "next_cursor": "x y"}),
            answer({"data": [loan | {"id": 2}], "next_cursor": None}),
        )
        assert [each.due for each in client.loans.list()] == [date(2024, 1, 15)] * 2
        assert [parse_qs(r.query) for r in server.requests] == [{}, {"cursor": ["x y"]}]
        server.play(answer(["a", "b"]))
        assert client.shelves.list() == ["a", "b"]

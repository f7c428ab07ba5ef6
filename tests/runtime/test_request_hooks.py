"""Hooks that change requests, and the context and metrics of OpenTelemetry."""

from __future__ import annotations

import hashlib
import hmac
import logging
import sys
from types import SimpleNamespace
from typing import Any

import pytest
from client_under_test._runtime import errors, opentelemetry_hooks
from client_under_test._runtime.observability.hooks import AttemptEvent, Hooks, OutgoingRequest

from tests.runtime.sides import API_KEY, CREATE, UPLOAD, Side, Thing, Upload
from tests.support.loopback import Loopback, Reply, answer

FINE = answer({"id": "1"})
SECRET = "signature-of-the-hook"


def test_a_hook_signs_each_attempt(server: Loopback, side: Side) -> None:
    seen: list[tuple[int, str | None]] = []

    def sign(request: OutgoingRequest) -> None:
        seen.append((request.number, request.headers.get("APIKEY")))
        body = request.content or b""
        text = f"{request.number} {request.method} {request.url}".encode()
        request.headers["X-Signature"] = hmac.new(b"k", text + body, hashlib.sha256).hexdigest()

    server.play(Reply(503), FINE)
    caller = side.caller(server, hooks=Hooks(change_request=sign))
    caller.request("PUT", "/things", json={"a": 1})
    assert seen == [(1, API_KEY), (2, API_KEY)]
    for number, sent in enumerate(server.requests, 1):
        text = f"{number} PUT {server.url}/things".encode() + sent.body
        wanted = hmac.new(b"k", text, hashlib.sha256).hexdigest()
        assert sent.header("x-signature") == wanted
        assert sent.json() == {"a": 1}


def test_hooks_run_in_order_and_see_earlier_changes(server: Loopback, side: Side) -> None:
    order: list[str] = []

    def event(name: str) -> Any:
        def hook(event: AttemptEvent) -> None:
            order.append(name)

        return hook

    def first(request: OutgoingRequest) -> None:
        order.append("first")
        request.headers["x-a"] = "1"

    def second(request: OutgoingRequest) -> None:
        order.append("second " + request.headers["X-A"])
        del request.headers["X-A"]

    server.play(FINE)
    hooks = [
        Hooks(event("before"), event("after"), change_request=first),
        Hooks(change_request=second),
    ]
    side.caller(server, hooks=hooks).get()
    assert order == ["before", "first", "second 1", "after"]
    assert server.requests[0].header("x-a") is None


async def asynchronous(event: object) -> None:
    raise AssertionError


class Asynchronous:
    async def __call__(self, event: object) -> None:
        raise AssertionError


@pytest.mark.parametrize(
    "name", ["before_attempt", "after_attempt", "after_call", "change_request"]
)
@pytest.mark.parametrize("hook", [asynchronous, Asynchronous()])
def test_hooks_cannot_be_asynchronous(server: Loopback, side: Side, name: str, hook: Any) -> None:
    with pytest.raises(errors.ConfigurationError, match=f"hooks: {name} must not be asynchronous"):
        side.caller(server, hooks=[Hooks(), Hooks(**{name: hook})])


def test_a_request_is_not_sent_without_what_a_coroutine_adds(server: Loopback, side: Side) -> None:
    caller = side.caller(server, hooks=Hooks(change_request=lambda _: asynchronous(None)))
    with pytest.raises(errors.ConfigurationError, match="change_request must not be asynchronous"):
        caller.get()
    assert server.requests == []


def test_a_hook_sends_the_request_through_a_gateway(server: Loopback, side: Side) -> None:
    def through(request: OutgoingRequest) -> None:
        request.url = request.url.replace("http://api.invalid", server.url + "/gateway")

    server.play(FINE)
    caller = side.caller("http://api.invalid", hooks=Hooks(change_request=through))
    assert caller.get().id == "1"
    assert server.requests[0].target == "/gateway/things/1"
    assert server.requests[0].header("host") == f"127.0.0.1:{server.port}"


def test_a_hook_replaces_the_body(server: Loopback, side: Side) -> None:
    def wrap(request: OutgoingRequest) -> None:
        assert request.content is not None
        request.content = b'{"wrapped": ' + request.content + b"}"

    server.play(FINE)
    side.caller(server, hooks=Hooks(change_request=wrap)).create()
    assert server.requests[0].json() == {"wrapped": {"id": "new"}}


def test_a_body_in_pieces_is_sent_but_not_shown(server: Loopback, side: Side) -> None:
    seen: list[bytes | None] = []
    server.play(FINE)
    caller = side.caller(server, hooks=Hooks(change_request=lambda r: seen.append(r.content)))
    caller.call(UPLOAD, {}, Upload(name="n", file=b"file content"))
    assert b"file content" in server.requests[0].body
    assert seen == [None]

    def replace(request: OutgoingRequest) -> None:
        request.content = b"x"

    caller = side.caller(server, hooks=Hooks(change_request=replace))
    with pytest.raises(errors.ConfigurationError, match="can only replace bytes"):
        caller.call(UPLOAD, {}, Upload(name="n", file=b"x"))


def test_an_exception_in_the_hook_ends_the_call(server: Loopback, side: Side) -> None:
    def fail(request: OutgoingRequest) -> None:
        raise LookupError("no key")

    server.play(FINE)
    with pytest.raises(LookupError, match="no key"):
        side.caller(server, hooks=Hooks(change_request=fail)).get()
    assert server.requests == []


@pytest.mark.parametrize(
    ("name", "value", "text"),
    [
        ("X-A", "b\r\nX-B: c", "X-A must be"),
        ("X A", "b", "a token"),
        ("Content-Length", "3", "Con"),
    ],
)
def test_an_invalid_header_is_refused(
    server: Loopback, side: Side, name: str, value: str, text: str
) -> None:
    def change(request: OutgoingRequest) -> None:
        request.headers[name] = value

    with pytest.raises(errors.ConfigurationError, match=text):
        side.caller(server, hooks=Hooks(change_request=change)).get()
    assert server.requests == []


def test_what_a_hook_signs_is_redacted(
    server: Loopback, side: Side, caplog: pytest.LogCaptureFixture
) -> None:
    def sign(request: OutgoingRequest) -> None:
        request.headers["Authorization"] = f"Signature {SECRET}"
        assert API_KEY not in repr(request) + repr(request.headers)

    caplog.set_level(logging.DEBUG)
    server.play(answer({"error": {"message": f"wrong: {SECRET}"}}, 400))
    with pytest.raises(errors.BadRequestError) as caught:
        side.caller(server, hooks=Hooks(change_request=sign)).get()
    assert SECRET not in str(caught.value) + repr(caught.value.body) + caplog.text


class Span:
    """A span that counts."""

    def __init__(self, number: int) -> None:
        self.number = number

    def set_attribute(self, name: str, value: object) -> None:
        """Ignore the attribute."""

    def set_status(self, status: object) -> None:
        """Ignore the status."""

    def end(self) -> None:
        """Do nothing."""


class Telemetry:
    """The parts of opentelemetry-api that the hooks use, with an identity as the context of a span."""

    def __init__(self) -> None:
        self.spans = 0
        self.recorded: list[tuple[str, float, dict[str, Any]]] = []
        self.SpanKind = SimpleNamespace(CLIENT="client")
        self.StatusCode = SimpleNamespace(ERROR="error")

    def get_tracer(self, name: str) -> Any:
        return self

    def get_meter(self, name: str) -> Any:
        return self

    def start_span(self, name: str, **options: Any) -> Span:
        self.spans += 1
        return Span(self.spans)

    def set_span_in_context(self, span: Span) -> Span:
        return span

    def inject(self, carrier: dict[str, str], context: Span) -> None:
        carrier["traceparent"] = f"00-trace-{context.number}-01"
        carrier["baggage"] = "tenant=a"

    def create_histogram(self, name: str, unit: str, **options: Any) -> Any:
        def record(value: float, attributes: dict[str, Any]) -> None:
            self.recorded.append((f"{name} {unit}", value, dict(attributes)))

        return SimpleNamespace(record=record)


@pytest.fixture
def telemetry(monkeypatch: pytest.MonkeyPatch) -> Telemetry:
    """OpenTelemetry, as if it were installed."""
    installed = Telemetry()
    monkeypatch.setitem(sys.modules, "opentelemetry", installed)
    for name in ("trace", "metrics", "propagate"):
        monkeypatch.setitem(sys.modules, f"opentelemetry.{name}", installed)
    return installed


def test_each_attempt_sends_its_own_context(
    server: Loopback, side: Side, telemetry: Telemetry
) -> None:
    server.play(Reply(503), FINE)
    side.caller(server, hooks=opentelemetry_hooks()).get()
    sent = [(each.header("traceparent"), each.header("baggage")) for each in server.requests]
    assert sent == [("00-trace-1-01", "tenant=a"), ("00-trace-2-01", "tenant=a")]


def test_metrics_by_the_semantic_conventions(
    server: Loopback, side: Side, telemetry: Telemetry
) -> None:
    server.play(Reply(503), FINE, Reply(404))
    caller = side.caller(server, hooks=opentelemetry_hooks())
    caller.get()
    with pytest.raises(errors.NotFoundError):
        caller.get()
    common = {
        "http.request.method": "GET",
        "server.address": "127.0.0.1",
        "server.port": server.port,
    }
    failed = {"http.response.status_code": 503, "error.type": "503"}
    missing = {"http.response.status_code": 404, "error.type": "404"}
    durations = [each for each in telemetry.recorded if "duration" in each[0]]
    assert [(name, attributes) for name, _, attributes in durations] == [
        ("http.client.request.duration s", common | failed),
        ("http.client.request.duration s", common | {"http.response.status_code": 200}),
        ("http.client.request.duration s", common | missing),
    ]
    assert all(0 < value < 60 for _, value, _ in durations)
    assert [each for each in telemetry.recorded if "attempts" in each[0]] == [
        ("http.client.call.attempts {attempt}", 2, common),
        ("http.client.call.attempts {attempt}", 1, common | {"error.type": "NotFoundError"}),
    ]


def test_a_call_without_such_a_hook_opens_its_body_once(server: Loopback, side: Side) -> None:
    server.play(FINE)
    caller = side.caller(server, hooks=Hooks(before_attempt=lambda event: None))
    caller.call(CREATE, {}, Thing(id="new"))
    assert server.requests[0].json() == {"id": "new"}

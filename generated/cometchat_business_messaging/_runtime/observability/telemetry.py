"""OpenTelemetry: spans of attempts, their context in requests, and metrics, by the semantic conventions for HTTP.

Pass the hooks to a client:

    from opentelemetry import trace
    client = Client(hooks=opentelemetry_hooks(trace.get_tracer("my-service")))
"""

from __future__ import annotations

from contextlib import suppress
from importlib import import_module
from typing import Any, TypeAlias
from urllib.parse import urlsplit

from .hooks import AttemptEvent, CallEvent, Hooks, OutgoingRequest

# The boundaries that the semantic conventions recommend for the duration of HTTP requests.
_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10)


def opentelemetry_hooks(tracer: Any = None, meter: Any = None) -> Hooks:
    """Hooks that create spans with a tracer and record metrics with a meter.

    Each attempt is a span, and its context is sent as the global propagator does it (`traceparent`, `baggage`). The
    metrics are `http.client.request.duration`, in seconds for each attempt, and `http.client.call.attempts`, the number
    of attempts of each call, which the conventions do not have.

    Args:
        tracer: By default, the tracer of the global provider.
        meter: By default, the meter of the global provider if no tracer is given, otherwise none.

    Raises:
        ImportError: No tracer is given and `opentelemetry-api` is not installed.
    """
    if tracer is None:
        tracer = import_module("opentelemetry.trace").get_tracer(__name__)
        if meter is None:
            meter = import_module("opentelemetry.metrics").get_meter(__name__)
    spans = _Spans(tracer, None if meter is None else _Metrics(meter))
    return Hooks(spans.begin, spans.end, spans.end_call, spans.inject)


_Attributes: TypeAlias = "dict[str, str | int]"


class _Metrics:
    """The instruments of a meter."""

    def __init__(self, meter: Any) -> None:
        options = {"explicit_bucket_boundaries_advisory": _SECONDS}
        self._duration = _histogram(meter, "http.client.request.duration", "s", options)
        self._attempts = _histogram(meter, "http.client.call.attempts", "{attempt}", {})

    def attempt(self, seconds: float, attributes: _Attributes) -> None:
        self._duration.record(seconds, attributes)

    def call(self, event: CallEvent) -> None:
        attributes: _Attributes = {"http.request.method": event.method, **_server(event.url)}
        if event.error is not None:
            attributes["error.type"] = event.error
        self._attempts.record(len(event.attempts), attributes)


def _histogram(meter: Any, name: str, unit: str, options: dict[str, Any]) -> Any:
    try:
        return meter.create_histogram(name, unit=unit, **options)
    except TypeError:  # opentelemetry-api before 1.23
        return meter.create_histogram(name, unit=unit)


def _server(url: str) -> _Attributes:
    parts = urlsplit(url)
    port = parts.port or (443 if parts.scheme == "https" else 80)
    return {"server.address": parts.hostname or "", "server.port": port}


class _Spans:
    """The open spans of attempts, by call."""

    def __init__(self, tracer: Any, metrics: _Metrics | None) -> None:
        self._tracer = tracer
        self._metrics = metrics
        self._open: dict[int, Any] = {}
        constants = _optional("opentelemetry.trace")
        self._trace = constants
        self._propagate = _optional("opentelemetry.propagate")
        self._kind = {} if constants is None else {"kind": constants.SpanKind.CLIENT}
        self._failed = None if constants is None else constants.StatusCode.ERROR

    def begin(self, event: AttemptEvent) -> None:
        attributes: _Attributes = {
            "http.request.method": event.method,
            "url.full": event.url,
            **_server(event.url),
        }
        if event.number > 1:
            attributes["http.request.resend_count"] = event.number - 1
        name = f"{event.method} {event.operation}"
        self._open[event.call] = self._tracer.start_span(name, attributes=attributes, **self._kind)

    def inject(self, request: OutgoingRequest) -> None:
        """Send the context of the attempt's span. A failure of a propagator must not end the call."""
        span = self._open.get(request.call)
        if span is None or self._propagate is None or self._trace is None:
            return
        carrier: dict[str, str] = {}
        with suppress(Exception):
            self._propagate.inject(carrier, context=self._trace.set_span_in_context(span))
            request.headers.update(carrier)

    def end(self, event: AttemptEvent) -> None:
        span = self._open.pop(event.call, None)
        if span is None or event.attempt is None:
            return
        status = event.attempt.status_code
        result: _Attributes = {} if status is None else {"http.response.status_code": status}
        if event.attempt.error is not None or (status or 0) >= 400:
            result["error.type"] = event.attempt.error or str(status)
            if self._failed is not None:
                span.set_status(self._failed)
        for name, value in result.items():
            span.set_attribute(name, value)
        span.end()
        if self._metrics is not None:
            own: _Attributes = {"http.request.method": event.method, **_server(event.url)}
            self._metrics.attempt(event.attempt.elapsed, own | result)

    def end_call(self, event: CallEvent) -> None:
        """End the span of an attempt that was cancelled, and count the attempts."""
        span = self._open.pop(event.call, None)
        if span is not None:
            span.set_attribute("error.type", event.error or "cancelled")
            span.end()
        if self._metrics is not None:
            self._metrics.call(event)


def _optional(name: str) -> Any:
    """A module of `opentelemetry-api`; None if it is not installed, as with a tracer of another library."""
    try:
        return import_module(name)
    except ImportError:
        return None

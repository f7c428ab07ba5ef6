"""OpenTelemetry: a span for each attempt, with the attributes of the semantic conventions for HTTP clients.

Pass the hooks to a client:

    from opentelemetry import trace
    client = Client(hooks=opentelemetry_hooks(trace.get_tracer("my-service")))
"""

from __future__ import annotations

from importlib import import_module
from typing import Any
from urllib.parse import urlsplit

from .hooks import AttemptEvent, CallEvent, Hooks


def opentelemetry_hooks(tracer: Any = None) -> Hooks:
    """Hooks that create spans with a tracer; by default the tracer of the global provider.

    Raises:
        ImportError: No tracer is given and `opentelemetry-api` is not installed.
    """
    if tracer is None:
        tracer = import_module("opentelemetry.trace").get_tracer(__name__)
    spans = _Spans(tracer)
    return Hooks(spans.begin, spans.end, spans.end_cancelled)


class _Spans:
    """The open spans of attempts, by call."""

    def __init__(self, tracer: Any) -> None:
        self._tracer = tracer
        self._open: dict[int, Any] = {}
        constants = _constants()
        self._kind = {} if constants is None else {"kind": constants.SpanKind.CLIENT}
        self._failed = None if constants is None else constants.StatusCode.ERROR

    def begin(self, event: AttemptEvent) -> None:
        parts = urlsplit(event.url)
        attributes: dict[str, str | int] = {
            "http.request.method": event.method,
            "url.full": event.url,
            "server.address": parts.hostname or "",
            "server.port": parts.port or (443 if parts.scheme == "https" else 80),
        }
        if event.number > 1:
            attributes["http.request.resend_count"] = event.number - 1
        name = f"{event.method} {event.operation}"
        self._open[event.call] = self._tracer.start_span(name, attributes=attributes, **self._kind)

    def end(self, event: AttemptEvent) -> None:
        span = self._open.pop(event.call, None)
        if span is None or event.attempt is None:
            return
        status = event.attempt.status_code
        if status is not None:
            span.set_attribute("http.response.status_code", status)
        if event.attempt.error is not None or (status or 0) >= 400:
            span.set_attribute("error.type", event.attempt.error or str(status))
            if self._failed is not None:
                span.set_status(self._failed)
        span.end()

    def end_cancelled(self, event: CallEvent) -> None:
        """End the span of an attempt that was cancelled."""
        span = self._open.pop(event.call, None)
        if span is not None:
            span.set_attribute("error.type", event.error or "cancelled")
            span.end()


def _constants() -> Any:
    """The module `opentelemetry.trace`; None if it is not installed, as with a tracer of another library."""
    try:
        return import_module("opentelemetry.trace")  # an optional dependency
    except ImportError:
        return None

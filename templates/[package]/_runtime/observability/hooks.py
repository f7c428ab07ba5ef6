"""Hooks: functions that are called with events of calls, for metrics, traces or tests, and ones that change requests.

No event has a secret, except an OutgoingRequest, which is the request itself.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass

from ..attempts import Attempt
from ..http.headers import MutableHeaders


@dataclass(frozen=True, slots=True)
class AttemptEvent:
    """The start of an attempt (`attempt` is None) or its end. `call` is the same number for all events of one call."""

    call: int
    operation: str
    method: str
    url: str
    """The URL without its query, with credentials redacted."""
    number: int
    attempt: Attempt | None = None


@dataclass(frozen=True, slots=True)
class CallEvent:
    """The end of a call. `error` is the name of the error's class; None if the call succeeded."""

    call: int
    operation: str
    method: str
    url: str
    attempts: tuple[Attempt, ...]
    elapsed: float
    error: str | None = None


@dataclass(slots=True, repr=False)
class OutgoingRequest:
    """The request of one attempt, complete and with credentials, which a hook may change before it is sent.

    Attributes:
        call, operation, method, number: As in AttemptEvent.
        url: The whole URL. If it is changed, `Host` follows.
        headers: The headers. Names ignore case. `Content-Length` follows `content`.
        content: The body; None if it is sent in pieces, which cannot be changed.
        cross_origin: Whether the request goes to another origin, where it has no credentials.
    """

    call: int
    operation: str
    method: str
    number: int
    url: str
    headers: MutableHeaders
    content: bytes | None
    cross_origin: bool = False

    def __repr__(self) -> str:
        return f"<OutgoingRequest {self.method} of {self.operation}>"


@dataclass(frozen=True, slots=True)
class Hooks:
    """Functions that are called in this order: before each attempt, with its request, after it, and after the call.

    They run in the thread or task of the call and should be fast. An exception in a hook is only logged, except one in
    `change_request`, which ends the call and reaches its caller: a request without its signature must not be sent.
    With several Hooks, each function is called in the order of the Hooks and gets the changes of those before it.
    """

    before_attempt: Callable[[AttemptEvent], object] | None = None
    after_attempt: Callable[[AttemptEvent], object] | None = None
    after_call: Callable[[CallEvent], object] | None = None
    change_request: Callable[[OutgoingRequest], object] | None = None


def notify_attempt(hooks: tuple[Hooks, ...], event: AttemptEvent, logger: logging.Logger) -> None:
    """Call the hooks for an attempt."""
    for each in hooks:
        hook = each.before_attempt if event.attempt is None else each.after_attempt
        if hook is not None:
            _run(hook, event, logger)


def notify_call(hooks: tuple[Hooks, ...], event: CallEvent, logger: logging.Logger) -> None:
    """Call the hooks for the end of a call."""
    for each in hooks:
        if each.after_call is not None:
            _run(each.after_call, event, logger)


def _run(hook: Callable[..., object], event: object, logger: logging.Logger) -> None:
    try:
        hook(event)
    except Exception as error:
        # The message is left out, because it could have a secret.
        logger.error("a hook failed: %s", type(error).__name__)  # noqa: TRY400  # not exception()

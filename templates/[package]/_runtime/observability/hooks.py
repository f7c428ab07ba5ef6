"""Hooks: functions that are called with events of calls, for metrics, traces or tests. No event has a secret."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass

from ..attempts import Attempt


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


@dataclass(frozen=True, slots=True)
class Hooks:
    """Functions that are called before each attempt, after each attempt and after the call.

    They run in the thread or task of the call and should be fast. An exception in a hook is only logged.
    """

    before_attempt: Callable[[AttemptEvent], object] | None = None
    after_attempt: Callable[[AttemptEvent], object] | None = None
    after_call: Callable[[CallEvent], object] | None = None


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

"""What can be told of calls while they run, to metrics, traces or tests. Nothing secret is in it."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass

from ..errors import Attempt


@dataclass(frozen=True, slots=True)
class AttemptEvent:
    """An attempt that begins (`attempt` is None) or has ended. `call` is the same for all events of one call."""

    call: int
    operation: str
    method: str
    url: str
    """Without query; credentials are blanked."""
    number: int
    attempt: Attempt | None = None


@dataclass(frozen=True, slots=True)
class CallEvent:
    """A call that has ended; `error` is the name of the error's class, None if it succeeded."""

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

    They run in the calling thread or task and should be quick. One that fails is logged and changes nothing.
    """

    before_attempt: Callable[[AttemptEvent], object] | None = None
    after_attempt: Callable[[AttemptEvent], object] | None = None
    after_call: Callable[[CallEvent], object] | None = None


def notify_attempt(hooks: tuple[Hooks, ...], event: AttemptEvent, logger: logging.Logger) -> None:
    """Tell all hooks of an attempt."""
    for each in hooks:
        hook = each.before_attempt if event.attempt is None else each.after_attempt
        if hook is not None:
            _run(hook, event, logger)


def notify_call(hooks: tuple[Hooks, ...], event: CallEvent, logger: logging.Logger) -> None:
    """Tell all hooks of the end of a call."""
    for each in hooks:
        if each.after_call is not None:
            _run(each.after_call, event, logger)


def _run(hook: Callable[..., object], event: object, logger: logging.Logger) -> None:
    try:
        hook(event)
    except Exception as error:
        # The message is left out: it is not ours, and could quote anything.
        logger.error(  # noqa: TRY400  # not exception(): see below
            "a hook failed: %s", type(error).__name__
        )

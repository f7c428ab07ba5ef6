"""Whether a call is retried, and after which delay. These functions do no I/O and read no clock."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ..clock import current
from ..config.retry_policy import RetryPolicy
from ..http.retry_after import retry_after
from ..transport.messages import FailureKind

RETRY_COUNT_HEADER = "X-Retry-Count"
_NOT_HANDLED = frozenset({429})
_DEFAULT_BACKOFF = 0.5
_LONGEST_JITTER = 2.0  # seconds
LONGEST_DELAY = 300.0  # seconds, if the caller set no timeout


@dataclass(frozen=True, slots=True)
class RetryDecision:
    """Whether another attempt follows after `delay` seconds (None: no), and a note for the error."""

    delay: float | None
    note: str = ""


FINAL = RetryDecision(None)


def after_response(
    policy: RetryPolicy,
    *,
    number: int,
    status: int,
    headers: Mapping[str, str],
    idempotent: bool,
    replayable: bool,
    remaining: float | None,
) -> RetryDecision:
    """Whether another attempt follows a response. `number` is 1 for the first retry."""
    wanted = headers.get("x-should-retry", "").strip().lower()
    repeatable = status in _NOT_HANDLED or (
        idempotent and (policy.repeats(status) or wanted == "true")
    )
    if status < 400 or not repeatable or not replayable or wanted == "false":
        return FINAL
    return _delayed(policy, number, retry_after(headers), remaining)


def after_failure(
    policy: RetryPolicy,
    *,
    number: int,
    kind: FailureKind,
    idempotent: bool,
    replayable: bool,
    remaining: float | None,
) -> RetryDecision:
    """Whether another attempt follows one without a response."""
    broken = idempotent and policy.connections and kind is FailureKind.BROKEN
    repeatable = kind is FailureKind.UNSENT or broken
    if not repeatable or not replayable:
        return FINAL
    return _delayed(policy, number, None, remaining)


def _delayed(
    policy: RetryPolicy, number: int, requested: float | None, remaining: float | None
) -> RetryDecision:
    if number > policy.max_retries:
        return FINAL
    delay = backoff(policy, number - 1) if requested is None else requested
    if remaining is None:
        if delay > LONGEST_DELAY:
            return RetryDecision(None, f"not retried: the server asked to wait {delay:g} s")
    elif delay >= remaining:
        start = (
            "the next attempt would start in" if requested is None else "the server asked to wait"
        )
        note = f"not retried: {start} {delay:.3g} s, but {remaining:.3g} s of the timeout remain"
        return RetryDecision(None, note)
    return RetryDecision(delay if requested is None else _with_jitter(delay, remaining))


def _with_jitter(requested: float, remaining: float | None) -> float:
    """A requested delay, longer by up to a quarter at random, so that clients do not all return at once."""
    spread = min(requested * 0.25, _LONGEST_JITTER)
    if remaining is not None:
        spread = min(spread, (remaining - requested) / 2)
    return requested + spread * current().jitter()


def backoff(policy: RetryPolicy, retry: int) -> float:
    """A delay of min(backoff * factor**retry, longest) seconds, shortened by up to a quarter at random."""
    first = policy.backoff or _DEFAULT_BACKOFF
    longest = min(first * policy.factor ** min(retry, 30), policy.longest)
    return longest * (1 - 0.25 * current().jitter())

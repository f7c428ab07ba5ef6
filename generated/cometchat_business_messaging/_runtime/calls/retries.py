"""Whether a call is tried again, and after how long. Pure: no clock but the one given, no I/O."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from ..config.retry_policy import RetryPolicy
from ..transport.messages import FailureKind

RETRY_COUNT_HEADER = "X-Retry-Count"
_UNHANDLED = frozenset({429})
_USUAL_BACKOFF = 0.5
_LONGEST_PAUSE = 300.0  # where the caller set no limit at all


@dataclass(frozen=True, slots=True)
class RetryDecision:
    """What follows an attempt: a pause of `delay` seconds and another one, or (None) the end, with a reason to tell."""

    delay: float | None
    note: str = ""


_END = RetryDecision(None)


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
    """What follows an answer. `number` counts attempts from 1; `idempotent`: the operation may be handled twice."""
    wanted = headers.get("x-should-retry", "").strip().lower()
    repeatable = status in _UNHANDLED or (
        idempotent and (policy.repeats(status) or wanted == "true")
    )
    if status < 400 or not repeatable or not replayable or wanted == "false":
        return _END
    return _pause(policy, number, retry_after(headers), remaining)


def after_failure(
    policy: RetryPolicy,
    *,
    number: int,
    kind: FailureKind,
    idempotent: bool,
    replayable: bool,
    remaining: float | None,
) -> RetryDecision:
    """What follows an attempt without an answer."""
    broken = idempotent and policy.connections and kind is FailureKind.BROKEN
    repeatable = kind is FailureKind.UNSENT or broken
    if not repeatable or not replayable:
        return _END
    return _pause(policy, number, None, remaining)


def _pause(
    policy: RetryPolicy, number: int, asked: float | None, remaining: float | None
) -> RetryDecision:
    if number > policy.max_retries:
        return _END
    delay = backoff(policy, number - 1) if asked is None else asked
    if remaining is None:
        if delay > _LONGEST_PAUSE:
            return RetryDecision(None, f"not tried again: the server asks to wait {delay:g} s")
    elif delay >= remaining:
        who = "another attempt would wait" if asked is None else "the server asks to wait"
        return RetryDecision(
            None, f"not tried again: {who} {delay:.3g} s, of the timeout {remaining:.3g} s are left"
        )
    return RetryDecision(delay)


def backoff(policy: RetryPolicy, retry: int) -> float:
    """min(backoff * factor^retry, longest) seconds, shortened by up to a quarter: not all callers come back at once."""
    import random  # here and below: imports that most processes never need

    first = policy.backoff or _USUAL_BACKOFF
    longest = min(first * policy.factor ** min(retry, 30), policy.longest)
    return longest * (1 - 0.25 * random.random())


def retry_after(headers: Mapping[str, str], now: datetime | None = None) -> float | None:
    """The pause that the server asks for: `retry-after-ms`, or `Retry-After` as seconds or as a date; junk is None."""
    milliseconds = _seconds(headers.get("retry-after-ms"))
    if milliseconds is not None:
        return milliseconds / 1000
    value = headers.get("retry-after")
    if value is None:
        return None
    seconds = _seconds(value)
    return _until(value, now) if seconds is None else seconds


def _seconds(text: str | None) -> float | None:
    # float() takes more than a header may hold: "1_0", "nan", "infinity".
    if text is None or not text.strip() or set(text.strip()) - set("0123456789."):
        return None
    try:
        value = float(text)
    except ValueError:
        return None
    return value if math.isfinite(value) else None


def _until(text: str, now: datetime | None) -> float | None:
    from email.utils import parsedate_to_datetime

    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max(0.0, (moment - (now or datetime.now(UTC))).total_seconds())

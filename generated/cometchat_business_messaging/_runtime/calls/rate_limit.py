"""The rate at which a server accepts requests, as all calls of a client learn it. No I/O.

A response 429, or one that says that no request is left, pauses the client. After a 429, attempts are also spaced
evenly. The interval follows from `RateLimit-Policy`, or else from the number of requests that the server accepted
before it refused one. Half of this number is a safe rate: the accepted requests can belong to two windows of a server
that counts in fixed windows, or include a full bucket of a server that refills one. If many attempts are refused again,
the interval doubles. Without a 429, it shrinks slowly, and is forgotten after a minute.
"""

from __future__ import annotations

import re
import threading
import time
from bisect import bisect_left, bisect_right
from collections import deque
from dataclasses import dataclass

from ..clock import monotonic
from ..http.headers import Headers
from .retries import LONGEST_DELAY

_REMEMBERED = 1_000  # requests
_MEMORY = 60.0  # seconds after the last 429 until the client sends at any rate again
_SHARE = 0.9  # of the rate that a server declares
_SHORTEST_WINDOW = 1.0  # seconds
_GROWTH, _EVERY = 1.5, 10.0  # factor of the rate after this many seconds without a 429
_SHARE_OF_REFUSALS = 5  # one in so many attempts is too many
_SHORTEST_REQUESTED = 0.5  # seconds; a server that asks for less limits no rate
_EPOCH = 1_000_000_000  # a larger `reset` is a Unix time
# The fields of a drafted header (`limit=60, remaining=0, reset=5`, or `"default";r=0;t=5`), under their names today.
_FIELD = re.compile(r"\b(remaining|reset|[rtqw])\s*=\s*(\d+(?:\.\d+)?)")
_FIELD_NAMES = {"remaining": "r", "reset": "t", "r": "r", "t": "t", "q": "q", "w": "w"}
_HEADER = re.compile(r"(?:x-)?rate-?limit-(remaining|reset)")
_LIMITS = frozenset(
    "ratelimit ratelimit-remaining rate-limit-remaining x-ratelimit-remaining x-rate-limit-remaining".split()
)


@dataclass(frozen=True, slots=True)
class Slot:
    """The moment at which one attempt may start. It is void after the next 429."""

    at: float
    epoch: int


@dataclass(slots=True)
class _Pause:
    """The time until which no attempt starts. If no 429 requires it, a call that lacks the time skips it."""

    until: float = 0.0
    required: bool = False


class RateLimiter:
    """The pause and the pace of a client, shared by its clones, threads and tasks.

    Attributes:
        active: Whether attempts may have to wait. Without a limit, this is all that a call reads.
        epoch: The number of 429 so far.
    """

    __slots__ = (
        *("active", "epoch"),
        *("_accepted", "_changed", "_interval", "_last", "_lock", "_next", "_pause"),
        *("_refusals", "_refused", "_window"),
    )

    def __init__(self) -> None:
        self.active = False
        self.epoch = 0
        self._lock = threading.Lock()
        self._accepted: deque[float] = deque(maxlen=_REMEMBERED)
        self._pause = _Pause()
        self._interval: float | None = None
        self._window = _SHORTEST_WINDOW
        self._refusals = 0
        self._refused = self._changed = self._last = self._next = 0.0

    def accepted(self, start: float, headers: Headers) -> None:
        """Count an attempt that began at this moment and was not refused; pause if it was the last one allowed."""
        self._accepted.append(start)
        if not headers.has_any(_LIMITS):
            return
        fields = rate_limit_fields(headers)
        if fields.get("r") != 0 or "t" not in fields:
            return
        with self._lock:
            until = monotonic() + fields["t"]
            if until > self._pause.until:
                self._pause = _Pause(until)
            self.active = True

    def refused(
        self, start: float, headers: Headers, requested: float | None, pause: float
    ) -> None:
        """Pause after a 429 to an attempt that began at this moment, and whose server requested these seconds."""
        fields = rate_limit_fields(headers)
        quota, window = fields.get("q", 0.0), fields.get("w", 0.0)
        with self._lock:
            self.epoch += 1
            self.active = True
            self._last = monotonic()
            self._pause = _Pause(max(self._pause.until, self._last + pause), required=True)
            self._next = 0.0
            if quota and window:
                self._interval = window / (quota * _SHARE)
            elif requested is None or requested >= _SHORTEST_REQUESTED:
                self._refusals += 1
                self._refused = max(self._refused, start)
                self._window = max(requested or 0.0, _SHORTEST_WINDOW)

    def claim(self, slot: Slot | None, remaining: float | None) -> tuple[Slot | None, float]:
        """The slot of an attempt and the seconds before it; these may be more than the call has left.

        During a pause there are no slots, so an attempt claims one after it.
        """
        with self._lock:
            now = monotonic()
            wait = self._pause.until - now
            if wait > 0:
                longest = LONGEST_DELAY if remaining is None else remaining
                if self._pause.required or wait < longest:
                    return None, wait
                return Slot(now, self.epoch), 0.0
            if now - self._last > _MEMORY and self._next <= now:
                self.active, self._interval = False, None
                return None, 0.0
            if slot is None or slot.epoch != self.epoch:
                slot = Slot(max(now, self._next), self.epoch)
                self._next = slot.at + self._learned(now)
            return slot, slot.at - now

    def is_void(self, slot: Slot | None) -> bool:
        """Whether an attempt must claim a slot again."""
        return self.active and (slot is None or slot.epoch != self.epoch)

    def _learned(self, now: float) -> float:
        """The seconds from one attempt to the next."""
        interval = self._interval
        if self._refusals:
            times = sorted(self._accepted)
            if interval is None:
                end = bisect_right(times, self._refused)
                count = end - bisect_left(times, self._refused - self._window)
                self._change(self._window / max(count // 2, 1), now)
            elif self._refusals * _SHARE_OF_REFUSALS > len(times) - bisect_left(
                times, self._changed
            ):
                self._change(min(2 * interval, max(interval, self._window)), now)
        elif interval is not None and now - max(self._last, self._changed) > _EVERY:
            self._change(interval / _GROWTH, now)
        return self._interval or 0.0

    def _change(self, interval: float, now: float) -> None:
        self._interval, self._changed = interval, now
        self._refusals, self._refused = 0, 0.0


def rate_limit_fields(headers: Headers) -> dict[str, float]:
    """What a server says about its limit: requests left (`r`), seconds to the reset (`t`), quota (`q`), window (`w`).

    Read from `RateLimit` and `RateLimit-Policy` (draft-ietf-httpapi-ratelimit-headers, also its older versions), and
    from `X-RateLimit-Remaining` and `X-RateLimit-Reset`, whose time is in seconds or a Unix time.
    """
    fields: dict[str, float] = {}
    for name, value in headers.items_list():
        named = _HEADER.fullmatch(name)
        if named is not None and re.fullmatch(r"\d+(\.\d+)?", value.strip()):
            fields[_FIELD_NAMES[named[1]]] = float(value)
        elif name in ("ratelimit", "ratelimit-policy"):
            for key, number in _FIELD.findall(value.partition(",")[0] if ";" in value else value):
                fields.setdefault(_FIELD_NAMES[key], float(number))
    reset = fields.get("t", 0.0)
    if reset > _EPOCH:
        in_seconds = reset / 1000 if reset > _EPOCH * 1000 else reset
        fields["t"] = max(0.0, in_seconds - time.time())
    return fields

"""The retry policy of a client, and of an operation."""

from __future__ import annotations

from dataclasses import dataclass

from ..descriptors.operation import Retries

_TRANSIENT = frozenset({408, 500, 502, 503, 504})


@dataclass(frozen=True, slots=True)
class RetryPolicy:
    """When a call is retried.

    Attributes:
        max_retries: Attempts after the first.
        backoff: Seconds of the first delay. None: the caller chose none, so the API's document decides, or it is 0.5.
        longest: Seconds of the longest delay.
        factor: The ratio of a delay to the one before it.
        statuses: The statuses (`503`, `5XX`) that are retried, in place of the default ones.
        connections: Whether a call whose connection broke is retried.
    """

    max_retries: int = 2
    backoff: float | None = None
    longest: float = 8.0
    factor: float = 2.0
    statuses: tuple[str, ...] = ()
    connections: bool = True

    def of(self, declared: Retries | None) -> RetryPolicy:
        """The policy with what the API's document declares. A `backoff` of the caller stays."""
        if declared is None:
            return self
        return RetryPolicy(
            0 if declared.never else self.max_retries,
            self.backoff or declared.first,
            declared.longest or self.longest,
            declared.factor or self.factor,
            declared.statuses,
            declared.connections,
        )

    def repeats(self, status: int) -> bool:
        """Whether a response with this status is retried."""
        if not self.statuses:
            return status in _TRANSIENT
        return not {str(status), f"{status // 100}XX"}.isdisjoint(self.statuses)

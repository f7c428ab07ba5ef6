"""The retry policy of a client, and of an operation."""

from __future__ import annotations

from dataclasses import dataclass

from ..descriptors.operation import Retries

_TRANSIENT = frozenset({408, 500, 502, 503, 504})


@dataclass(frozen=True, slots=True)
class RetryPolicy:
    """When a call is tried again.

    Attributes:
        max_retries: Attempts after the first.
        backoff: Seconds of the first pause. None: the caller chose none, so the API's document decides, or it is 0.5.
        longest: Seconds of the longest pause.
        factor: The ratio of a pause to the one before it.
        statuses: The statuses (`503`, `5XX`) that are tried again, in place of the default ones.
        connections: Whether a call whose connection broke is tried again.
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
        """Whether a response with this status is tried again."""
        if not self.statuses:
            return status in _TRANSIENT
        return not {str(status), f"{status // 100}XX"}.isdisjoint(self.statuses)

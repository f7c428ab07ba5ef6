"""How often a call is tried again, and when."""

from __future__ import annotations

from dataclasses import dataclass

from ..descriptors.operation import Retries

_TRANSIENT = frozenset({408, 500, 502, 503, 504})


@dataclass(frozen=True, slots=True)
class RetryPolicy:
    """`max_retries` attempts after the first; pauses begin at `backoff` seconds and grow by `factor` to `longest`.

    `backoff` is None where the caller chose none: 0.5, unless the API says otherwise.
    `statuses` (`503`, `5XX`) are tried again, where there are any instead of the usual ones; so are connections that
    broke, unless `connections` is False.
    """

    max_retries: int = 2
    backoff: float | None = None
    longest: float = 8.0
    factor: float = 2.0
    statuses: tuple[str, ...] = ()
    connections: bool = True

    def of(self, declared: Retries | None) -> RetryPolicy:
        """The policy for an operation of which the API says something; a `backoff` that the caller chose stays."""
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
        """Whether this status means that another attempt may have another answer."""
        if not self.statuses:
            return status in _TRANSIENT
        return not {str(status), f"{status // 100}XX"}.isdisjoint(self.statuses)

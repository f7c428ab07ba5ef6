"""What became of an attempt."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Attempt:
    """One attempt of a call: how it ended (`status_code` or `error`), how long it took, how long was waited then."""

    number: int
    status_code: int | None
    error: str | None
    elapsed: float
    delay: float = 0.0

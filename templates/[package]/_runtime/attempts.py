"""The record of an attempt."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Attempt:
    """One attempt of a call.

    Attributes:
        number: 1 for the first attempt.
        status_code: The status of the response; None if no response came.
        error: The name of the exception's class if no response came.
        elapsed: The seconds that the attempt took.
        delay: The seconds from the end of the attempt to the next one.
        request_id: The server's identifier of the request, if it sent one.
    """

    number: int
    status_code: int | None
    error: str | None
    elapsed: float
    delay: float = 0.0
    request_id: str | None = None

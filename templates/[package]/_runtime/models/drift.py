"""Departures: where a response is not what the API's description says, and yet is used.

An unknown property is none: descriptions grow, and the fast path does not even see it. Everything else that the fast
path refuses is read again here, slowly, keeping what is there:

- an unknown value of an enumeration, or one outside its constraints, is kept;
- what is missing is None;
- a scalar of another type is converted where that is exact and evident ("12" for 12, 12 for "12");
- otherwise an optional property is None, and a required one (or an item of a list) is what came.

Each departure is recorded once for its operation, place and expectation, and logged as a warning.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ..errors import ResponseValidationError

_MOST = 1_000


@dataclass(frozen=True, slots=True)
class Departure:
    """One way in which responses of an operation differ from the description.

    Attributes:
        operation: the operation's name (`templates.list`).
        pointer: a JSON pointer (RFC 6901) into the response; `*` stands for any index of a list or key of a map.
        expected: what the description says.
        received: what came the first time, cut short; masked where the name looks secret.
    """

    operation: str
    pointer: str
    expected: str
    received: str

    def __str__(self) -> str:
        return f"{self.operation} {self.pointer or '/'}: expected {self.expected}, received {self.received}"


class Drift:
    """The departures that a client has seen, each once, at most 1,000. Threads may share it."""

    def __init__(self, logger: str = "", *, redact: Callable[[str], str] | None = None) -> None:
        self._logger = logging.getLogger(logger) if logger else None
        self._redact = redact
        self._seen: dict[tuple[str, str, str], Departure] = {}

    def redacted(self, text: str) -> str:
        """A text without the client's credentials."""
        return text if self._redact is None else self._redact(text)

    def record(self, departure: Departure) -> None:
        """Keep a departure, and log it, unless one like it was seen before."""
        key = (departure.operation, departure.pointer, departure.expected)
        if key in self._seen or len(self._seen) >= _MOST:
            return
        # setdefault is atomic, so of several threads one logs, without a lock that a fork could leave taken
        if self._seen.setdefault(key, departure) is departure and self._logger is not None:
            self._logger.warning("response differs from the API description: %s", departure)

    def clear(self) -> None:
        """Forget all departures, so that they are recorded anew."""
        self._seen.clear()

    def __iter__(self) -> Iterator[Departure]:
        return iter(tuple(self._seen.values()))

    def __len__(self) -> int:
        return len(self._seen)

    def __repr__(self) -> str:
        return f"<Drift: {len(self)} departures>"


class Report:
    """Where the departures of one call go. `strict` makes the first one an error."""

    __slots__ = ("operation", "drift", "strict")

    def __init__(self, operation: str, drift: Drift, strict: bool = False) -> None:
        self.operation = operation
        self.drift = drift
        self.strict = strict

    def redacted(self, text: str) -> str:
        """A text of the response without the client's credentials; to be asked for before the text is cut."""
        return self.drift.redacted(text)

    def depart(self, path: list[str | int], pattern: str, expected: str, received: str) -> None:
        """Record a departure at `path`, whose indices and map keys are `*` in `pattern`.

        Raises:
            ResponseValidationError: with `strict`.
        """
        if self.strict:
            # Key by key: a pointer escapes the slashes of a key, which would hide a credential from the redactor.
            keys = [self.redacted(key) if isinstance(key, str) else key for key in path]
            raise ResponseValidationError(
                pointer=json_pointer(keys), expected=expected, received=received
            )
        self.drift.record(Departure(self.operation, pattern, expected, received))


def json_pointer(path: list[str | int]) -> str:
    """RFC 6901."""
    return "".join(f"/{str(key).replace('~', '~0').replace('/', '~1')}" for key in path)

"""Mismatches: differences between a response and the API's document that do not make the response unusable.

An unknown property is not a mismatch: APIs grow, and the strict decoder does not see it. A response that the
strict decoder refuses is decoded again, leniently and more slowly:

- An unknown value of an enumeration, or a value outside its constraints, is kept. Only models that requests contain,
  too, have constraints.
- A missing property is None.
- An object whose discriminator selects no member of a union is the class that the members extend, or `Unknown`.
- A scalar of another type is converted if the conversion is exact and evident ("12" for 12, 12 for "12").
- Otherwise a list or map is empty, and any other value is None (UNSET if it is optional and can be null). A value has
  thus the annotated type or is None. If the body as a whole has another type, decoding it is an error.

Each mismatch is recorded once per operation, location and expectation, and logged as a warning.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, ClassVar

import msgspec

from ..errors import ResponseValidationError
from ..json_data import json_pointer
from .reprs import short_object_repr

_MAX_MISMATCHES = 1_000


@dataclass(frozen=True, slots=True)
class Mismatch:
    """One difference between the responses of an operation and the API's document.

    Attributes:
        operation: The operation's name (`templates.list`).
        pointer: A JSON pointer (RFC 6901) into the response; `*` stands for any index of a list or key of a map.
        expected: The values that the document allows.
        received: The first received value, shortened; masked if its name looks secret.
    """

    operation: str
    pointer: str
    expected: str
    received: str

    def __str__(self) -> str:
        return f"{self.operation} {self.pointer or '/'}: expected {self.expected}, received {self.received}"


class Drift:
    """The distinct mismatches that a client has seen, at most 1,000. Threads may share it."""

    def __init__(self, logger: str = "", *, redact: Callable[[str], str] | None = None) -> None:
        self._logger = logging.getLogger(logger) if logger else None
        self._redact = redact
        self._seen: dict[tuple[str, str, str], Mismatch] = {}

    def redacted(self, text: str) -> str:
        """A text without the client's credentials."""
        return text if self._redact is None else self._redact(text)

    def record(self, mismatch: Mismatch) -> None:
        """Keep and log a mismatch, unless its operation, pointer and expectation were recorded before."""
        key = (mismatch.operation, mismatch.pointer, mismatch.expected)
        if key in self._seen or len(self._seen) >= _MAX_MISMATCHES:
            return
        # setdefault is atomic: only one of several threads logs, without a lock that a fork could leave held
        if self._seen.setdefault(key, mismatch) is mismatch and self._logger is not None:
            self._logger.warning("response differs from the API's document: %s", mismatch)

    def clear(self) -> None:
        """Remove all mismatches; later ones are recorded and logged again."""
        self._seen.clear()

    def __iter__(self) -> Iterator[Mismatch]:
        return iter(tuple(self._seen.values()))

    def __len__(self) -> int:
        return len(self._seen)

    def __repr__(self) -> str:
        return f"<Drift: {len(self)} mismatches>"


def strict_report(name: str) -> Report:
    """A report that raises the first mismatch in a value with this name."""
    return Report(name, Drift(), strict=True)


class Report:
    """Collects the mismatches of one call. With `strict`, the first mismatch raises an error."""

    __slots__ = ("operation", "drift", "strict")

    def __init__(self, operation: str, drift: Drift, strict: bool = False) -> None:
        self.operation = operation
        self.drift = drift
        self.strict = strict

    def redacted(self, text: str) -> str:
        """A text of the response without the client's credentials. Redact a text before you shorten it."""
        return self.drift.redacted(text)

    def add(
        self,
        path: list[str | int],
        pattern: str,
        expected: str,
        received: str,
        problem: str | None = None,
    ) -> None:
        """Record a mismatch at `path`; `pattern` is its pointer with `*` for indices and map keys.

        Raises:
            ResponseValidationError: `strict` is set.
        """
        if self.strict:
            # Key by key: a pointer escapes the slashes of a key, which would hide a credential from the redactor.
            keys = [self.redacted(key) if isinstance(key, str) else key for key in path]
            raise ResponseValidationError(
                pointer=json_pointer(keys), expected=expected, received=received
            )
        self.drift.record(Mismatch(self.operation, pattern, expected, received))


class Unknown:
    """An object of a response whose discriminator selects no member of the union.

    The API can add members that this package does not know. Such a value is a mismatch in `client.drift`.

    Attributes:
        tag: The received value of the discriminator; None if it is missing.
        raw: The received object, with the names of the API.
    """

    __slots__ = ("tag", "raw")
    __match_args__ = ("tag", "raw")
    __hash__: ClassVar[None] = None  # type: ignore[assignment]  # mutable, like models

    def __init__(self, tag: Any, raw: dict[str, Any]) -> None:
        self.tag = tag
        self.raw = raw

    def to_dict(self) -> dict[str, Any]:
        """The received object, with the names of the API."""
        return dict(self.raw)

    def to_json(self) -> bytes:
        """The received object as JSON."""
        return msgspec.json.encode(self.raw)

    def __to_wire__(self) -> dict[str, Any]:
        return self.raw

    def __shown_fields__(self) -> Iterator[tuple[str, object]]:
        yield from (("tag", self.tag), ("raw", self.raw))

    def __repr__(self) -> str:
        return short_object_repr("Unknown", self.__shown_fields__())

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Unknown) and (other.tag, other.raw) == (self.tag, self.raw)

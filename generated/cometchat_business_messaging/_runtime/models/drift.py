"""Mismatches: differences between a response and the API's document that do not make the response unusable.

The strict decoder skips unknown properties. The client looks for them in the first response of each operation that has
no other mismatch, and then in one of 1,000, because it takes longer than decoding; with `strict`, in each one. With
`unknown_fields="keep"`, models keep the unknown properties of all responses.

A response that the strict decoder refuses is decoded again, leniently and more slowly:

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
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any, ClassVar, Final

import msgspec

from ..errors import ResponseValidationError
from ..escaping import printable
from ..json_data import json_pointer
from .reprs import is_secret, received, short_object_repr
from .unknown_fields import UnknownProperties

_encoder: Final = msgspec.json.Encoder(decimal_format="number")
_MAX_MISMATCHES = 1_000
_SAMPLED = 1_000  # one of so many responses is compared key by key
# Reported properties of a response. An object can have a property for each of its items.
_MOST_UNKNOWN = 20
_LONGEST_NAME = 100  # characters


@dataclass(frozen=True, slots=True)
class Mismatch:
    """One difference between the responses of an operation and the API's document.

    Attributes:
        operation: The operation's name (`templates.list`).
        pointer: A JSON pointer (RFC 6901) into the response; `*` stands for any index of a list or key of a map. A
            name that the document does not have is escaped and cut at 100 characters.
        expected: The values that the document allows.
        received: The first received value, shortened; masked if its name looks secret.
    """

    operation: str
    pointer: str
    expected: str
    received: str

    def __str__(self) -> str:
        pointer = printable(self.pointer) or "/"
        return f"{self.operation} {pointer}: expected {self.expected}, received {self.received}"


class Drift:
    """The distinct mismatches that a client has seen, at most 1,000. Threads may share it."""

    def __init__(self, logger: str = "", *, redact: Callable[[str], str] | None = None) -> None:
        self._logger = logging.getLogger(logger) if logger else None
        self._redact = redact
        self._seen: dict[tuple[str, str, str], Mismatch] = {}
        self._responses: dict[str, int] = {}

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

    def is_sampled(self, operation: str) -> bool:
        """Whether to compare a response key by key: the first one of the operation, and one of 1,000 after it."""
        count = self._responses.get(operation, 0)
        self._responses[operation] = count + 1
        return count % _SAMPLED == 0

    def clear(self) -> None:
        """Remove all mismatches; later ones are recorded and logged again."""
        self._seen.clear()

    def __iter__(self) -> Iterator[Mismatch]:
        return iter(tuple(self._seen.values()))

    def __len__(self) -> int:
        return len(self._seen)

    def __repr__(self) -> str:
        return f"<Drift: {len(self)} mismatches>"


def strict_report(name: str, *, keep_unknown: bool = False) -> Report:
    """A report that raises the first mismatch in a value with this name."""
    return Report(name, Drift(), strict=True, keep_unknown=keep_unknown)


class Report:
    """Collects the mismatches of one call. With `strict`, the first mismatch raises an error.

    Args:
        complete: Unknown properties are mismatches, too.
        keep_unknown: Whether models keep unknown properties.

    Attributes:
        standard: Properties of the value that are known without a description.
    """

    __slots__ = ("complete", "drift", "keep_unknown", "operation", "standard", "strict")
    is_of_caller: ClassVar[bool] = False

    def __init__(
        self,
        operation: str,
        drift: Drift,
        strict: bool = False,
        *,
        complete: bool = False,
        keep_unknown: bool = False,
    ) -> None:
        self.operation = operation
        self.drift = drift
        self.strict = strict
        self.complete = complete
        self.keep_unknown = keep_unknown
        self.standard: frozenset[str] = frozenset()

    def with_strict(self, strict: bool) -> Report:
        """Another report of the same call, in which unknown properties are no mismatches."""
        return Report(self.operation, self.drift, strict, keep_unknown=self.keep_unknown)

    def compares(self) -> bool:
        """Whether to look for unknown properties in this response."""
        if not self.complete:
            return False
        return self.strict or self.drift.is_sampled(self.operation)

    def redacted(self, text: str) -> str:
        """A text of the response without the client's credentials. Redact a text before you shorten it."""
        return self.drift.redacted(text)

    def shown_key(self, key: str) -> str:
        """A name in the response without the client's credentials, on one line and shortened."""
        return printable(self.redacted(key), _LONGEST_NAME)

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
            keys = [self.shown_key(key) if isinstance(key, str) else key for key in path]
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
        return _encoder.encode(self.raw)

    def __to_wire__(self) -> dict[str, Any]:
        return self.raw

    def __shown_fields__(self) -> Iterator[tuple[str, object]]:
        yield from (("tag", self.tag), ("raw", self.raw))

    def __repr__(self) -> str:
        return short_object_repr("Unknown", self.__shown_fields__())

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Unknown) and (other.tag, other.raw) == (self.tag, self.raw)


def report_unknown_fields(found: Iterable[UnknownProperties], report: Report) -> None:
    """Report the properties that models of a response do not have.

    The response has no other mismatch: its models could stand for members of a union that the document does not have.

    Raises:
        ResponseValidationError: `report` is strict, and there is one.
    """
    names = ((each, row, name) for each in found for row in each.rows for name in row[1])
    for each, (_, properties, index), name in islice(names, _MOST_UNKNOWN):
        item = properties[name]
        shown = report.redacted(item) if isinstance(item, str) else item
        text = received(shown, secret=is_secret(name))
        path = each.path(index)
        pattern = [*("*" if is_any else key for key, is_any in path), report.shown_key(name)]
        keys = [*(key for key, _ in path), name]
        report.add(keys, json_pointer(pattern), "no property of this name", text)

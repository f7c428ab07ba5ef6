"""Generate strings and numbers for a schema: candidates in an order; the caller takes the first valid one."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from documents import Json
from hypothesis import HealthCheck, Phase, find, settings
from hypothesis.strategies import from_regex

_FORMATS = {
    "date-time": "2024-01-15T09:30:00Z",
    "date": "2024-01-15",
    "time": "09:30:00Z",
    "duration": "P1D",
    "uuid": "1f0c7a4e-6a3b-4f53-9d8e-2b7c1d0e9f11",
    "email": "jane@example.com",
    "idn-email": "jane@example.com",
    "hostname": "example.com",
    "ipv4": "192.0.2.1",
    "ipv6": "2001:db8::1",
    "uri": "https://example.com/a",
    "uri-reference": "/a",
    "url": "https://example.com/a",
    "byte": "aGVsbG8=",
    "base64": "aGVsbG8=",
}
# Strings that match most patterns with lookaround, for which a search finds nothing.
_USUAL = ("text", "Text1", "Password-123", "Passw0rd!", "example.com", "1", "2024-01-15", "")
_IMPLIED = {
    "properties": "object",
    "additionalProperties": "object",
    "patternProperties": "object",
    "required": "object",
    "items": "array",
    "prefixItems": "array",
    "minLength": "string",
    "pattern": "string",
    "format": "string",
    "minimum": "number",
    "multipleOf": "number",
}
_QUICK = settings(
    derandomize=True,
    database=None,
    max_examples=100,
    phases=[Phase.generate, Phase.shrink],
    suppress_health_check=list(HealthCheck),
    deadline=None,
)


class Unable(Exception):
    """No value that conforms to the schema could be generated."""


def type_of(schema: Json) -> str | None:
    declared: Json = schema.get("type")
    if isinstance(declared, list):
        declared = next((each for each in declared if each != "null"), "null")
    if declared is None:
        declared = next((kind for keyword, kind in _IMPLIED.items() if keyword in schema), None)
    return None if declared is None else str(declared)


def texts(schema: Json) -> Iterator[str]:
    """Yield strings of the schema's format, pattern and lengths. Not each of them is valid."""
    least, most = schema.get("minLength", 0), schema.get("maxLength", 10_000)
    sample = _FORMATS.get(schema.get("format", ""))
    if sample is not None:
        yield sample
    if "pattern" in schema:
        yield from matching(schema["pattern"], least, most)
        return
    if schema.get("format") == "date-time":
        yield f"{sample[:-1]}.{'0' * max(least - 21, 1)}Z" if sample else ""
    plain = "text" if sample is None else sample
    yield plain.ljust(least, "x")[:most]
    yield plain.rjust(least, "x")  # the last part of a host or of an address is limited


@cache
def matching(pattern: str, least: int = 0, most: int = 10_000) -> tuple[str, ...]:
    """Return strings that match a pattern: the simplest one, in printable ASCII if possible.

    The result is empty if none was found.
    """

    def fits(text: str) -> bool:
        return least <= len(text) <= most and re.search(pattern, text) is not None

    strings = from_regex(pattern.replace(r"\Z", "$"))
    for strategy in (strings.filter(_is_usual), strings):
        try:
            found = find(strategy, lambda each: len(each) <= most, settings=_QUICK)
        except Exception:  # nothing found
            continue
        longer = (found.ljust(least, last) for last in (found[-1:] or "x", "x"))
        fitting = tuple(filter(fits, (found, *longer, found.rjust(least, "x"))))
        if fitting:
            return fitting
    usual = tuple(filter(fits, _USUAL))
    if usual:
        return usual
    try:
        return (find(strings.filter(fits), lambda _: True, settings=_QUICK),)
    except Exception:  # nothing found
        return ()


def _is_usual(text: str) -> bool:
    return text.isprintable() and text.isascii() and bool(text.strip())


def numbers(schema: Json, kind: str) -> Iterator[float]:
    """Yield numbers near the schema's limits. Not each of them is valid."""
    step = Decimal(str(schema.get("multipleOf", 1 if kind == "integer" else 0.5)))
    low = _bound(schema, "minimum", "exclusiveMinimum", -math.inf, step)
    high = _bound(schema, "maximum", "exclusiveMaximum", math.inf, -step)
    start = low if low > 1 else Decimal(1) if high >= 1 else high
    convert = int if kind == "integer" else float
    yield convert(math.ceil(start / step) * step)
    yield convert(math.floor(high / step) * step if high.is_finite() else 0)
    ends = [schema.get(name) for name in ("minimum", "exclusiveMinimum", "maximum")]
    ends.append(schema.get("exclusiveMaximum"))
    limits = [each for each in ends if isinstance(each, int | float) and not isinstance(each, bool)]
    yield convert(sum(limits) / len(limits) if limits else 0)


def _bound(schema: Json, plain: str, exclusive: str, unbounded: float, step: Decimal) -> Decimal:
    """Return the first limit of the two keywords that the multiples of `step` can reach."""
    limit, strict = Decimal(str(schema.get(plain, unbounded))), schema.get(exclusive)
    if strict is True:  # 3.0
        return limit + step
    return limit if strict in (None, False) else Decimal(str(strict)) + step

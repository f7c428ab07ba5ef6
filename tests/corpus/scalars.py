"""Generate strings and numbers that conform to a schema."""

from __future__ import annotations

import math
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
_IMPLIED = {
    "properties": "object",
    "additionalProperties": "object",
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
    max_examples=500,
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


def text(schema: Json) -> str:
    least, most = schema.get("minLength", 0), schema.get("maxLength", 10_000)
    if "pattern" in schema:
        return _matching(schema["pattern"], least, most)
    return _FORMATS.get(schema.get("format", ""), "text").ljust(least, "x")[:most]


@cache
def _matching(pattern: str, least: int, most: int) -> str:
    """Return the simplest string that matches a pattern, in printable ASCII if possible."""
    strings = from_regex(pattern.replace(r"\Z", "$")).filter(
        lambda each: least <= len(each) <= most
    )
    for strategy in (strings.filter(_is_usual), strings):
        try:
            return find(strategy, lambda _: True, settings=_QUICK)
        except Exception:  # not a Python pattern, or it has no match
            continue
    raise Unable


def _is_usual(text: str) -> bool:
    return text.isprintable() and text.isascii() and bool(text.strip())


def number(schema: Json, kind: str) -> float:
    step = schema.get("multipleOf", 1 if kind == "integer" else 0.5)
    low = max(_bound(schema, "minimum", "exclusiveMinimum", -math.inf, step), -math.inf)
    high = _bound(schema, "maximum", "exclusiveMaximum", math.inf, -step)
    start = low if low > 1 else 1.0 if high >= 1 else high
    value = math.ceil(start / step) * step
    if value > high:
        value = math.floor(high / step) * step
    return int(value) if kind == "integer" else float(value)


def _bound(schema: Json, plain: str, exclusive: str, unbounded: float, step: float) -> float:
    limit = schema.get(plain, unbounded)
    strict = schema.get(exclusive)
    if strict is True:  # 3.0
        return float(limit) + step
    return (
        float(strict) + step
        if isinstance(strict, int | float) and strict is not False
        else float(limit)
    )

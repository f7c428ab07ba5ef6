"""What a type expects of a value beyond its kind, in words and as a test."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from msgspec import Meta

from .type_info import Shape, shape_of


def describe(shape: Shape) -> str:
    """What a shape expects, in words."""
    match shape.kind:
        case "literal":
            text = one_of(shape.arguments)
        case "union":
            kinds = dict.fromkeys(describe(shape_of(member)) for member in shape.arguments)
            text = " or ".join(kinds)
        case "date-time":
            text = "date-time with a time zone"
        case "map":
            text = "object"
        case "tuple":
            text = f"array of {len(shape.arguments)}"
        case "bytes":
            text = "base64 string"
        case "opaque":
            text = getattr(shape.type, "__name__", "value")
        case kind:
            text = kind
    return " ".join([text, *_constraints(shape.metas)])


def one_of(values: tuple[object, ...]) -> str:
    """The words for an enumeration."""
    return "one of " + ", ".join(repr(value) for value in values)


_WORDS = {
    "gt": "> {}",
    "ge": ">= {}",
    "lt": "< {}",
    "le": "<= {}",
    "multiple_of": "a multiple of {}",
    "min_length": "of length >= {}",
    "max_length": "of length <= {}",
    "pattern": "matching {!r}",
}


def _constraints(metas: tuple[Meta, ...]) -> list[str]:
    found = ((words, getattr(meta, name)) for meta in metas for name, words in _WORDS.items())
    return [words.format(limit) for words, limit in found if limit is not None]


_TESTS: dict[str, Callable[[Any, Any], bool]] = {
    "gt": lambda value, limit: value > limit,
    "ge": lambda value, limit: value >= limit,
    "lt": lambda value, limit: value < limit,
    "le": lambda value, limit: value <= limit,
    "multiple_of": lambda value, limit: value % limit == 0,
    "min_length": lambda value, limit: len(value) >= limit,
    "max_length": lambda value, limit: len(value) <= limit,
    "pattern": lambda value, limit: re.search(limit, value) is not None,
}


def broken(value: object, metas: tuple[Meta, ...]) -> bool:
    """Whether a value of the right kind breaks a constraint."""
    limits = ((test, getattr(meta, name)) for meta in metas for name, test in _TESTS.items())
    return any(limit is not None and not test(value, limit) for test, limit in limits)

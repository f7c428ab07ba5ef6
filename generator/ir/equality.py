"""Equality of schemas, without regard to documentation."""

from __future__ import annotations

from typing import Final

from generator.json_types import Json

_DOCUMENTATION: Final = frozenset({"example", "examples", "description", "title", "externalDocs"})
_BY_NAME: Final = frozenset({"properties", "patternProperties", "$defs", "definitions"})


def equal_schemas(first: Json, second: Json, *, names: bool = False) -> bool:
    """Return whether two schemas accept the same values and differ only in documentation.

    `names` is true when the keys of the two objects are property names, not keywords.
    """
    if isinstance(first, dict) and isinstance(second, dict):
        keys = first.keys() | second.keys()
        return all(
            key in first
            and key in second
            and equal_schemas(first[key], second[key], names=key in _BY_NAME and not names)
            for key in (keys if names else keys - _DOCUMENTATION)
        )
    if isinstance(first, list) and isinstance(second, list):
        return len(first) == len(second) and all(map(equal_schemas, first, second))
    return type(first) is type(second) and first == second

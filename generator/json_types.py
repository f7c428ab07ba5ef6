"""The values that JSON can express, and the addresses of values inside them."""

from __future__ import annotations

from typing import TypeAlias

JsonScalar: TypeAlias = "str | int | float | bool | None"
Json: TypeAlias = "JsonScalar | list[Json] | dict[str, Json]"

Key: TypeAlias = "str | int"
"""A key of a mapping, or an index of a list."""

Pointer: TypeAlias = "tuple[Key, ...]"
"""The keys that lead from a value to a value inside it."""

"""Type guards for decoded JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeGuard


def is_object(value: object) -> TypeGuard[dict[str, object]]:
    """Whether a value is a JSON object."""
    return isinstance(value, dict)


def is_array(value: object) -> TypeGuard[Sequence[object]]:
    """Whether a value is a JSON array. A tuple is one, because msgspec keeps the tuples of a caller."""
    return isinstance(value, list | tuple)

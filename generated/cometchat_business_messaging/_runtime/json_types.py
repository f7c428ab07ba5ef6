"""Tests of plain JSON values that type checkers understand, too."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeGuard


def is_object(value: object) -> TypeGuard[dict[str, object]]:
    """Whether a plain value is a JSON object."""
    return isinstance(value, dict)


def is_array(value: object) -> TypeGuard[Sequence[object]]:
    """Whether a plain value is a JSON array. (msgspec leaves a caller's tuples as they are.)"""
    return isinstance(value, list | tuple)

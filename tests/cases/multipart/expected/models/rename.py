"""Models: RenameBody."""

from __future__ import annotations

from collections.abc import Sequence

from .._runtime import Model

__all__ = [
    "RenameBody",
]


class RenameBody(Model, kw_only=True, gc=False):
    """RenameBody"""

    name: str

    times: Sequence[int] | None = None

"""Models: Problem."""

from __future__ import annotations

from .._runtime import Model

__all__ = [
    "Problem",
]


class Problem(Model, kw_only=True, gc=False):
    """What went wrong."""

    code: str
    """For programs."""

    message: str | None = None
    """For people."""

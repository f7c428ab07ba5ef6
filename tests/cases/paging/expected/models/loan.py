"""Models: Loan."""

from __future__ import annotations

from .._runtime import Date, Model

__all__ = [
    "Loan",
]


class Loan(Model, kw_only=True, gc=False):
    """Loan"""

    id: int

    due: Date

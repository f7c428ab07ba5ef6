"""Models: Order."""

from __future__ import annotations

from .._runtime import Model, Timestamp

__all__ = [
    "Order",
]


class Order(Model, kw_only=True, gc=False, rename="camel"):
    """Something that was bought."""

    id: str
    """Its identifier."""

    paid_at: Timestamp | None = None
    """When it was paid."""

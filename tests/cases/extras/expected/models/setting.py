"""Models: Setting."""

from __future__ import annotations

from .._runtime import Model

__all__ = [
    "Setting",
]


class Setting(Model, kw_only=True, gc=False):
    """Setting"""

    value: str

"""Models: ErrorBody."""

from __future__ import annotations

from typing import Any

from .._runtime import Model

__all__ = [
    "ErrorBody",
]


class ErrorBody(Model, kw_only=True, rename="camel"):
    """What went wrong, for programs, for end users and for developers."""

    code: str
    """What went wrong, for programs. More codes than the documented ones can come."""

    message: str
    """A text that may be shown to end users."""

    dev_message: str | None = None
    """A text for the developer who looks into the failure."""

    details: dict[str, Any] | None = None
    """Tells for each field that was refused what is wrong with it."""

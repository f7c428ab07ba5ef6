"""Models: ErrorBody."""

from __future__ import annotations

from .._runtime import Model

__all__ = [
    "ErrorBody",
]


class ErrorBody(Model, kw_only=True, gc=False, rename="camel"):
    """An error, described for programs, end users and developers."""

    code: str
    """Machine-readable error code. The API may return codes that are not documented."""

    message: str
    """Message that can be shown to end users."""

    dev_message: str
    """Additional detail for developers."""

    details: dict[str, str] | None = None
    """Description of the error for each invalid field, by the field's name."""

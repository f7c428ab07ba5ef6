"""Models: ErrorEnvelope."""

from __future__ import annotations

from .. import models
from .._runtime import Model

__all__ = [
    "ErrorEnvelope",
]


class ErrorEnvelope(Model, kw_only=True):
    """The body of every error response."""

    error: models.ErrorBody

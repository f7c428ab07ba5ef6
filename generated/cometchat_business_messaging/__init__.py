"""CometChat Business Messaging API 1.0.0: a client for Python."""

from __future__ import annotations

from . import errors, models
from ._client import AsyncBusinessMessaging, BusinessMessaging
from ._runtime import UNSET, CallOptions, Hooks, OutgoingRequest, opentelemetry_hooks

__all__ = [
    "UNSET",
    "AsyncBusinessMessaging",
    "BusinessMessaging",
    "CallOptions",
    "Hooks",
    "OutgoingRequest",
    "errors",
    "models",
    "opentelemetry_hooks",
]
__version__ = "1.0.0"

"""CometChat Business Messaging API 1.0.0: a client for Python."""

from __future__ import annotations

from . import errors, models
from ._client import AsyncBusinessMessaging, BusinessMessaging
from ._runtime import (
    UNSET,
    AsyncDownload,
    AsyncPage,
    AsyncPager,
    AsyncStream,
    Attempt,
    AttemptEvent,
    CallEvent,
    CallOptions,
    ClientOptions,
    Download,
    Drift,
    Field,
    FileInput,
    Headers,
    Hooks,
    Mismatch,
    OutgoingRequest,
    Page,
    RawResponse,
    Stream,
    UnsetType,
    opentelemetry_hooks,
)

__all__ = [
    "UNSET",
    "AsyncBusinessMessaging",
    "AsyncDownload",
    "AsyncPage",
    "AsyncPager",
    "AsyncStream",
    "Attempt",
    "AttemptEvent",
    "BusinessMessaging",
    "CallEvent",
    "CallOptions",
    "ClientOptions",
    "Download",
    "Drift",
    "Field",
    "FileInput",
    "Headers",
    "Hooks",
    "Mismatch",
    "OutgoingRequest",
    "Page",
    "RawResponse",
    "Stream",
    "UnsetType",
    "errors",
    "models",
    "opentelemetry_hooks",
]
__docformat__ = "google"
__version__ = "1.0.0"

"""CometChat Business Messaging API 1.0.0: a client for Python."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

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

if TYPE_CHECKING:
    __sources__: Mapping[str, str]
    """The place of each public name in the OpenAPI document, as `file#/json/pointer`: `__sources__["models.Item.name"]`."""

# Modules are imported when a name of theirs is first used, so that importing the package takes no time.
_MODULES = ["errors", "models"]
_MODULE_OF = {
    "BusinessMessaging": "._client",
    "AsyncBusinessMessaging": "._client",
}

if not TYPE_CHECKING:  # with `__getattr__`, type checkers would accept any name

    def __getattr__(name: str) -> object:
        if name == "__sources__":
            from ._runtime.loading import read_sources

            value = globals()[name] = read_sources(__name__)
            return value
        if name not in __all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from importlib import import_module

        if name in _MODULES:
            return import_module(f".{name}", __name__)
        module = import_module(_MODULE_OF.get(name, "._runtime"), __name__)
        value = globals()[name] = getattr(module, name)
        return value

    def __dir__() -> list[str]:
        return __all__

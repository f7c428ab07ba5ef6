"""The description of the API for the runtime."""

from __future__ import annotations

from . import errors
from ._runtime import ApiDescription, Scheme, Server, ServerVariable

API = ApiDescription(
    package="case_errors",
    version="1.0.0",
    env_prefix="CASE",
    servers=(Server("https://{shop}.example", (ServerVariable("shop", "shop", "demo"),)),),
    schemes=(Scheme("key", "bearer", ("token",)),),
    security=(("key",),),
    error_fields=(("code", "/code"), ("message", "/message")),
    error_classes=lambda: errors.CODES,
    error_bodies=lambda: errors.BODIES,
)

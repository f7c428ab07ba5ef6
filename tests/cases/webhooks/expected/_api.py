"""The description of the API for the runtime."""

from __future__ import annotations

from . import errors
from ._runtime import ApiDescription, Server

API = ApiDescription(
    package="case_webhooks",
    version="1.0.0",
    env_prefix="CASE",
    servers=(Server("https://orders.example.com"),),
    schemes=(),
    security=(),
    error_fields=(),
    error_classes=lambda: errors.CODES,
    error_bodies=lambda: errors.BODIES,
)

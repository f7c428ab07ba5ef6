"""The description of the API for the runtime."""

from __future__ import annotations

from . import errors
from ._runtime import ApiDescription, Server

API = ApiDescription(
    package="case_called",
    version="1",
    env_prefix="CASE",
    servers=(Server("https://called.example"),),
    schemes=(),
    security=(),
    error_fields=(),
    error_classes=lambda: errors.CODES,
    error_bodies=lambda: errors.BODIES,
)

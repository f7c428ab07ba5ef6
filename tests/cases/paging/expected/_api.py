"""The description of the API for the runtime."""

from __future__ import annotations

from . import errors
from ._runtime import ApiDescription, Server

API = ApiDescription(
    package="case_paging",
    version="1",
    env_prefix="CASE",
    servers=(Server("https://library.example/v1"),),
    schemes=(),
    security=(),
    error_fields=(),
    error_classes=lambda: errors.CODES,
    error_bodies=lambda: errors.BODIES,
)

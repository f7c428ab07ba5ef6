"""The description of the API for the runtime."""

from __future__ import annotations

from . import errors
from ._runtime import ApiDescription, Scheme, Server, ServerVariable

API = ApiDescription(
    package="cometchat_business_messaging",
    version="1.0.0",
    env_prefix="COMETCHAT",
    servers=(
        Server(
            "https://{appId}.api-{region}.cometchat.io/v3/business-messaging/api",
            (
                ServerVariable("app_id", "appId", credential="app_id"),
                ServerVariable("region", "region"),
            ),
        ),
    ),
    schemes=(
        Scheme("appId", "apiKey", ("app_id",), location="header", parameter="appid"),
        Scheme("apiKey", "apiKey", ("api_key",), location="header", parameter="apikey"),
    ),
    security=(("appId", "apiKey"),),
    error_fields=(
        ("code", "/error/code"),
        ("message", "/error/message"),
        ("dev_message", "/error/devMessage"),
        ("details", "/error/details"),
    ),
    error_classes=lambda: errors.CODES,
    error_bodies=lambda: errors.BODIES,
)

"""Answers to clients that exchange a grant for an access token, which no operation of the API describes."""

from __future__ import annotations

import json
from urllib.parse import parse_qs

import httpx2

from ...descriptors.operation import TOKEN_PREFIX
from ..transport import response

_TOKEN = {  # RFC 6749, section 5.1
    "access_token": "fake",
    "token_type": "Bearer",
    "expires_in": 3600,
    "refresh_token": "fake-refresh-token",
}
_DEVICE = {  # RFC 8628, section 3.2
    "device_code": "fake",
    "user_code": "FAKE-CODE",
    "verification_uri": "https://fake.example/device",
    "expires_in": 600,
}


def token_response(request: httpx2.Request) -> httpx2.Response | None:
    """The response of a token endpoint or a device authorization endpoint; None to a request for an operation."""
    name: str = request.extensions.get("operation", "")
    if not name.startswith(TOKEN_PREFIX):
        return None
    fields = _TOKEN if "grant_type" in parse_qs(request.content.decode()) else _DEVICE
    return response(200, json.dumps(fields).encode(), "application/json")

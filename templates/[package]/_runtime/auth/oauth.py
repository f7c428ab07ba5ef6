"""OAuth2 access tokens, which are fetched, kept and renewed before they expire.

They come from client credentials (RFC 6749, section 4.4) or a refresh token (section 6).
"""

from __future__ import annotations

import json
import math
import re
import threading
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import quote_plus, urlencode

from ..clock import monotonic
from ..descriptors.api import Scheme
from ..errors import ResponseDecodeError
from ..json_data import is_object
from .credentials import basic
from .refresh_token import RefreshToken

if TYPE_CHECKING:
    import anyio
    from anyio.lowlevel import RunVar

_EARLY = 30.0  # seconds before its expiration, a token is renewed
_DEFAULT_LIFETIME = 300.0  # seconds, if the server sends no usable lifetime
_SHORTEST_LIFETIME = 1.0  # seconds; with less, each call would fetch a token
# RFC 6749, appendix A.12, without the space, which a header cannot carry in a token.
_TOKEN = re.compile(r"[\x21-\x7e]+")
_UNUSABLE = "the token endpoint's response has no usable access_token"


class Tokens(NamedTuple):
    """An access token, and the refresh token if it is a new one."""

    access: str
    refresh: str | None

    def __repr__(self) -> str:
        return "Tokens()"


class TokenStore:
    """The token of one scheme, for a client and all its clones."""

    __slots__ = ("_loop_lock", "_token", "_until", "lock")

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self._loop_lock: RunVar[anyio.Lock] | None = None
        self._token: str | None = None
        self._until = 0.0

    def loop_lock(self) -> anyio.Lock:
        """The lock of the running event loop. An asynchronous lock works in one event loop only."""
        from anyio import Lock
        from anyio.lowlevel import RunVar

        with self.lock:
            if self._loop_lock is None:
                self._loop_lock = RunVar("token")
        lock = self._loop_lock.get(None)
        if lock is None:
            lock = Lock()
            self._loop_lock.set(lock)
        return lock

    def current(self) -> str | None:
        """The token; None if it has expired."""
        return self._token if monotonic() < self._until else None

    def forget(self, token: str) -> None:
        """Drop a token that the server rejected, unless another call has replaced it."""
        if self._token == token:
            self._token, self._until = None, 0.0

    def keep(self, content: bytes, refresh_token: RefreshToken | None = None) -> Tokens:
        """Keep the token of a token endpoint's response, and a new refresh token.

        Raises:
            ResponseDecodeError: The response has no token, or one that a header cannot carry.
        """
        fields = _json_object(content)
        token = fields.get("access_token")
        if not isinstance(token, str) or not _TOKEN.fullmatch(token):
            raise ResponseDecodeError(_UNUSABLE)
        seconds = _lifetime(fields.get("expires_in"))
        self._token, self._until = token, monotonic() + max(seconds - _EARLY, seconds / 2)
        sent = fields.get("refresh_token")
        return Tokens(token, None if refresh_token is None else refresh_token.rotate(sent))

    def __repr__(self) -> str:
        return "TokenStore()"


def _json_object(content: bytes) -> dict[str, Any]:
    """The JSON object in a body, or an empty one. The exception quotes the token, so it is dropped."""
    try:
        value: object = json.loads(content, parse_int=float)  # an int can be too large for a float
    except (ValueError, RecursionError):
        return {}
    return value if is_object(value) else {}


def _lifetime(seconds: object) -> float:
    """The lifetime of a token in seconds; the default if the server sends no usable one."""
    try:
        lifetime = float(seconds) if isinstance(seconds, float | str) else 0.0
    except ValueError:
        lifetime = 0.0
    usable = _SHORTEST_LIFETIME <= lifetime < math.inf  # false of NaN
    return lifetime if usable else _DEFAULT_LIFETIME


def token_request(scheme: Scheme, texts: dict[str, str]) -> tuple[dict[str, str], bytes]:
    """The headers and the form of the request for a token."""
    if scheme.refresh_token is not None:
        return _refresh_request(scheme.refresh_token)
    form = {"grant_type": "client_credentials"}
    if scheme.scopes:
        form["scope"] = " ".join(scheme.scopes)
    name, secret = (quote_plus(texts[credential]) for credential in scheme.credentials)
    return {"Authorization": basic(name, secret)}, urlencode(form).encode()


def _refresh_request(token: RefreshToken) -> tuple[dict[str, str], bytes]:
    form = {"grant_type": "refresh_token", "refresh_token": token.current}
    if token.scopes:
        form["scope"] = " ".join(token.scopes)
    name, secret = token.login
    if secret is None:
        return {}, urlencode({**form, "client_id": name}).encode()
    return {"Authorization": basic(quote_plus(name), quote_plus(secret))}, urlencode(form).encode()

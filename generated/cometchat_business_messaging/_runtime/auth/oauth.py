"""OAuth2 access tokens, which are fetched, kept and renewed before they expire.

They come from client credentials (RFC 6749, section 4.4) or a grant of the caller.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from urllib.parse import quote_plus

from ..clock import monotonic
from ..descriptors.api import Scheme
from ..errors import ResponseDecodeError
from ..http.headers import basic
from ..json_data import json_object
from .exchange_lock import ExchangeLock
from .grants import FormParts, Grant

_EARLY = 30.0  # seconds before its expiration, a token is renewed
_DEFAULT_LIFETIME = 300.0  # seconds, if the server sends no usable lifetime
_SHORTEST = 1.0  # seconds; with a shorter lifetime, each call would fetch a token
# RFC 6749, appendix A.12, without the space, which a header cannot carry in a token.
_TOKEN = re.compile(r"[\x21-\x7e]+")
_TYPE_NAME = re.compile(r"[A-Za-z0-9._-]{1,16}")  # appendix A.13; a longer text can be a secret
_UNUSABLE = "the token endpoint's response has no usable access_token"


class TokenStore:
    """The access token of one scheme, for a client and all its clones. `lock` is held while a new one is requested."""

    __slots__ = ("_grant", "_rotated", "_token", "_until", "lock")

    def __init__(self, grant: Grant | None = None) -> None:
        self._grant = grant
        self._rotated: str | None = None
        self._token: str | None = None
        self._until = 0.0
        self.lock = ExchangeLock() if grant is None else grant.lock

    def current(self) -> str | None:
        """The token; None if it has expired, or `on_rotate` has to be called again before it is used."""
        if self._grant is not None and self._grant.unsaved is not None:
            return None
        return self._token if monotonic() < self._until else None

    def forget(self, token: str) -> None:
        """Drop a token that the server rejected, unless another call has replaced it."""
        if self._token == token:
            self._token, self._until = None, 0.0

    def keep(self, content: bytes) -> str:
        """Keep the access token of a token endpoint's response, and a new refresh token for `take_rotated`.

        Raises:
            ResponseDecodeError: The response has no token, one that a header cannot carry, or one of another type.
        """
        fields = json_object(content)
        # Also if the access token is not usable: the server does not take the former refresh token again.
        if self._grant is not None:
            self._rotated = self._grant.rotate(fields.get("refresh_token"))
        token = _bearer_token(fields)
        seconds = seconds_of(fields.get("expires_in"))
        self._token, self._until = token, monotonic() + max(seconds - _EARLY, seconds / 2)
        return token

    def take_rotated(self) -> str | None:
        """The new refresh token of the last response, once; None if it had none."""
        rotated, self._rotated = self._rotated, None
        return rotated

    def __repr__(self) -> str:
        return "TokenStore()"


def _bearer_token(fields: Mapping[str, object]) -> str:
    """The access token of a response. Without a `token_type`, which RFC 6749, section 5.1, requires, it is a bearer."""
    token, kind = fields.get("access_token"), fields.get("token_type")
    if not isinstance(token, str) or not _TOKEN.fullmatch(token):
        raise ResponseDecodeError(_UNUSABLE)
    if kind is not None and not (isinstance(kind, str) and kind.lower() == "bearer"):
        shown = kind if isinstance(kind, str) and _TYPE_NAME.fullmatch(kind) else "another one"
        raise ResponseDecodeError(
            f"the access token cannot be used: its token_type is not Bearer, but {shown}"
        )
    return token


def seconds_of(value: object, default: float = _DEFAULT_LIFETIME) -> float:
    """The seconds that a server sends for a lifetime or a pause; the default if they are not usable."""
    try:
        seconds = float(value) if isinstance(value, float | str) else 0.0
    except ValueError:
        seconds = 0.0
    return seconds if _SHORTEST <= seconds < math.inf else default  # false of NaN


def client_credentials(scheme: Scheme, texts: Mapping[str, str]) -> FormParts:
    """The headers and the form of a request with the id and the secret of the application (RFC 6749, section 4.4)."""
    form = {"grant_type": "client_credentials"}
    if scheme.scopes:
        form["scope"] = " ".join(scheme.scopes)
    name, secret = (quote_plus(texts[credential]) for credential in scheme.credentials)
    return {"Authorization": basic(name, secret)}, form

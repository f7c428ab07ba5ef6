"""OAuth2 client credentials (RFC 6749, section 4.4): tokens are fetched once, kept, and renewed before they expire."""

from __future__ import annotations

import json
import math
import re
import threading
from time import monotonic
from typing import TYPE_CHECKING
from urllib.parse import quote_plus, urlencode

from .description import Scheme
from .errors import ResponseDecodeError
from .security import basic

if TYPE_CHECKING:
    import anyio

_EARLY = 30.0  # seconds before the end at which a token is renewed
_USUAL_LIFETIME = 300.0  # seconds, where the server states no usable lifetime
_VSCHARS = re.compile(r"[\x21-\x7e]+")  # RFC 6749, appendix A.12; a space would end it in a header
_UNUSABLE = "the token endpoint's response has no usable access_token"


class TokenStore:
    """The token of one scheme, for a client and all its clones."""

    __slots__ = ("_token", "_until", "async_lock", "lock")

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.async_lock: anyio.Lock | None = None
        self._token: str | None = None
        self._until = 0.0

    def current(self) -> str | None:
        """The token, while it is good."""
        return self._token if monotonic() < self._until else None

    def forget(self, token: str) -> None:
        """Drop a token that the server refused, unless another call has already replaced it."""
        if self._token == token:
            self._token, self._until = None, 0.0

    def keep(self, content: bytes) -> str:
        """Take the token from the token endpoint's answer.

        Raises:
            ResponseDecodeError: it has no token, or one that cannot stand in a header.
        """
        try:
            answer = json.loads(content)
            token, lifetime = answer["access_token"], answer.get("expires_in", _USUAL_LIFETIME)
            seconds = float(lifetime)
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
            raise ResponseDecodeError(_UNUSABLE) from error
        if not isinstance(token, str) or not _VSCHARS.fullmatch(token):
            raise ResponseDecodeError(_UNUSABLE)
        if not 0 < seconds < math.inf:  # NaN, too: otherwise each call would fetch a token
            seconds = _USUAL_LIFETIME
        self._token, self._until = token, monotonic() + max(seconds - _EARLY, seconds / 2)
        return token

    def __repr__(self) -> str:
        return "TokenStore()"


def token_request(scheme: Scheme, texts: dict[str, str]) -> tuple[list[tuple[bytes, bytes]], bytes]:
    """Headers and body of the request for a token."""
    form = {"grant_type": "client_credentials"}
    if scheme.scopes:
        form["scope"] = " ".join(scheme.scopes)
    name, secret = (quote_plus(texts[credential]) for credential in scheme.credentials)
    headers = [
        (b"Authorization", basic(name, secret).encode()),
        (b"Content-Type", b"application/x-www-form-urlencoded"),
    ]
    return headers, urlencode(form).encode()

"""Blanking the client's own credentials in whatever is shown, kept or raised."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable
from urllib.parse import quote, quote_plus

BLANK = "[redacted]"
_SHORTEST = 4  # blanking shorter texts would garble more than it hides
_MOST = 256  # of tokens that come and go


class Redactor:
    """Knows the secrets of one client, in every form in which they travel."""

    __slots__ = ("_binary", "_texts")

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        self._texts: tuple[str, ...] = ()
        self._binary: tuple[bytes, ...] = ()
        for secret in secrets:
            self.add(secret)

    def add(self, secret: str) -> None:
        """Blank this from now on."""
        if len(secret) < _SHORTEST or secret in self._texts:
            return
        forms = {secret, quote(secret, safe=""), quote_plus(secret), json.dumps(secret)[1:-1]}
        forms.add(base64.b64encode(secret.encode()).decode())
        # Longest first, so that a secret which contains another one is blanked whole.
        texts = sorted({*self._texts[:_MOST], *forms}, key=len, reverse=True)
        self._texts, self._binary = tuple(texts), tuple(text.encode() for text in texts)

    def text(self, value: str) -> str:
        """The text without secrets."""
        for secret in self._texts:
            if secret in value:
                value = value.replace(secret, BLANK)
        return value

    def data(self, value: bytes) -> bytes:
        """The bytes without secrets."""
        for secret in self._binary:
            if secret in value:
                value = value.replace(secret, BLANK.encode())
        return value

    def finds(self, value: str) -> bool:
        """Whether a secret stands in the text."""
        return any(secret in value for secret in self._texts)

    def __repr__(self) -> str:
        return "Redactor()"

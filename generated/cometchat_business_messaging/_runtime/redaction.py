"""Blanking the client's own credentials in whatever is shown, kept or raised."""

from __future__ import annotations

import base64
import json
import re
import threading
from collections.abc import Iterable
from urllib.parse import quote, quote_plus

from .json_types import is_array, is_object

BLANK = "REDACTED"  # can stand anywhere, in the host of a URL too
_SHORTEST = 4  # blanking shorter texts would garble more than it hides
_MOST = 64  # of tokens that come and go
_TRIPLE = re.compile("%[0-9A-F]{2}")


class Redactor:
    """Knows the secrets of one client, in every form in which they travel."""

    __slots__ = ("__weakref__", "_binary", "_fixed", "_lock", "_passing", "_texts")

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        self._lock = threading.Lock()
        self._fixed: dict[str, set[str]] = {}
        self._passing: dict[str, set[str]] = {}
        self._texts: tuple[str, ...] = ()
        self._binary: tuple[bytes, ...] = ()
        for secret in secrets:
            self.add(secret)

    def add(self, secret: str, *, passing: bool = False) -> None:
        """Blank this from now on; of `passing` ones, which are replaced by others in time, the latest."""
        if len(secret) < _SHORTEST or secret in self._fixed or secret in self._passing:
            return
        with self._lock:
            (self._passing if passing else self._fixed)[secret] = _forms(secret)
            while len(self._passing) > _MOST:
                del self._passing[next(iter(self._passing))]
            forms = set[str]().union(*self._fixed.values(), *self._passing.values())
            # Longest first, so that a secret which contains another one is blanked whole.
            self._texts = tuple(sorted(forms, key=len, reverse=True))
            self._binary = tuple(text.encode() for text in self._texts)

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

    def json(self, value: object) -> object:
        """A JSON value without secrets, names of properties included."""
        if isinstance(value, str):
            return self.text(value)
        if is_object(value):
            return {self.text(key): self.json(entry) for key, entry in value.items()}
        return [self.json(item) for item in value] if is_array(value) else value

    def finds(self, value: str) -> bool:
        """Whether a secret stands in the text."""
        return any(secret in value for secret in self._texts)

    def __reduce__(self) -> tuple[type[Redactor], tuple[()]]:
        return Redactor, ()  # no secret goes into a pickle or a copy

    def __repr__(self) -> str:
        return "Redactor()"


def _forms(secret: str) -> set[str]:
    """How a secret is written: plain, in URLs, JSON (PHP escapes slashes), HTML, and base64."""
    quoted = {quote(secret, safe=""), quote_plus(secret)}
    escaped = {json.dumps(secret)[1:-1], secret.replace("/", "\\/"), _html(secret)}
    lower = {_TRIPLE.sub(lambda triple: triple[0].lower(), text) for text in quoted}
    return {secret, *quoted, *lower, *escaped, base64.b64encode(secret.encode()).decode()}


def _html(text: str) -> str:
    for character, entity in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;")):
        text = text.replace(character, entity)
    return text

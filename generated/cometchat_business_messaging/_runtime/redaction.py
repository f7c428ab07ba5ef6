"""Redaction: replace the client's credentials in logs, errors, reprs and responses."""

from __future__ import annotations

import base64
import json
import re
import threading
from collections.abc import Iterable
from typing import Any, NoReturn
from urllib.parse import quote, quote_plus

from .json_data import is_array, is_object

REDACTED = "REDACTED"  # valid in every place, also in the host of a URL
_SHORTEST = 4  # characters; shorter secrets occur in ordinary text
_MAX_TEMPORARY = 64
_TRIPLE = re.compile("%[0-9A-F]{2}")


class Hidden:
    """Values that no repr shows, for example those of local variables in the report of an error."""

    __slots__ = ("values",)

    def __init__(self, /, **values: Any) -> None:
        self.values = values

    def __reduce__(self) -> NoReturn:
        raise TypeError("hidden values cannot be pickled or copied")


class Redactor:
    """Replaces the secrets of one client, in every encoding in which they can occur."""

    __slots__ = ("__weakref__", "_binary", "_fixed", "_lock", "_temporary", "_texts")

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        self._lock = threading.Lock()
        self._fixed: dict[str, set[str]] = {}
        self._temporary: dict[str, set[str]] = {}
        self._texts: tuple[str, ...] = ()
        self._binary: tuple[bytes, ...] = ()
        for secret in secrets:
            self.add(secret)

    def add(self, secret: str, *, temporary: bool = False) -> None:
        """Redact a secret from now on. Only the latest `temporary` secrets (access tokens, for example) are kept."""
        if len(secret) < _SHORTEST or secret in self._fixed or secret in self._temporary:
            return
        with self._lock:
            (self._temporary if temporary else self._fixed)[secret] = _forms(secret)
            while len(self._temporary) > _MAX_TEMPORARY:
                del self._temporary[next(iter(self._temporary))]
            forms = set[str]().union(*self._fixed.values(), *self._temporary.values())
            # Longest first, so that a secret that contains another one is replaced as a whole.
            self._texts = tuple(sorted(forms, key=len, reverse=True))
            self._binary = tuple(text.encode() for text in self._texts)

    def add_header(self, value: str, *, temporary: bool = False) -> None:
        """Redact the value of a header, also without its scheme (`Bearer <secret>`)."""
        for secret in (value, value.rpartition(" ")[2]):
            self.add(secret, temporary=temporary)

    def text(self, value: str) -> str:
        """The text without secrets."""
        for secret in self._texts:
            if secret in value:
                value = value.replace(secret, REDACTED)
        return value

    def data(self, value: bytes) -> bytes:
        """The bytes without secrets."""
        for secret in self._binary:
            if secret in value:
                value = value.replace(secret, REDACTED.encode())
        return value

    def json(self, value: object) -> object:
        """The JSON value without secrets, also in the names of properties."""
        if isinstance(value, str):
            return self.text(value)
        if is_object(value):
            return {self.text(key): self.json(entry) for key, entry in value.items()}
        return [self.json(item) for item in value] if is_array(value) else value

    def finds(self, value: str) -> bool:
        """Whether the text contains a secret."""
        return any(secret in value for secret in self._texts)

    def __reduce__(self) -> tuple[type[Redactor], tuple[()]]:
        return Redactor, ()  # a pickle or a copy has no secret

    def __repr__(self) -> str:
        return "Redactor()"


def _forms(secret: str) -> set[str]:
    """The encodings of a secret: plain, in URLs, JSON (PHP escapes slashes), HTML and base64."""
    quoted = {quote(secret, safe=""), quote_plus(secret)}
    escaped = {json.dumps(secret)[1:-1], secret.replace("/", "\\/"), _html(secret)}
    lower = {_TRIPLE.sub(lambda triple: triple[0].lower(), text) for text in quoted}
    return {secret, *quoted, *lower, *escaped, base64.b64encode(secret.encode()).decode()}


def _html(text: str) -> str:
    for character, entity in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;")):
        text = text.replace(character, entity)
    return text

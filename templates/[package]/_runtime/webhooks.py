"""Webhooks: requests that the API sends, as models.

With a secret the sender is verified as in Standard Webhooks (https://www.standardwebhooks.com, symmetric keys): by an
HMAC-SHA256 of `id.timestamp.body`, with a timestamp close to now.
"""

from __future__ import annotations

import base64
import binascii
import time
from collections.abc import Callable, Mapping
from typing import Any, Generic, TypeVar, cast

import msgspec

from .errors import ArgumentError, ResponseDecodeError, WebhookVerificationError
from .models.codec import decode, decode_parsed
from .models.decoders import convert
from .models.drift import Drift, Report
from .models.type_info import type_info_of

T = TypeVar("T")

_HEADERS = ("webhook-id", "webhook-timestamp", "webhook-signature")
_PREFIX = "whsec_"
_TOLERANCE = 300  # seconds
_LONGEST_TIMESTAMP = 12  # digits


class Webhook(Generic[T]):
    """A webhook of the API.

    Attributes:
        wire: The name in the API's document.
        drift: The mismatches between requests and the API's document.
    """

    __slots__ = ("_kind", "_lazy", "_type", "drift", "wire")

    def __init__(
        self, package: str, wire: str, type: Callable[[], object], kind: str = "json"
    ) -> None:
        self.wire = wire
        self._kind = kind  # json, form, text or binary
        self.drift = Drift(package)
        self._lazy = type
        self._type: object = None

    def parse(self, body: bytes, headers: Mapping[str, str], *, secret: str | None = None) -> T:
        """The request's body as a model.

        Args:
            body: The bytes of the body exactly as they came, because the signature is of these bytes.
            headers: The request's headers. The case of names is ignored.
            secret: The secret with which the API signs (`whsec_...`). Without it, the sender is not verified.

        Raises:
            WebhookVerificationError: The request is not signed with the secret, or its time is more than five minutes
                away.
            ResponseDecodeError: The body is not JSON (or the documented form or text), or has another type as a
                whole.
            ArgumentError: The body is not bytes, or the secret is invalid.
        """
        data = _bytes(body)
        if secret is not None:
            _verify(data, headers, secret)
        if self._type is None:
            self._type = self._lazy()
        return cast("T", self._read(data, Report(f"webhooks.{self.wire}", self.drift)))

    def _read(self, data: bytes, report: Report) -> object:
        match self._kind:
            case "binary":
                return data
            case "text":
                return _text(data)
            case "form":
                return _form(_text(data), self._type, report)
            case _:
                return decode(data, self._type, report)

    def __repr__(self) -> str:
        return f"<Webhook {self.wire}>"


def _text(data: bytes) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        raise ResponseDecodeError("the body is not UTF-8 text") from error


def _form(text: str, type_: object, report: Report) -> object:
    """Decode a form. Its values are converted to the types of the fields."""
    from urllib.parse import parse_qs

    info = type_info_of(type_)
    fields = info.fields if info.kind == "object" else {}
    lists = {wire for wire, field in fields.items() if _is_list(field.type)}
    values: dict[str, object] = {}
    for name, texts in parse_qs(text, keep_blank_values=True).items():
        values[name] = texts if len(texts) > 1 or name in lists else texts[0]
    try:
        return convert(values, type_, strict=False)
    except msgspec.ValidationError:
        return decode_parsed(values, type_, report)


def _is_list(type_: object) -> bool:
    info = type_info_of(type_)
    return info.kind == "array" or (info.kind == "union" and any(map(_is_list, info.arguments)))


def _bytes(body: Any) -> bytes:
    if not isinstance(body, bytes):
        raise ArgumentError(f"must be bytes, not {type(body).__name__}", argument="body")
    return body


def _verify(body: bytes, headers: Mapping[str, str], secret: str) -> None:
    import hashlib  # imported here, because most programs receive no webhooks
    import hmac

    key = _key(secret)
    received = {name.lower(): value for name, value in headers.items()}
    for name in _HEADERS:
        if not received.get(name):
            raise WebhookVerificationError(f"the header {name} is missing")
    identity, sent, signatures = (received[name] for name in _HEADERS)
    _check_time(sent)
    signed = b".".join((identity.encode("utf-8", "replace"), sent.encode(), body))
    wanted = base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest())
    signed_values = (each.partition(",") for each in signatures.split())
    if not any(
        version == "v1" and hmac.compare_digest(wanted, text.encode("utf-8", "replace"))
        for version, _, text in signed_values
    ):
        raise WebhookVerificationError("no signature matches this body and this secret")


def _key(secret: Any) -> bytes:
    try:
        key = base64.b64decode(secret.removeprefix(_PREFIX), validate=True)
    except (AttributeError, TypeError, binascii.Error, ValueError):
        key = b""
    if not key:
        raise ArgumentError(f"must be {_PREFIX} followed by base64", argument="secret")
    return key


def _check_time(sent: str) -> None:
    if not (sent.isascii() and sent.isdecimal() and len(sent) <= _LONGEST_TIMESTAMP):
        raise WebhookVerificationError("webhook-timestamp is not a time")
    if abs(time.time() - int(sent)) > _TOLERANCE:
        raise WebhookVerificationError("webhook-timestamp is more than five minutes away")

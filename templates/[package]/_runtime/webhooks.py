"""What the API sends to its user, as models.

With a secret the sender is verified, as Standard Webhooks says (https://www.standardwebhooks.com, symmetric keys): an
HMAC-SHA256 over `id.timestamp.body`, of a moment that is near.
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
    """A request that the API sends.

    Attributes:
        wire: the API's name of it.
        drift: where the requests departed from the API's document.
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
            body: the bytes of the body exactly as they came; the signature is of these.
            headers: the request's headers; their names' case does not matter.
            secret: what the API signs with (`whsec_...`). Without it, nothing tells who sent the request.

        Raises:
            WebhookVerificationError: the request is not signed with this secret, or not within the last five minutes.
            ResponseDecodeError: the body is no JSON (no form, no text), where it should be.
            ResponseValidationError: the body as a whole is of another kind.
            ArgumentError: the body is not bytes, or the secret is none.
        """
        data = _bytes(body)
        if secret is not None:
            _verify(data, headers, secret)
        if self._type is None:
            self._type = self._lazy()  # once: decoders are kept by type
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
        raise ResponseDecodeError("the body is no UTF-8 text") from error


def _form(text: str, type_: object, report: Report) -> object:
    """A form as an object; its texts stand for numbers and flags where the type has those."""
    from urllib.parse import parse_qs

    info = type_info_of(type_)
    fields = info.fields if info.kind == "object" else {}
    lists = {wire for wire, field in fields.items() if _is_list(field.type)}
    values: dict[str, object] = {}
    for name, found in parse_qs(text, keep_blank_values=True).items():
        values[name] = found if len(found) > 1 or name in lists else found[0]
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
    import hashlib  # here: most programs receive no webhooks
    import hmac

    key = _key(secret)
    given = {name.lower(): value for name, value in headers.items()}
    for name in _HEADERS:
        if not given.get(name):
            raise WebhookVerificationError(f"the header {name} is missing")
    identity, sent, signatures = (given[name] for name in _HEADERS)
    _check_time(sent)
    signed = b".".join((identity.encode("utf-8", "replace"), sent.encode(), body))
    wanted = base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest())
    found = (each.partition(",") for each in signatures.split())
    if not any(
        version == "v1" and hmac.compare_digest(wanted, text.encode("utf-8", "replace"))
        for version, _, text in found
    ):
        raise WebhookVerificationError("no signature is of this body and this secret")


def _key(secret: Any) -> bytes:
    try:
        key = base64.b64decode(secret.removeprefix(_PREFIX), validate=True)
    except (AttributeError, TypeError, binascii.Error, ValueError):
        key = b""
    if not key:
        raise ArgumentError(f"must be {_PREFIX} and base64", argument="secret")
    return key


def _check_time(sent: str) -> None:
    if not (sent.isascii() and sent.isdecimal() and len(sent) <= _LONGEST_TIMESTAMP):
        raise WebhookVerificationError("webhook-timestamp is no time")
    if abs(time.time() - int(sent)) > _TOLERANCE:
        raise WebhookVerificationError("webhook-timestamp is more than five minutes away")
